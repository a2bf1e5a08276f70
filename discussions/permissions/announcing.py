"""Who tells every member of something, and how often."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localtime

from communities import permissions as belonging
from communities.permissions import can
from discussions.permissions.moderating import check_can_moderate
from discussions.permissions.refusals import CannotAnnounce

if TYPE_CHECKING:
    from communities.querysets import Viewer
    from discussions.models import Announcement, Thread

#: A Community tells everybody of one thing in this time: a room that calls too often is not heard.
ONCE_IN = timedelta(days=1)


def check_is_announceable(lead: Viewer, thread: Thread) -> None:
    """Pass a Lead, for a readable announcement of their own active Community, told before or not.

    Raises CannotTakePart, CannotModerate, CannotSpeak or CannotAnnounce.
    """
    from discussions.models import Thread  # which ask here

    check_can_moderate(lead, thread.community)
    belonging.check_may_speak_now(lead, thread.community)
    if thread.kind != Thread.Kind.ANNOUNCEMENT:
        raise CannotAnnounce("Only an announcement is told to everybody. Change what kind it is first.")
    if not thread.posts.readable().filter(number=1).exists():
        raise CannotAnnounce("Its first post is out of sight, so there is nothing to tell.")


def check_may_be_announced(lead: Viewer, thread: Thread) -> None:
    """Pass the same, of what was not told before. Raises as above."""
    from discussions.models import Announcement  # which ask here

    check_is_announceable(lead, thread)
    if Announcement.objects.standing().filter(thread=thread).exists():
        raise CannotAnnounce("All members have been told of this already.")


def check_can_announce_to_all(lead: Viewer, thread: Thread, at: datetime) -> None:
    """Pass the same, once a day for a Community. Raises as above."""
    from discussions.models import Announcement  # which ask here

    check_may_be_announced(lead, thread)
    lately = Announcement.objects.standing().filter(
        community=thread.community_id, announced_at__gt=at - ONCE_IN
    )
    if last := lately.order_by("-announced_at").first():
        again = date_format(localtime(last.announced_at + ONCE_IN), "l j F, H:i")
        raise CannotAnnounce(
            f"All members were told of something within the last day. You can announce again from {again}."
        )


def still_stands(announcement: Announcement) -> bool:
    """Is it still where it was announced, and could whoever announced it do so today?"""
    thread = announcement.thread
    return (
        announcement.by is not None
        and thread.community_id == announcement.community_id
        and thread.merged_into_id is None
        and can(check_is_announceable, announcement.by, thread)
    )
