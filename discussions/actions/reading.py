"""Remembering how far somebody has read, and forgetting it where they say so."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, OuterRef, Subquery

from communities.models import User
from discussions.actions import mentions as mention_actions
from discussions.db import write_lock, writes
from discussions.models import Post, Thread, ThreadReading
from discussions.querysets import ThreadQuerySet


def mark_read(*, thread: Thread, reader: User, number: int, read_at: datetime) -> None:
    """Remember that somebody has seen a Thread up to this Post. It never goes back."""
    number = min(number, thread.last_post_number)
    last_read = ThreadReading.objects.filter(user=reader, thread=thread).values_list(
        "last_read_number", flat=True
    )
    if number > (last_read.first() or 0):
        with write_lock():
            remember_read(reader, thread, number, read_at)
            mention_actions.mark_read(thread=thread, reader=reader, number=number, seen_at=read_at)


@writes
def mark_all_read(*, threads: ThreadQuerySet, reader: User, upto: int, read_at: datetime) -> int:
    """Remember that somebody has seen all there was in these Threads; give in how many that was new.

    `threads` come from `with_unread_for(reader)`. `upto` is the pk of the newest Post there was when they
    were asked: what came since stays unread.
    """
    newest = Post.objects.filter(thread=OuterRef("pk")).order_by("-number").values("number")
    unread = (
        threads.filter(unread_count__gt=0)
        .order_by()
        .annotate(there_now=Subquery(newest[:1]), there_then=Subquery(newest.filter(pk__lte=upto)[:1]))
        .filter(there_then__gt=F("last_read"))
    )
    seen = {
        # The last numbers may be of Posts that were moved away: nobody would ever come to them.
        pk: last if there_then == there_now else there_then
        for pk, last, there_now, there_then in unread.values_list(
            "pk", "last_post_number", "there_now", "there_then"
        )
    }
    ThreadReading.objects.bulk_create(
        [
            ThreadReading(user=reader, thread_id=pk, last_read_number=number, read_at=read_at)
            for pk, number in seen.items()
        ],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["user", "thread"],
        update_fields=["last_read_number", "read_at"],
    )
    mention_actions.mark_all_read(threads=seen, reader=reader, upto=upto, seen_at=read_at)
    return len(seen)


@writes
def mark_unread(*, post: Post, reader: User) -> None:
    """Forget that somebody has seen a Thread from this Post on; the mentions of them in it count anew."""
    reading, _ = ThreadReading.objects.get_or_create(
        user=reader, thread=post.thread, defaults={"read_at": post.posted_at}
    )
    # The line above what is new says since when: since this Post.
    ThreadReading.objects.filter(pk=reading.pk).update(
        last_read_number=post.number - 1, read_at=post.posted_at
    )
    mention_actions.mark_unseen(thread=post.thread, reader=reader, number=post.number)


def remember_read(reader: User, thread: Thread, number: int, read_at: datetime) -> None:
    """Move the mark forward, in the caller's transaction."""
    reading, is_new = ThreadReading.objects.get_or_create(
        user=reader, thread=thread, defaults={"last_read_number": number, "read_at": read_at}
    )
    if not is_new:
        ThreadReading.objects.filter(pk=reading.pk, last_read_number__lt=number).update(
            last_read_number=number, read_at=read_at
        )
