"""Remembering how far somebody has read, and forgetting it where they say so."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from communities.db import writes
from communities.models import User
from discussions.actions import mentions as mention_actions
from discussions.models import FollowLevel, Post, Thread, ThreadReading
from discussions.querysets import MentionQuerySet, ThreadQuerySet


def mark_read(*, thread: Thread, reader: User, number: int, read_at: datetime) -> None:
    """Remember that somebody has seen a Thread up to this Post, the mentions in it too. It never goes back."""
    number = min(number, thread.last_post_number)
    readings = ThreadReading.objects.filter(user=reader, thread=thread, last_read_number__gte=number)
    if not readings.exists() or mention_actions.waits(thread=thread, reader=reader, number=number):
        _mark_read(thread, reader, number, read_at)


@writes
def _mark_read(thread: Thread, reader: User, number: int, read_at: datetime) -> None:
    remember_read(reader, thread, number, read_at)
    mention_actions.mark_read(thread=thread, reader=reader, number=number, seen_at=read_at)


@writes
def mark_all_read(
    *, threads: ThreadQuerySet, mentions: MentionQuerySet, reader: User, upto: int, read_at: datetime
) -> int:
    """Remember that somebody has seen all there was in these Threads, and these mentions.

    Gives in how many Threads that was new. `threads` come from `with_unread_for(reader)`, `mentions` are
    the reader's. `upto` is the pk of the newest Post there was when they were asked: a Thread stays unread
    from the first one on that came since.
    """
    done = list(mentions.unseen().filter(post_id__lte=upto).values_list("pk", flat=True))
    # Locked before the numbers are read, so that no mark another page moves on is taken back.
    mine = ThreadReading.objects.filter(user=reader, thread__in=threads.order_by().values("pk"))
    known = set(mine.select_for_update(of=("self",)).values_list("thread", flat=True))
    newer = Post.objects.filter(thread=OuterRef("pk"), pk__gt=upto).order_by("number").values("number")
    seen = (
        threads.order_by()
        .annotate(seen=Coalesce(Subquery(newer[:1]) - 1, F("last_post_number"), output_field=IntegerField()))
        .filter(seen__gt=F("last_read"))
    )
    marks = [
        ThreadReading(user=reader, thread_id=pk, last_read_number=number, read_at=read_at)
        for pk, number in seen.values_list("pk", "seen")
    ]
    ThreadReading.objects.bulk_create(
        [mark for mark in marks if mark.thread_id in known],
        update_conflicts=True,
        update_fields=["last_read_number", "read_at"],
        unique_fields=["user", "thread"],
        batch_size=500,
    )
    ThreadReading.objects.bulk_create(
        [mark for mark in marks if mark.thread_id not in known], batch_size=500, ignore_conflicts=True
    )
    mention_actions.mark_all_seen(mentions=done, seen_at=read_at)
    return len(marks)


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


def follow_unseen(reader: User, thread: Thread, at: datetime) -> None:
    """Let somebody hear of all that is said in a Thread they asked in unnamed, in the caller's transaction.

    By their own level no reply would reach them: nothing there is theirs. Where they chose one for this
    Thread, it stays.
    """
    reading, _ = ThreadReading.objects.get_or_create(user=reader, thread=thread, defaults={"read_at": at})
    ThreadReading.objects.filter(pk=reading.pk, level="").update(level=FollowLevel.EVERYTHING)


def remember_read(reader: User, thread: Thread, number: int, read_at: datetime) -> None:
    """Move the mark forward, in the caller's transaction."""
    reading, is_new = ThreadReading.objects.get_or_create(
        user=reader, thread=thread, defaults={"last_read_number": number, "read_at": read_at}
    )
    if not is_new:
        ThreadReading.objects.filter(pk=reading.pk, last_read_number__lt=number).update(
            last_read_number=number, read_at=read_at
        )
