"""Who is told of an announcement, on their desk and by letter: the one place for that rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import now

from communities.models import Membership
from discussions.models import Announcement, CommunityFollow, FollowLevel

if TYPE_CHECKING:
    from communities.models import Community, User
    from communities.querysets import MembershipQuerySet
    from discussions.models import Thread


@dataclass(frozen=True)
class Reach:
    """How many people an announcement reaches, and of them by letter too."""

    people: int
    letters: int


def told(community: Community, by: User | None) -> MembershipQuerySet:
    """Keep those who are told: members who may take part and whom no Lead has asked to pause, but for who tells."""
    here = Membership.objects.belonging().filter(community=community)
    return here.filter(Q(muted_until=None) | Q(muted_until__lte=now())).exclude(user=by)


def written_to(community: Community, by: User | None) -> MembershipQuerySet:
    """Keep those of them who get a letter: not who follows the Community as a digest, or not at all."""
    quieter = CommunityFollow.objects.filter(
        community=community, user=OuterRef("user"), level__in=[FollowLevel.DIGEST, FollowLevel.NOTHING]
    )
    return told(community, by).filter(~Exists(quieter))


def announcement_of(thread: Thread) -> Announcement | None:
    """Give what all members of where it stands were told of it and nobody called off. One query."""
    standing = Announcement.objects.standing().filter(thread=thread, community=thread.community_id)
    return standing.select_related("thread__community", "community", "by").first()


def reach_of(community: Community, by: User | None) -> Reach:
    """Count both. Two queries."""
    return Reach(told(community, by).count(), written_to(community, by).count())
