"""What people do to a whole Thread: start, rename and sum it up; Leads close and pin it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import cast
from uuid import UUID

from django.utils.html import escape

from communities.actions.decisions import record
from communities.db import looks_again, writes
from communities.models import Community, Topic, User
from discussions import attaching, live, mentions, permissions
from discussions.about import NOTHING, About
from discussions.actions import drafts as draft_actions
from discussions.actions import mentions as mention_actions
from discussions.actions.answers import clear_answer_of
from discussions.actions.posts import same_press
from discussions.actions.reading import follow_unseen, remember_read
from discussions.locks import locked_thread
from discussions.models import ChangeKind, MaskedAuthor, Post, Thread, ThreadSummary


@looks_again
@writes
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
    about: About = NOTHING,
    files: Collection[UUID] = (),
) -> Thread:
    """Start a Thread with its first Post, or give the one that the same press already started.

    Raises CannotTakePart, CannotStart, CannotAttach, CannotMention, MustWait where a Lead looks at it first
    (`hold_post`), and AlreadyPosted when the earlier press sent other words or files.
    """
    if earlier := same_press(author, token, body, files):
        return earlier.thread
    permissions.check_does_not_wait_unnamed(author, token)
    permissions.check_needs_no_look(author, community, body, files, title=title)
    return write_thread(community, author, title, kind, body, token, started_at, topics, about, files)


def write_thread(
    community: Community,
    author: User,
    title: str,
    kind: str,
    body: str,
    token: UUID,
    started_at: datetime,
    topics: Collection[Topic],
    about: About,
    files: Collection[UUID],
    *,
    is_masked: bool = False,
) -> Thread:
    """Write a Thread that is new and needs no look any more, within a write. Raises as `start_thread`."""
    permissions.check_can_start(author, community)
    if kind == Thread.Kind.ANNOUNCEMENT:
        permissions.check_can_announce(author, community)
    words = mentions.settle(body, community=community, author=author)
    thread = Thread.objects.create(
        community=community,
        title=title,
        kind=kind,
        author=None if is_masked else author,
        is_masked=is_masked,
        page_id=about.page_id,
        passage=about.passage,
        started_at=started_at,
        last_posted_at=started_at,
    )
    thread.topics.set(topics)
    # Nobody has seen it yet, so nobody can have closed it.
    first = thread.add_post(
        author=author, body=words.body, token=token, posted_at=started_at, is_masked=is_masked
    )
    post = cast(Post, first)
    draft_actions.forget_posted(author=author, token=token)
    attaching.attach(post, author, files)
    mention_actions.tell(post=post, told=words.told, made_at=started_at)
    live.announce(thread.record(ChangeKind.POST_ADDED, post))
    if is_masked:
        follow_unseen(author, thread, started_at)
    else:
        remember_read(author, thread, 1, started_at)
    return thread


@writes
def edit_thread(*, thread: Thread, editor: User, title: str, kind: str, topics: Collection[Topic]) -> None:
    """Change what a Thread is called, what kind it is and what it is about.

    Raises CannotEdit for anybody but its author and the Leads.
    """
    thread = locked_thread(thread.pk)
    permissions.check_can_edit_thread(editor, thread)
    permissions.check_names_nobody_new(
        editor, thread.community, before=escape(thread.title), after=escape(title)
    )
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
    permissions.check_names_nobody_new(editor, thread.community, before=thread.summary, after=body)
    draft_actions.forget_summary(thread=thread, editor=editor)
    body = mentions.as_words(body)  # a summary tells nobody
    if body == thread.summary:
        return
    ThreadSummary.objects.create(thread=thread, author=editor, body=body, written_at=written_at)
    thread.summary = body
    thread.save(update_fields=["summary"])
    live.announce(thread.record(ChangeKind.THREAD_SUMMARISED))


@writes
def set_locked(
    *, thread: Thread, lead: User, locked_at: datetime | None, opens_at: datetime | None = None
) -> None:
    """Close a Thread to further Posts, for good or until `opens_at`; or open it again with None.

    Raises CannotTakePart and CannotModerate.
    """
    thread = locked_thread(thread.pk)
    permissions.check_can_moderate(lead, thread.community)
    if thread.is_locked != (locked_at is not None) or thread.opens_at != opens_at:
        put_locked(thread, by=lead, locked_at=locked_at, opens_at=opens_at)


def put_locked(
    thread: Thread, *, by: User, locked_at: datetime | None, opens_at: datetime | None = None
) -> None:
    """Close a locked row's Thread, or open it. Asks no permission."""
    thread.locked_at, thread.opens_at = locked_at, opens_at
    thread.save(update_fields=["locked_at", "opens_at"])
    record_about_thread(thread, "thread-closed" if locked_at else "thread-opened", by=by, until=opens_at)
    live.announce(thread.record(ChangeKind.THREAD_LOCKED if locked_at else ChangeKind.THREAD_UNLOCKED))


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
    record_about_thread(thread, "thread-pinned" if pinned_at else "thread-unpinned", by=lead)
    kind = ChangeKind.THREAD_PINNED if pinned_at else ChangeKind.THREAD_UNPINNED
    live.announce(thread.record(kind))


@writes
def set_slow(*, thread: Thread, lead: User, minutes: int) -> None:
    """Let each person post once in so many minutes, Leads excepted; with 0 as often as they like.

    Raises CannotTakePart and CannotModerate.
    """
    thread = locked_thread(thread.pk)
    permissions.check_can_moderate(lead, thread.community)
    if thread.slow_minutes != minutes:
        put_slow(thread, by=lead, minutes=minutes)


def put_slow(thread: Thread, *, by: User, minutes: int) -> None:
    """Set how slowly a locked row's Thread goes. Asks no permission."""
    thread.slow_minutes = minutes
    thread.save(update_fields=["slow_minutes"])
    record_about_thread(thread, "thread-slowed" if minutes else "thread-quickened", by=by)
    live.announce(thread.record(ChangeKind.THREAD_EDITED))


@writes
def put_aside(*, thread: Thread, lead: User, put_aside_at: datetime) -> None:
    """Say for all Leads that nothing need be done about a Thread nobody replies to.

    Raises CannotTakePart and CannotModerate.
    """
    thread = locked_thread(thread.pk)
    permissions.check_can_moderate(lead, thread.community)
    thread.put_aside_at = put_aside_at
    thread.save(update_fields=["put_aside_at"])
    record_about_thread(thread, "thread-put-aside", by=lead)


def record_about_thread(
    thread: Thread,
    kind: str,
    *,
    by: User,
    until: datetime | None = None,
    decided_at: datetime | None = None,
) -> None:
    """Write into the Community's log what was decided about a Thread, and to whoever started it, named or not."""
    record(
        kind,
        community=thread.community,
        subject_id=thread.pk,
        by=by,
        about=_starter_of(thread),
        is_named=not thread.is_masked,
        until=until,
        decided_at=decided_at,
    )


def _starter_of(thread: Thread) -> User | None:
    if not thread.is_masked:
        return thread.author
    first = thread.posts.order_by("number").first()
    return MaskedAuthor.objects.author_of(first) if first else None
