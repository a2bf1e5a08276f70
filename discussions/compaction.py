"""Keeping the change log short: whoever is further behind than it reaches loads the page anew."""

from __future__ import annotations

from communities.db import writes
from discussions.frames import CATCH_UP_LIMIT
from discussions.models import Thread, ThreadChange

#: Rows removed in one transaction, so that writers wait for no more than that.
BATCH = 2000


def compact_changes(*, dry_run: bool = False) -> int:
    """Remove what lies more than `CATCH_UP_LIMIT` changes behind its Thread; give how many.

    `frames.since` answers pages that are further behind with a reset, so nobody reads these rows. Safe to
    run twice and to stop midway: what is left is removed the next time.
    """
    threads = Thread.objects.filter(last_change__gt=CATCH_UP_LIMIT).values_list("pk", "last_change")
    return sum(_compact(pk, last_change - CATCH_UP_LIMIT, dry_run=dry_run) for pk, last_change in threads)


def _compact(thread_id: int, upto: int, *, dry_run: bool) -> int:
    old = ThreadChange.objects.filter(thread=thread_id, number__lte=upto)
    if dry_run:
        return old.count()
    removed = 0
    while rows := list(old.order_by("number").values_list("pk", flat=True)[:BATCH]):
        removed += _remove(rows)
    return removed


@writes
def _remove(rows: list[int]) -> int:
    return ThreadChange.objects.filter(pk__in=rows).delete()[0]
