"""What readers may do with somebody else's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communities import permissions as belonging
from discussions.permissions.masking import wrote
from discussions.permissions.refusals import CannotFollow, CannotReact, CannotSave

if TYPE_CHECKING:
    from communities.models import Community
    from communities.querysets import Viewer
    from discussions.models import Post


def check_can_react(viewer: Viewer, post: Post) -> None:
    """Pass members, for a readable Post of somebody else in an open Thread. Raises CannotTakePart or CannotReact."""
    belonging.check_can_take_part(viewer)
    if not belonging.is_member(viewer, post.thread.community):
        raise CannotReact(f"Only members of {post.thread.community} can say that here. Join it first.")
    belonging.check_may_speak_now(viewer, post.thread.community)
    if wrote(viewer, post):
        raise CannotReact("That is for others to say.")
    if not post.is_readable:
        raise CannotReact("This post was taken out of sight.")
    if post.thread.is_locked:
        raise CannotReact("A Lead has closed this conversation, so it stays as it is.")


def check_can_save(post: Post) -> None:
    """Pass a Post with words in it, for anybody who found it. Raises CannotSave."""
    if not post.is_readable:
        raise CannotSave("This post was taken out of sight, so there is nothing to save.")


def check_can_follow(viewer: Viewer, community: Community) -> None:
    """Pass whoever reads here for themselves. Raises CannotFollow.

    Staff who read for a stated reason read for that hour, and nothing of it may bring them news afterwards.
    """
    if belonging.staff_reading_of(viewer, community) and not belonging.is_member(viewer, community):
        raise CannotFollow("You read here for a stated reason, and that ends. Nothing of it can be followed.")
