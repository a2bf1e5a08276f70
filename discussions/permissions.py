"""Each rule about conversations, once. `check_…` raises a sentence a person can act on.

Whoever cannot see a Thread never gets as far as these: `Thread.objects.visible_to` does not
find it for them.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.formats import date_format
from django.utils.timezone import localtime, now

from communities import permissions as belonging

if TYPE_CHECKING:
    from uuid import UUID

    from communities.models import Community
    from communities.querysets import Viewer
    from discussions.models import CrossPost, HeldPost, Post, Thread

#: How long an author may take a Post back or change it without a Lead.
EDIT_WINDOW = timedelta(days=30)


class CannotReply(PermissionDenied):
    """This person may not post here, or not now."""


class CannotStart(PermissionDenied):
    """This person may not start a Thread here."""


class AlreadyPosted(PermissionDenied):
    """This press of the button made a Post before, of other words than these."""

    def __init__(self, post: Post) -> None:
        super().__init__(
            f"Your first words are posted already, as post {post.number};"
            " what you changed since is still below."
        )


class MustWait(PermissionDenied):
    """These words wait for a Lead before others see them; `why` is a value of `HeldPost.Why`."""

    def __init__(self, why: str) -> None:
        super().__init__("A Lead looks at this before others see it.")
        self.why = why


class CannotHold(PermissionDenied):
    """There is nothing to decide about these words any more, or not this way."""


class CannotEdit(PermissionDenied):
    """This person may not change this Post."""


class CannotAttach(PermissionDenied):
    """This file does not become part of this Post."""


class CannotMarkAnswer(PermissionDenied):
    """This person may not say which Post answers this Thread."""


class CannotReact(PermissionDenied):
    """This person may not answer this Post with a word."""


class CannotSave(PermissionDenied):
    """This Post cannot be put aside."""


class CannotMove(PermissionDenied):
    """These words may not go there."""


class CannotShare(PermissionDenied):
    """This conversation is not shared there, or not by this person."""


class CannotModerate(PermissionDenied):
    """This person does not look after this Community."""


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
    author: Viewer, community: Community, body: str, files: Collection[UUID] = ()
) -> None:
    """Pass words that need not wait for a Lead. Raises MustWait."""
    from discussions.holding import why_held  # which asks of Posts, and those ask here

    if author.is_authenticated and (why := why_held(author, community, body, files)):
        raise MustWait(why)


def check_can_judge_held(lead: Viewer, held: HeldPost) -> None:
    """Pass a Lead, for somebody else's words that wait. Raises CannotTakePart, CannotModerate or CannotHold."""
    check_can_moderate(lead, held.community)
    if held.is_turned_back:
        raise CannotHold("Somebody has given it back to its author already.")
    if held.author_id == lead.pk:
        raise CannotHold("Another Lead looks at what you wrote before you were one.")


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


def check_can_edit(viewer: Viewer, post: Post, at: datetime) -> None:
    """Pass the author of a readable Post in an open Thread. Raises CannotTakePart or CannotEdit."""
    belonging.check_can_take_part(viewer)
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
    if not viewer.is_authenticated or post.author_id != viewer.pk:
        raise CannotEdit("Only its author can delete a post.")
    if post.is_deleted:
        raise CannotEdit("This post has been deleted already.")
    if post.is_sealed:
        raise CannotEdit("The network's office looks into this post, so it stays as it is until then.")


def check_can_edit_thread(viewer: Viewer, thread: Thread) -> None:
    """Pass whoever started the Thread while it is open, and Leads. Raises CannotTakePart or CannotEdit."""
    _check_keeps_thread(viewer, thread, "Whoever started a conversation can rename it, or a Lead.")


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


def check_can_moderate(viewer: Viewer, community: Community) -> None:
    """Pass the Leads of this Community. Raises CannotTakePart or CannotModerate."""
    belonging.check_can_take_part(viewer)
    if not belonging.is_lead(viewer, community):
        raise CannotModerate("Only the Leads of this community can do that.")


def check_is_not_sealed(post: Post) -> None:
    """Pass a Post that the network's office has not sealed. Raises CannotModerate."""
    if post.is_sealed:
        raise CannotModerate("The network's office has locked this post and decides about it.")


def check_is_for_others_to_judge(lead: Viewer, post: Post) -> None:
    """Pass a Lead, but for their own Post that somebody else put out of sight. Raises CannotModerate."""
    if post.is_hidden and post.author_id == lead.pk and post.hidden_by_id != lead.pk:
        raise CannotModerate("You wrote this, so somebody else decides. You can ask for a second look.")


def check_can_react(viewer: Viewer, post: Post) -> None:
    """Pass members, for a readable Post of somebody else in an open Thread. Raises CannotTakePart or CannotReact."""
    belonging.check_can_take_part(viewer)
    if not belonging.is_member(viewer, post.thread.community):
        raise CannotReact(f"Only members of {post.thread.community} can say that here. Join it first.")
    belonging.check_may_speak_now(viewer, post.thread.community)
    if post.author_id == viewer.pk:
        raise CannotReact("That is for others to say.")
    if not post.is_readable:
        raise CannotReact("This post was taken out of sight.")
    if post.thread.is_locked:
        raise CannotReact("A Lead has closed this conversation, so it stays as it is.")


def check_can_save(post: Post) -> None:
    """Pass a Post with words in it, for anybody who found it. Raises CannotSave."""
    if not post.is_readable:
        raise CannotSave("This post was taken out of sight, so there is nothing to save.")


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


def can(check, *args) -> bool:
    """Would this check pass?"""
    try:
        check(*args)
    except PermissionDenied:
        return False
    return True
