"""Choosing how much one wants to hear of."""

from __future__ import annotations

from datetime import datetime

from communities.db import writes
from communities.models import Community, User
from discussions.models import CommunityFollow, FollowLevel, Thread, ThreadReading
from discussions.permissions import check_can_follow


@writes
def follow_thread(*, thread: Thread, reader: User, level: FollowLevel | None, chosen_at: datetime) -> None:
    """Follow a Thread at this level, or with None as its Community is followed.

    Raises CannotFollow.
    """
    check_can_follow(reader, thread.community)
    reading, _ = ThreadReading.objects.get_or_create(
        user=reader, thread=thread, defaults={"read_at": chosen_at}
    )
    ThreadReading.objects.filter(pk=reading.pk).update(level=level or "")


@writes
def follow_community(*, community: Community, reader: User, level: FollowLevel) -> None:
    """Follow a Community's conversations at this level, but for those with one of their own. Raises CannotFollow."""
    check_can_follow(reader, community)
    CommunityFollow.objects.update_or_create(user=reader, community=community, defaults={"level": level})
