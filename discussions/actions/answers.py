"""Saying which Post answers a question."""

from __future__ import annotations

from communities.db import writes
from communities.models import User
from discussions import live, permissions
from discussions.locks import locked_post, locked_thread
from discussions.models import ChangeKind, Post, Thread


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
    _mark(thread, post)


@writes
def answer_with(*, post: Post) -> None:
    """Let a Post answer its question where nothing does yet; the caller has asked whether it may."""
    post = locked_post(post)
    if post.thread.is_question and not post.thread.is_answered and post.is_readable:
        _mark(post.thread, post)


def _mark(thread: Thread, post: Post) -> None:
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


def clear_answer_of(thread: Thread) -> None:
    """Take the mark of the answer away, in the caller's transaction and under its lock."""
    answer = thread.answer
    thread.answer = None
    thread.save(update_fields=["answer"])
    live.announce(thread.record(ChangeKind.ANSWER_CLEARED, answer))
