"""When people said things: uneven, by day, and the same for the same conversation each time."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from django.utils import timezone

from demo.content.shapes import Thread

#: Everything is said between these hours of the day.
DAY_BEGINS, DAY_ENDS = 7, 23
_APART = timedelta(minutes=3)


def post_times(thread: Thread, now: datetime) -> list[datetime]:
    """Give a time for each Post, each later than the one before and none later than `now`."""
    chance = random.Random(f"{thread.community}/{thread.title}")  # not a secret
    first, last = (now - timedelta(days=days * chance.uniform(0.99, 1.01)) for days in thread.days_ago)
    pauses = [timedelta(days=post.pause_days) for post in thread.posts[1:]]
    weights = [chance.uniform(0.05, 1) ** 2 for _ in pauses]
    rhythm = max((last - first - sum(pauses, timedelta())) / (sum(weights) or 1), _APART)
    times = [first]
    for pause, weight in zip(pauses, weights, strict=True):
        times.append(times[-1] + pause + rhythm * weight)
    return _in_order([_by_day(time) for time in times], now)


def _by_day(time: datetime) -> datetime:
    """Squeeze the whole day, with the night, into the hours in which people write."""
    local = timezone.localtime(time)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    share = (local - midnight) / timedelta(days=1)
    return midnight + timedelta(hours=DAY_BEGINS + share * (DAY_ENDS - DAY_BEGINS))


def _in_order(times: list[datetime], now: datetime) -> list[datetime]:
    for index in range(1, len(times)):
        times[index] = max(times[index], times[index - 1] + _APART)
    limit = now - _APART
    for index in reversed(range(len(times))):
        times[index] = limit = min(times[index], limit)
        limit -= _APART
    return times
