"""`/metrics` for Prometheus: what every process of this `serve` counts, with the process as a label.

A scrape meets any one process, so each writes its numbers to a file of its own once a second, and the one
that is asked adds those of the others: docs/decisions/0011-metrics.md. The door is closed without a token.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

import discussions.lifespan
from hub.asgi_types import App, Receive, Scope, Send
from hub.pagecache import PageCache
from hub.pages import RequestGuard
from hub.plain import send_body
from hub.server import METRICS_FOLDER

logger = logging.getLogger(__name__)

TELL_SECONDS = 1
#: A process that has told nothing for this long is gone, or not worth hearing.
SILENT_SECONDS = 10

Numbers = dict[str, Any]

#: Where a number stands in a process's notes, the name it is told by, and what it says.
LIVE_GAUGES = {
    "longest_queue": ("hub_longest_queue_frames", "Frames that wait for the slowest reader."),
    "queued": ("hub_queued_frames", "Frames that wait for all readers together."),
    "sweep_age": (
        "hub_sweep_age_seconds",
        "Time since the database was last looked at for what the bus lost.",
    ),
}
LIVE_COUNTERS = {
    "frames": ("hub_frames_delivered", "Frames handed to readers."),
    "readers_cut": ("hub_slow_readers_cut", "Readers sent away because their queue was full."),
    "repairs": ("hub_repairs", "Times that changes were fetched from the database since the bus lost them."),
    "bus_failures": ("hub_bus_failures", "Times that the channel layer did not do what it was asked."),
}
PAGE_GAUGES = {
    "busy": ("hub_page_threads_busy", "Page threads at work."),
    "waiting": ("hub_pages_waiting", "Requests that wait for a page thread."),
    "cache_bytes": ("hub_page_cache_bytes", "Memory that public pages take."),
}
PAGE_COUNTERS = {
    "refused": ("hub_pages_refused", "Requests answered 503 because too many waited."),
    "cache_hits": ("hub_page_cache_hits", "Public pages answered from memory."),
    "cache_misses": ("hub_page_cache_misses", "Public pages that had to be made."),
}


class Metrics:
    """Answers `/metrics` to whoever has the token; to anybody else that address is like any unknown one."""

    def __init__(self, app: App, page_cache: PageCache, guard: RequestGuard):
        self.app = app
        self.page_cache = page_cache
        self.guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/metrics" and scope["method"] in ("GET", "HEAD") and has_token(scope):
            everybodys = await asyncio.to_thread(notes_of_others)
            body = generate_latest(registry_of({str(os.getpid()): self.numbers()} | everybodys))
            await send_body(scope, send, 200, body, CONTENT_TYPE_LATEST.encode())
        else:
            await self.app(scope, receive, send)

    def numbers(self) -> Numbers:
        """Give what this process counts."""
        live = discussions.lifespan.stats()
        threads, inside = self.guard.threads, self.guard.inside
        pages = {
            "busy": min(inside, threads),
            "waiting": max(0, inside - threads),
            "refused": self.guard.refused,
            "cache_hits": self.page_cache.hits,
            "cache_misses": self.page_cache.misses,
            "cache_bytes": self.page_cache.bytes,
        }
        return {"live": asdict(live) if live else {}, "pages": pages}

    async def keep_told(self) -> None:
        """Leave this process's numbers where the others find them, each second, until cancelled."""
        if not (settings.METRICS_TOKEN and (folder := shared_folder())):
            return
        own = folder / str(os.getpid())
        try:
            while True:
                try:
                    await asyncio.to_thread(write_whole, own, json.dumps(self.numbers()))
                except OSError as error:
                    logger.warning("The metrics of this process cannot be told: %s", type(error).__name__)
                await asyncio.sleep(TELL_SECONDS)
        finally:
            own.unlink(missing_ok=True)


def has_token(scope: Scope) -> bool:
    """Does the request carry the token? Never without one in the settings."""
    said = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
    expected = f"Bearer {settings.METRICS_TOKEN}".encode()
    return bool(settings.METRICS_TOKEN) and constant_time_compare(said, expected)


def shared_folder() -> Path | None:
    """Give the folder that `serve` made for its processes; None for a process by itself."""
    named = os.environ.get(METRICS_FOLDER)
    return Path(named) if named else None


def write_whole(path: Path, text: str) -> None:
    """Replace a file at once, so that nobody reads half of it."""
    draft = path.with_suffix(".draft")
    draft.write_text(text)
    draft.replace(path)


def notes_of_others() -> dict[str, Numbers]:
    """Give the newest numbers of the other processes, by process."""
    found: dict[str, Numbers] = {}
    for note in _notes():
        try:
            if time.time() - note.stat().st_mtime < SILENT_SECONDS:
                found[note.name] = json.loads(note.read_text())
        except (OSError, ValueError):  # it ended this very moment
            continue
    found.pop(str(os.getpid()), None)
    return found


def _notes() -> Iterable[Path]:
    folder = shared_folder()
    return [path for path in folder.iterdir() if not path.suffix] if folder and folder.is_dir() else []


def registry_of(processes: dict[str, Numbers]) -> CollectorRegistry:
    """Put the numbers of all processes into Prometheus's own words."""
    registry = CollectorRegistry()
    registry.register(_Telling(processes))
    return registry


class _Telling(Collector):
    def __init__(self, processes: dict[str, Numbers]):
        self.processes = processes

    def collect(self) -> Iterator[Metric]:
        for part, gauges, counters in (
            ("live", LIVE_GAUGES, LIVE_COUNTERS),
            ("pages", PAGE_GAUGES, PAGE_COUNTERS),
        ):
            for key, (name, what) in gauges.items():
                yield self.each(GaugeMetricFamily(name, what, labels=["process"]), part, key)
            for key, (name, what) in counters.items():
                yield self.each(CounterMetricFamily(name, what, labels=["process"]), part, key)
        yield self.by_kind(
            GaugeMetricFamily("hub_sockets", "Open sockets.", labels=["process", "kind"]), "sockets"
        )
        yield self.by_kind(
            GaugeMetricFamily("hub_rooms", "Rooms with readers.", labels=["process", "kind"]), "rooms"
        )
        yield self.delays()

    def each(self, family: Any, part: str, key: str) -> Metric:
        for process, numbers in self.processes.items():
            if key in numbers[part]:
                family.add_metric([process], numbers[part][key])
        return family

    def by_kind(self, family: GaugeMetricFamily, key: str) -> Metric:
        for process, numbers in self.processes.items():
            for kind, count in numbers["live"].get(key, {}).items():
                family.add_metric([process, kind], count)
        return family

    def delays(self) -> Metric:
        family = HistogramMetricFamily(
            "hub_delivery_delay_seconds",
            "From the announcement of a change until every page of the process that announced it had been offered it.",
            labels=["process"],
        )
        for process, numbers in self.processes.items():
            if live := numbers["live"]:
                family.add_metric([process], live["delays"], live["delay_seconds"])
        return family
