"""How far conversations have moved, as the public page cache asks once a second.

Values need not grow; they only differ when what a public page shows differs.
"""

from __future__ import annotations

from zlib import crc32

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from discussions.models import Thread

#: The most Threads any public page shows in a list.
LIST_SIZE = 50


def threads(thread_ids: set[int]) -> dict[int, int]:
    """Give each Thread's newest change number."""
    return dict(Thread.objects.filter(pk__in=thread_ids).values_list("pk", "last_change"))


def lists(community_ids: set[int]) -> dict[int, int]:
    """Give a mark of the first page of each Community's list."""
    return {pk: _mark(Thread.objects.filter(community_id=pk).pinned_first()) for pk in community_ids}


def talk(page_ids: set[int]) -> dict[int, int]:
    """Give a mark of the public conversations about each guidance page; 0 is about anything."""
    public = Thread.objects.visible_to(AnonymousUser()).latest_first()
    return {pk: _mark(public.filter(page_id=pk) if pk else public) for pk in page_ids}


def _mark(threads: QuerySet[Thread]) -> int:
    return crc32(repr(list(threads.values_list("pk", "last_change")[:LIST_SIZE])).encode())
