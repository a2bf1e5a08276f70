"""What people do to Posts: reply, change, take back; Leads hide and restore."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from communities.actions.decisions import record
from communities.db import looks_again, writes
from communities.models import User
from discussions import attaching, live, mentions, permissions
from discussions.actions import drafts as draft_actions
from discussions.actions import mentions as mention_actions
from discussions.actions.answers import clear_answer_of
from discussions.actions.reading import follow_unseen, remember_read
from discussions.locks import locked_post
from discussions.models import ChangeKind, MaskedAuthor, Post, PostRevision, Thread


@looks_again
@writes
def post_reply(
    *,
    thread: Thread,
    author: User,
    body: str,
    token: UUID,
    posted_at: datetime,
    quoted: Post | None = None,
    files: Collection[UUID] = (),
) -> Post:
    """Add a Post to a Thread, or give the Post that the same press already made.

    `body` is clean HTML, `files` are public ids of the author's uploads. Raises CannotTakePart,
    CannotReply, CannotAttach, CannotMention, MustWait where a Lead looks at it first (`hold_post`), and
    AlreadyPosted when the earlier press sent other words or files.
    """
    if earlier := same_press(author, token, body, files, thread):
        return earlier
    permissions.check_does_not_wait_unnamed(author, token)
    permissions.check_needs_no_look(author, thread.community, body, files)
    return write_reply(thread, author, body, token, posted_at, quoted, files)


def write_reply(
    thread: Thread,
    author: User,
    body: str,
    token: UUID,
    posted_at: datetime,
    quoted: Post | None,
    files: Collection[UUID],
    *,
    is_masked: bool = False,
) -> Post:
    """Write a reply that is new and needs no look any more, within a write. Raises as `post_reply`."""
    permissions.check_can_reply(author, thread)
    words = mentions.settle(body, community=thread.community, author=author)
    post = thread.add_post(
        author=author,
        body=words.body,
        token=token,
        posted_at=posted_at,
        quoted=quoted,
        is_masked=is_masked,
    )
    if post is None:
        permissions.check_is_not_locked(Thread.objects.get(pk=thread.pk))
        raise permissions.CannotReply(
            "This conversation has just been moved to where other people read it. Nothing was posted."
        )
    draft_actions.forget_posted(author=author, token=token)
    attaching.attach(post, author, files)
    mention_actions.tell(post=post, told=words.told, made_at=posted_at)
    live.announce(thread.record(ChangeKind.POST_ADDED, post))
    if is_masked:
        follow_unseen(author, thread, posted_at)
    else:
        remember_read(author, thread, post.number, posted_at)
    return post


def same_press(
    author: User, token: UUID, body: str, files: Collection[UUID], thread: Thread | None = None
) -> Post | None:
    """Give the Post this press already made. Raises AlreadyPosted for other words, files or another Thread.

    The first words count: the Post may have been edited since. Whom they name is decided anew each time.
    """
    earlier = Post.objects.sent_with(author, token)
    if earlier is None:
        return None
    first = earlier.revisions.order_by("replaced_at", "pk").values_list("body", flat=True).first()
    is_elsewhere = thread is not None and earlier.thread_id != thread.pk
    said = earlier.body if first is None else first
    has_other_words = mentions.as_words(said) != mentions.as_words(body)
    if is_elsewhere or has_other_words or not attaching.carries(earlier, author, files):
        raise permissions.AlreadyPosted(earlier)
    return earlier


@writes
def edit_post(
    *,
    post: Post,
    editor: User,
    body: str,
    edited_at: datetime,
    files: Collection[UUID] = (),
    removed_files: Collection[UUID] = (),
) -> Post:
    """Give a Post new words and keep the old ones for its readers; add files and remove some for good.

    The same words and files change nothing. Raises CannotTakePart, CannotEdit, CannotAttach and CannotMention.
    """
    post = locked_post(post)
    permissions.check_can_edit(editor, post, edited_at)
    permissions.check_names_nobody_new(editor, post.thread.community, before=post.body, after=body)
    draft_actions.forget_edit(post=post)
    words = mentions.settle(body, community=post.thread.community, author=editor, before=post.body)
    has_fewer_files = attaching.detach(post, removed_files)
    has_more_files = attaching.attach(post, editor, files)
    if words.body == post.body and not (has_fewer_files or has_more_files):
        return post
    if words.body != post.body:
        written_at = post.revisions.values_list("replaced_at", flat=True).first() or post.posted_at
        PostRevision.objects.create(post=post, body=post.body, written_at=written_at, replaced_at=edited_at)
    post.body = words.body
    post.edited_at = edited_at
    post.save(update_fields=["body", "edited_at"])
    mention_actions.tell(post=post, told=words.told, made_at=edited_at)
    live.announce(post.thread.record(ChangeKind.POST_EDITED, post))
    return post


@writes
def delete_post(*, post: Post, author: User, deleted_at: datetime) -> None:
    """Take one's own Post back. Its number stays as a tombstone; its words, earlier words and files go.

    Raises CannotEdit.
    """
    post = locked_post(post)
    permissions.check_can_delete(author, post)
    if post.thread.answer_id == post.pk:
        clear_answer_of(post.thread)
    post.revisions.all().delete()
    post.attachments.without_text().delete()
    draft_actions.forget_edit(post=post)
    mention_actions.forget(post=post)
    post.body = ""
    post.deleted_at = deleted_at
    post.save(update_fields=["body", "deleted_at"])
    live.announce(post.thread.record(ChangeKind.POST_DELETED, post))


@writes
def hide_post(*, post: Post, lead: User, reason: str, hidden_at: datetime) -> None:
    """Put a Post out of its readers' sight and say why. Raises CannotTakePart and CannotModerate."""
    post = locked_post(post)
    permissions.check_can_moderate(lead, post.thread.community)
    permissions.check_is_for_others_to_judge(lead, post)
    put_hidden(post, by=lead, reason=reason, hidden_at=hidden_at)


@writes
def restore_post(*, post: Post, lead: User) -> None:
    """Bring a hidden Post back. Raises CannotTakePart and CannotModerate, where it is sealed too."""
    post = locked_post(post)
    permissions.check_can_moderate(lead, post.thread.community)
    permissions.check_is_not_sealed(post)
    permissions.check_is_for_others_to_judge(lead, post)
    if post.is_hidden:
        restore_hidden(post, by=lead)


def put_hidden(
    post: Post, *, by: User | None, reason: str, hidden_at: datetime, sealed: bool = False
) -> None:
    """Put a Post, locked, out of its readers' sight. Asks no permission.

    Without `by` the hub itself sets it aside until a Lead looks; a Lead's own decision then takes the place
    of that. `sealed` also shuts it to its author and the Leads. A Post out of sight already stays as it is.
    """
    is_decided_now = by is not None and post.is_set_aside
    if not (post.is_readable or is_decided_now or (sealed and post.is_hidden and not post.is_sealed)):
        return
    if post.thread.answer_id == post.pk:
        clear_answer_of(post.thread)
    post.hidden_at, post.hidden_by, post.hidden_reason = hidden_at, by, reason
    post.sealed_at = hidden_at if sealed else post.sealed_at
    post.save(update_fields=["hidden_at", "hidden_by", "hidden_reason", "sealed_at"])
    kind = "post-hidden" if by else "post-sealed" if sealed else "post-set-aside"
    record_about(post, kind, by=by, reason=reason, decided_at=hidden_at)
    live.announce(post.thread.record(ChangeKind.POST_HIDDEN, post))


def restore_hidden(post: Post, *, by: User, restored_at: datetime | None = None) -> None:
    """Bring a hidden Post, locked, back before its readers. Asks no permission."""
    kind = "post-set-free" if post.is_set_aside else "post-restored"
    kind = "post-unsealed" if post.is_sealed else kind
    post.hidden_at, post.hidden_by, post.hidden_reason, post.sealed_at = None, None, "", None
    post.save(update_fields=["hidden_at", "hidden_by", "hidden_reason", "sealed_at"])
    record_about(post, kind, by=by, decided_at=restored_at)
    live.announce(post.thread.record(ChangeKind.POST_RESTORED, post))


def record_about(post: Post, kind: str, *, by: User | None, **facts) -> None:
    """Write into the Community's log what was decided about a Post, and to its author; a masked one is not named."""
    about = MaskedAuthor.objects.author_of(post) if post.is_masked else post.author
    record(
        kind,
        community=post.thread.community,
        subject_id=post.pk,
        by=by,
        about=about,
        is_named=not post.is_masked,
        **facts,
    )
