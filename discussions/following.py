"""The levels at which conversations are followed, in words, as the control that chooses one shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from django.urls import reverse

from communities.permissions import can, is_member
from discussions.models import CommunityFollow, FollowLevel, ThreadReading
from discussions.permissions import check_can_follow

if TYPE_CHECKING:
    from communities.models import Community, User
    from communities.querysets import Viewer
    from discussions.models import Thread

#: What each level does, true today: whoever adds a way of telling people makes it obey, and says so here.
MEANS = {
    FollowLevel.EVERYTHING: "Every new post is news on your desk.",
    FollowLevel.REPLIES: "News when somebody quotes you or posts in a conversation you started.",
    FollowLevel.DIGEST: "Gathered under Digest in your inbox, for when you have time.",
    FollowLevel.NOTHING: "Never on your desk, unless somebody names you.",
}


@dataclass(frozen=True)
class Choice:
    """One line of the control: what is sent, what it is called and what it does."""

    value: str
    label: str
    means: str
    is_chosen: bool


@dataclass(frozen=True)
class Follow:
    """How somebody follows a Thread or a Community, and what else they might choose."""

    level: FollowLevel
    choices: list[Choice]
    address: str
    #: Might somebody who does not belong here begin to follow it with one press?
    is_offered: bool = False


def of_thread(
    viewer: Viewer, thread: Thread, reading: ThreadReading | None, *, is_member: bool
) -> Follow | None:
    """Give the control of a Thread; None for whoever may not follow it. One query, of staff two."""
    if not _may_follow(viewer, thread.community):
        return None
    at_large = _level_of(viewer, thread.community, is_member=is_member)
    chosen = reading.level if reading else ""
    as_community = Choice("", f"As all of {thread.community}", f"Now: {at_large.label}.", not chosen)
    address = reverse("discussions:thread-follow", args=[thread.community.slug, thread.pk])
    return Follow(FollowLevel(chosen) if chosen else at_large, [*_choices(chosen), as_community], address)


def of_community(viewer: Viewer, community: Community) -> Follow | None:
    """Give the control of a Community; None for whoever may not follow it. Two queries, of staff three."""
    if not _may_follow(viewer, community):
        return None
    belongs = is_member(viewer, community)
    level = _level_of(viewer, community, is_member=belongs)
    address = reverse("discussions:community-follow", args=[community.slug])
    return Follow(level, _choices(level), address, is_offered=not belongs and level == FollowLevel.NOTHING)


def _may_follow(viewer: Viewer, community: Community) -> TypeGuard[User]:
    return viewer.is_authenticated and can(check_can_follow, viewer, community)


def _level_of(viewer: User, community: Community, *, is_member: bool) -> FollowLevel:
    follow = CommunityFollow.objects.filter(user=viewer, community=community).first()
    if follow:
        return FollowLevel(follow.level)
    return FollowLevel.EVERYTHING if is_member else FollowLevel.NOTHING


def _choices(chosen: str) -> list[Choice]:
    return [Choice(level.value, level.label, means, level == chosen) for level, means in MEANS.items()]
