"""What people do to Threads and Posts. Check, write, count, announce, return.

Moving them and pressing words under them have rooms of their own. Each action is one fair,
atomic write. What may have changed since the check is asked again under the row lock: see `Thread.add_post`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import IntegrityError

from communities.models import Community, Topic, User
from discussions import attaching, draft_actions, live, mention_actions, mentions, permissions
from discussions.db import write_lock, writes
from discussions.locks import locked_post, locked_thread
from discussions.models import ChangeKind, Post, PostRevision, Thread, ThreadReading, ThreadSummary


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
    CannotReply, CannotAttach, CannotMention, and AlreadyPosted when the earlier press sent other words
    or files.
    """
    try:
        return _post_reply(thread, author, body, token, posted_at, quoted, files)
    except IntegrityError:
        # Two presses raced; the other one won and its Post is the one.
        if earlier := _same_press(author, token, body, files, thread):
            return earlier
        raise


@writes
def _post_reply(
    thread: Thread,
    author: User,
    body: str,
    token: UUID,
    posted_at: datetime,
    quoted: Post | None,
    files: Collection[UUID],
) -> Post:
    if earlier := _same_press(author, token, body, files, thread):
        return earlier
    permissions.check_can_reply(author, thread)
    words = mentions.settle(body, community=thread.community, author=author)
    post = thread.add_post(author=author, body=words.body, token=token, posted_at=posted_at, quoted=quoted)
    if post is None:
        permissions.check_is_not_locked(Thread.objects.get(pk=thread.pk))
        raise permissions.CannotReply(
            "This conversation has just been moved to where other people read it. Nothing was posted."
        )
    attaching.attach(post, author, files)
    mention_actions.tell(post=post, told=words.told, made_at=posted_at)
    draft_actions.forget_posted(author=author, token=token)
    live.announce(thread.record(ChangeKind.POST_ADDED, post))
    _mark_read(author, thread, post.number, posted_at)
    return post


def start_thread(
    *,
    community: Community,
    author: User,
    title: str,
    kind: str,
    body: str,
    token: UUID,
    started_at: datetime,
    topics: Collection[Topic] = (),
    page_id: int | None = None,
    files: Collection[UUID] = (),
) -> Thread:
    """Start a Thread with its first Post, or give the one that the same press already started.

    Raises CannotTakePart, CannotStart, CannotAttach, CannotMention, and AlreadyPosted when the earlier
    press sent other words or files.
    """
    try:
        return _start_thread(community, author, title, kind, body, token, started_at, topics, page_id, files)
    except IntegrityError:
        if earlier := _same_press(author, token, body, files):
            return earlier.thread
        raise


@writes
def _start_thread(
    community: Community,
    author: User,
    title: str,
    kind: str,
    body: str,
    token: UUID,
    started_at: datetime,
    topics: Collection[Topic],
    page_id: int | None,
    files: Collection[UUID],
) -> Thread:
    if earlier := _same_press(author, token, body, files):
        return earlier.thread
    permissions.check_can_start(author, community)
    if kind == Thread.Kind.ANNOUNCEMENT:
        permissions.check_can_announce(author, community)
    words = mentions.settle(body, community=community, author=author)
    thread = Thread.objects.create(
        community=community,
        title=title,
        kind=kind,
        author=author,
        page_id=page_id,
        started_at=started_at,
        last_posted_at=started_at,
    )
    thread.topics.set(topics)
    # Nobody has seen it yet, so nobody can have closed it.
    post = cast(Post, thread.add_post(author=author, body=words.body, token=token, posted_at=started_at))
    attaching.attach(post, author, files)
    mention_actions.tell(post=post, told=words.told, made_at=started_at)
    draft_actions.forget_posted(author=author, token=token)
    live.announce(thread.record(ChangeKind.POST_ADDED, post))
    _mark_read(author, thread, 1, started_at)
    return thread


def _same_press(
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
def edit_thread(*, thread: Thread, editor: User, title: str, kind: str, topics: Collection[Topic]) -> None:
    """Change what a Thread is called, what kind it is and what it is about.

    Raises CannotEdit for anybody but its author and the Leads.
    """
    thread = locked_thread(thread.pk)
    permissions.check_can_edit_thread(editor, thread)
    if kind != thread.kind and kind == Thread.Kind.ANNOUNCEMENT:
        permissions.check_can_announce(editor, thread.community)
    if kind != Thread.Kind.QUESTION and thread.is_answered:
        clear_answer_of(thread)
    thread.title, thread.kind = title, kind
    thread.save(update_fields=["title", "kind"])
    thread.topics.set(topics)
    live.announce(thread.record(ChangeKind.THREAD_EDITED))


@writes
def summarise_thread(*, thread: Thread, editor: User, body: str, written_at: datetime) -> None:
    """Say above a Thread what it has come to, or take that down with an empty body; earlier words stay.

    `body` is clean HTML. The same words change nothing. Raises CannotTakePart and CannotEdit.
    """
    thread = locked_thread(thread.pk)
    permissions.check_can_summarise(editor, thread)
    draft_actions.forget_summary(thread=thread, editor=editor)
    body = mentions.as_words(body)  # a summary tells nobody
    if body == thread.summary:
        return
    ThreadSummary.objects.create(thread=thread, author=editor, body=body, written_at=written_at)
    thread.summary = body
    thread.save(update_fields=["summary"])
    live.announce(thread.record(ChangeKind.THREAD_SUMMARISED))


@writes
def mark_answer(*, thread: Thread, post: Post, marker: User) -> None:
    """Say that this Post answers the question. Raises CannotTakePart and CannotMarkAnswer."""
    post = locked_post(post)
    thread = post.thread
    permissions.check_can_mark_answer(marker, thread, post)
    if thread.answer_id == post.pk:
        return
    if thread.is_answered:
        clear_answer_of(thread)
    thread.answer = post
    thread.save(update_fields=["answer"])
    live.announce(thread.record(ChangeKind.ANSWER_MARKED, post))


@writes
def clear_answer(*, thread: Thread, marker: User) -> None:
    """Say that the question is open again. Raises CannotTakePart and CannotMarkAnswer."""
    thread = locked_thread(thread.pk)
    permissions.check_can_mark_answer(marker, thread)
    if thread.is_answered:
        clear_answer_of(thread)


@writes
def hide_post(*, post: Post, lead: User, reason: str, hidden_at: datetime) -> None:
    """Put a Post out of its readers' sight and say why. Raises CannotTakePart and CannotModerate."""
    post = locked_post(post)
    permissions.check_can_moderate(lead, post.thread.community)
    if not post.is_readable:
        return
    if post.thread.answer_id == post.pk:
        clear_answer_of(post.thread)
    post.hidden_at, post.hidden_by, post.hidden_reason = hidden_at, lead, reason
    post.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    live.announce(post.thread.record(ChangeKind.POST_HIDDEN, post))


@writes
def restore_post(*, post: Post, lead: User) -> None:
    """Bring a hidden Post back. Raises CannotTakePart and CannotModerate."""
    post = locked_post(post)
    permissions.check_can_moderate(lead, post.thread.community)
    if not post.is_hidden:
        return
    post.hidden_at, post.hidden_by, post.hidden_reason = None, None, ""
    post.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    live.announce(post.thread.record(ChangeKind.POST_RESTORED, post))


@writes
def set_locked(*, thread: Thread, lead: User, locked_at: datetime | None) -> None:
    """Close a Thread to further Posts, or open it again with None.

    Raises CannotTakePart and CannotModerate.
    """
    thread = locked_thread(thread.pk)
    permissions.check_can_moderate(lead, thread.community)
    if thread.is_locked == (locked_at is not None):
        return
    thread.locked_at = locked_at
    thread.save(update_fields=["locked_at"])
    kind = ChangeKind.THREAD_LOCKED if locked_at else ChangeKind.THREAD_UNLOCKED
    live.announce(thread.record(kind))


@writes
def set_pinned(*, thread: Thread, lead: User, pinned_at: datetime | None) -> None:
    """Keep a Thread at the top of its Community, or let it go with None.

    Raises CannotTakePart and CannotModerate.
    """
    thread = locked_thread(thread.pk)
    permissions.check_can_moderate(lead, thread.community)
    if thread.is_pinned == (pinned_at is not None):
        return
    thread.pinned_at = pinned_at
    thread.save(update_fields=["pinned_at"])
    kind = ChangeKind.THREAD_PINNED if pinned_at else ChangeKind.THREAD_UNPINNED
    live.announce(thread.record(kind))


def mark_read(*, thread: Thread, reader: User, number: int, read_at: datetime) -> None:
    """Remember that somebody has seen a Thread up to this Post. It never goes back."""
    number = min(number, thread.last_post_number)
    last_read = ThreadReading.objects.filter(user=reader, thread=thread).values_list(
        "last_read_number", flat=True
    )
    if number > (last_read.first() or 0):
        with write_lock():
            _mark_read(reader, thread, number, read_at)
            mention_actions.mark_read(thread=thread, reader=reader, number=number, seen_at=read_at)


def _mark_read(reader: User, thread: Thread, number: int, read_at: datetime) -> None:
    reading, is_new = ThreadReading.objects.get_or_create(
        user=reader, thread=thread, defaults={"last_read_number": number, "read_at": read_at}
    )
    if not is_new:
        ThreadReading.objects.filter(pk=reading.pk, last_read_number__lt=number).update(
            last_read_number=number, read_at=read_at
        )


def clear_answer_of(thread: Thread) -> None:
    """Take the mark of the answer away, in the caller's transaction and under its lock."""
    answer = thread.answer
    thread.answer = None
    thread.save(update_fields=["answer"])
    live.announce(thread.record(ChangeKind.ANSWER_CLEARED, answer))
