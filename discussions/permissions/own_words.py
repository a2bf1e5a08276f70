"""What people may still do with what they wrote and what they started."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from communities import permissions as belonging
from discussions.permissions.masking import wrote
from discussions.permissions.refusals import CannotEdit, CannotMarkAnswer

if TYPE_CHECKING:
    from communities.models import Community
    from communities.querysets import Viewer
    from discussions.models import Post, Thread

#: How long an author may take a Post back or change it without a Lead.
EDIT_WINDOW = timedelta(days=30)


def check_can_edit(viewer: Viewer, post: Post, at: datetime) -> None:
    """Pass the author of a readable Post in an open Thread. Raises CannotTakePart or CannotEdit."""
    belonging.check_can_take_part(viewer)
    if post.is_masked and wrote(viewer, post):
        raise CannotEdit(
            "A Lead has passed this on as it is, without your name. You can delete it, and ask again in other words."
        )
    if post.author_id != viewer.pk:
        raise CannotEdit("Only its author can change a post.")
    if not belonging.is_member(viewer, post.thread.community):
        raise CannotEdit("You are no longer a member here, so your posts stay as they are.")
    belonging.check_may_speak_now(viewer, post.thread.community)
    if not post.is_readable:
        raise CannotEdit("This post was taken out of sight, so it cannot be changed.")
    if post.thread.is_locked:
        raise CannotEdit("A Lead has closed this conversation, so its posts stay as they are.")
    if at - post.posted_at > EDIT_WINDOW:
        raise CannotEdit(f"Posts can be changed for {EDIT_WINDOW.days} days. Reply to add to what you said.")


def check_can_delete(viewer: Viewer, post: Post) -> None:
    """Pass the author, whenever: one's own words may always be taken back. Raises CannotEdit."""
    if not wrote(viewer, post):
        raise CannotEdit("Only its author can delete a post.")
    if post.is_deleted:
        raise CannotEdit("This post has been deleted already.")
    if post.is_sealed:
        raise CannotEdit("The network's office looks into this post, so it stays as it is until then.")


def check_can_edit_thread(viewer: Viewer, thread: Thread) -> None:
    """Pass whoever started the Thread while it is open, and Leads. Raises CannotTakePart or CannotEdit."""
    _check_keeps_thread(viewer, thread, "Whoever started a conversation can rename it, or a Lead.")


def check_names_nobody_new(viewer: Viewer, community: Community, *, before: str, after: str) -> None:
    """Pass changed words that bring in nothing which waits for a Lead here; both are HTML. Raises CannotEdit."""
    from discussions.holding import names_anew  # which asks of Posts, and those ask here

    if names_anew(viewer, community, before=before, after=after):
        raise CannotEdit(
            "This may let somebody be recognised, and such words wait here for a Lead first. "
            "Leave them out, or post them as a reply."
        )


def check_can_summarise(viewer: Viewer, thread: Thread) -> None:
    """Pass those who may rename the Thread. Raises CannotTakePart or CannotEdit."""
    _check_keeps_thread(viewer, thread, "Whoever started a conversation can sum it up, or a Lead.")


def _check_keeps_thread(viewer: Viewer, thread: Thread, sentence: str) -> None:
    belonging.check_can_take_part(viewer)
    if belonging.is_lead(viewer, thread.community):
        return
    if viewer.pk != thread.author_id or not belonging.is_member(viewer, thread.community):
        raise CannotEdit(sentence)
    belonging.check_may_speak_now(viewer, thread.community)
    if thread.is_locked:
        raise CannotEdit("A Lead has closed this conversation, so it stays as it is.")


def check_can_mark_answer(viewer: Viewer, thread: Thread, post: Post | None = None) -> None:
    """Pass whoever asked the question and may write, and Leads.

    Raises CannotTakePart, CannotMarkAnswer or CannotSpeak.
    """
    belonging.check_can_take_part(viewer)
    if not thread.is_question:
        raise CannotMarkAnswer("Only a question has an answer.")
    if post is not None and (not post.is_readable or post.number == 1):
        raise CannotMarkAnswer("This post cannot be the answer.")
    if viewer.pk == thread.author_id and belonging.is_member(viewer, thread.community):
        if not belonging.is_lead(viewer, thread.community):
            belonging.check_may_speak_now(viewer, thread.community)
        return
    if not belonging.is_lead(viewer, thread.community):
        raise CannotMarkAnswer("Whoever asked the question marks its answer, or a Lead.")
