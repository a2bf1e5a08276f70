"""Where words may go, and who takes them there."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from communities import permissions as belonging
from discussions.permissions.moderating import check_can_moderate
from discussions.permissions.refusals import CannotMove, CannotShare

if TYPE_CHECKING:
    from communities.models import Community
    from communities.querysets import Viewer
    from discussions.models import CrossPost, Post, Thread


def check_can_move(viewer: Viewer, community: Community, to: Community) -> None:
    """Pass somebody who leads both, where words may go. Raises CannotTakePart, CannotModerate or CannotMove."""
    check_can_moderate(viewer, community)
    check_can_moderate(viewer, to)
    check_words_may_go(community, to)


def check_words_may_go(community: Community, to: Community) -> None:
    """Pass a pair of Communities where no more people would read what was said than were told of.

    Words may go anywhere from an Open Community, and between two of level Members. What was said under the
    Chatham House Rule or by invitation stays in its room (decision 12). Asks nothing of the database.
    Raises CannotMove.
    """
    if community == to or community.is_open:
        return
    if not community.is_public or community.is_chatham_house:
        raise CannotMove(f"What was said in {community} stays there.")
    if to.is_open:
        raise CannotMove(f"Anyone reads {to}, and what was said in {community} was for its members.")


def check_may_be_shared(viewer: Viewer, thread: Thread) -> None:
    """Pass whoever started a Thread of an Open Community, and its Leads (decision 14).

    Raises CannotTakePart, CannotShare or CannotSpeak.
    """
    belonging.check_can_take_part(viewer)
    home = thread.community
    if not belonging.is_lead(viewer, home) and (
        thread.author_id != viewer.pk or not belonging.is_member(viewer, home)
    ):
        raise CannotShare("Whoever started a conversation can share it, or a Lead.")
    belonging.check_may_speak_now(viewer, home)
    if not home.is_open:
        raise CannotShare(f"What was said in {home} was for its members, so it is not shared elsewhere.")


def check_can_share(viewer: Viewer, thread: Thread, to: Community) -> None:
    """Pass the same people where they are members and may write. Raises as above."""
    check_may_be_shared(viewer, thread)
    if to == thread.community:
        raise CannotShare("It stands there already.")
    if not belonging.is_member(viewer, to):
        raise CannotShare(f"Only members of {to} share conversations there. Join it first.")
    belonging.check_may_speak_now(viewer, to)


def check_can_unshare(viewer: Viewer, card: CrossPost) -> None:
    """Pass whoever shared it, and the Leads of where it was shared. Raises CannotTakePart or CannotShare."""
    belonging.check_can_take_part(viewer)
    if card.by_id != viewer.pk and not belonging.is_lead(viewer, card.community):
        raise CannotShare("Whoever shared a conversation can take its card away, or a Lead.")


def check_can_move_posts(thread: Thread, posts: Collection[Post], to: Thread) -> None:
    """Pass some of a Thread's later Posts, on their way to another. Raises CannotMove."""
    if not posts:
        raise CannotMove("Choose at least one post.")
    if any(post.number == 1 for post in posts):
        raise CannotMove("The first post stays: move the whole conversation instead.")
    if thread == to:
        raise CannotMove("They are in that conversation already.")


def check_can_merge(lead: Viewer, thread: Thread, into: Thread) -> None:
    """Pass somebody who leads both, for two Threads of which the second is open.

    Raises CannotTakePart, CannotModerate or CannotMove.
    """
    if thread == into:
        raise CannotMove("These are one conversation already.")
    check_can_move(lead, thread.community, into.community)
    if into.is_locked:
        raise CannotMove("That conversation is closed. Open it first.")
    if into.merged_into_id or thread.merged_into_id:
        raise CannotMove("One of them has been merged already.")


def check_can_open_thread(post: Post) -> None:
    """Pass a Post that a conversation may begin with. Raises CannotMove."""
    if not post.is_readable:
        raise CannotMove(
            f"Post {post.number} is out of sight, so no conversation can begin with it. Leave it here."
        )
