"""How far conversations have moved, as the public page cache asks once a second.

Values need not grow; they only differ when what a public page shows differs. Each function is
one query, however many pages are kept.
"""

from __future__ import annotations

from zlib import crc32

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max, QuerySet, Sum

from discussions.models import Thread


def threads(thread_ids: set[int]) -> dict[int, int]:
    """Give each Thread's newest change number."""
    return dict(Thread.objects.filter(pk__in=thread_ids).values_list("pk", "last_change"))


def lists(community_ids: set[int]) -> dict[int, int]:
    """Give a mark of everything each Community's list can show, on whatever page of it."""
    return _marks(Thread.objects.filter(community_id__in=community_ids), "community_id")


def talk(page_ids: set[int]) -> dict[int, int]:
    """Give a mark of the public conversations about each guidance page; 0 is about anything."""
    public = Thread.objects.visible_to(AnonymousUser())
    marks = _marks(public.filter(page_id__in=page_ids - {0}), "page_id") if page_ids - {0} else {}
    if 0 in page_ids:
        marks[0] = crc32(repr(public.aggregate(**_facts())).encode())
    return marks


def _marks(threads: QuerySet[Thread], by: str) -> dict[int, int]:
    rows = threads.order_by().values(by).annotate(**_facts())
    return {row.pop(by): crc32(repr(row).encode()) for row in rows}


def _facts() -> dict:
    return {"changes": Sum("last_change"), "threads": Count("pk"), "newest": Max("pk")}
