"""Who writes where, and when they must wait."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localtime, now

from communities import permissions as belonging
from discussions.permissions.refusals import CannotAttach, CannotReply, CannotStart, MustWait

if TYPE_CHECKING:
    from uuid import UUID

    from communities.models import Community
    from communities.querysets import Viewer
    from discussions.models import Thread


def check_can_start(viewer: Viewer, community: Community) -> None:
    """Pass members who may take part. Raises CannotTakePart or CannotStart."""
    belonging.check_can_take_part(viewer)
    if not belonging.is_member(viewer, community):
        raise CannotStart(f"Only members of {community} start conversations here. Join it first.")
    belonging.check_may_speak_now(viewer, community)


def check_can_announce(viewer: Viewer, community: Community) -> None:
    """Pass Leads: an announcement speaks for the Community. Raises CannotStart."""
    if not belonging.is_lead(viewer, community):
        raise CannotStart("Only the Leads of this community make announcements.")


def check_can_reply(viewer: Viewer, thread: Thread) -> None:
    """Pass members while the Thread is open. Raises CannotTakePart or CannotReply."""
    belonging.check_can_take_part(viewer)
    if not belonging.is_member(viewer, thread.community):
        raise CannotReply(f"Only members of {thread.community} reply here. Join it first.")
    belonging.check_may_speak_now(viewer, thread.community)
    check_is_not_locked(thread)
    check_is_not_too_quick(viewer, thread)


def check_needs_no_look(
    author: Viewer, community: Community, body: str, files: Collection[UUID] = (), *, title: str = ""
) -> None:
    """Pass words that need not wait for a Lead. Raises MustWait."""
    from discussions.holding import why_held  # which asks of Posts, and those ask here

    if author.is_authenticated and (why := why_held(author, community, body, files, title=title)):
        raise MustWait(why)


def check_is_not_locked(thread: Thread) -> None:
    """Raises CannotReply when a Lead has closed the Thread."""
    if thread.is_locked and thread.opens_at:
        raise CannotReply(f"A Lead has closed this conversation until {_moment(thread.opens_at)}.")
    if thread.is_locked:
        raise CannotReply("A Lead has closed this conversation, so it takes no more replies.")


def check_is_not_too_quick(viewer: Viewer, thread: Thread) -> None:
    """Pass who has let a slow Thread's minutes go by since their last Post, and Leads. Raises CannotReply."""
    if not thread.slow_minutes or belonging.is_lead(viewer, thread.community):
        return
    own = (
        thread.posts.filter(author=viewer.pk)
        .order_by("-posted_at")
        .values_list("posted_at", flat=True)
        .first()
    )
    if own is None:
        return
    next_at = own + timedelta(minutes=thread.slow_minutes)
    if next_at > now():
        raise CannotReply(
            f"A Lead has slowed this conversation: one post in {thread.slow_minutes} minutes. "
            f"You can post again from {_moment(next_at)}."
        )


def _moment(at) -> str:
    return date_format(localtime(at), "l j F, H:i")


def check_can_attach(viewer: Viewer, community: Community) -> None:
    """Pass members, who may write Posts here at all. Raises CannotTakePart or CannotAttach."""
    belonging.check_can_take_part(viewer)
    if not belonging.is_member(viewer, community):
        raise CannotAttach(f"Only members of {community} add files here. Join it first.")
    belonging.check_may_speak_now(viewer, community)
