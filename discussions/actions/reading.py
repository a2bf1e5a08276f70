"""Remembering how far somebody has read."""

from __future__ import annotations

from datetime import datetime

from communities.models import User
from discussions.actions import mentions as mention_actions
from discussions.db import write_lock
from discussions.models import Thread, ThreadReading


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


def remember_read(reader: User, thread: Thread, number: int, read_at: datetime) -> None:
    reading, is_new = ThreadReading.objects.get_or_create(
        user=reader, thread=thread, defaults={"last_read_number": number, "read_at": read_at}
    )
    if not is_new:
        ThreadReading.objects.filter(pk=reading.pk, last_read_number__lt=number).update(
            last_read_number=number, read_at=read_at
        )
