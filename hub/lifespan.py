"""What runs as long as the process: the page cache's sweep and the rooms' own."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress

import discussions.lifespan
from communities.signals import public_changed
from hub.asgi_types import Receive, Scope, Send
from hub.metrics import Metrics
from hub.pagecache import PageCache

#: New objects until the youngest are looked at, and how many such rounds until the older, then all. Only the first
#: differs from what Python has, which is 700.
COLLECTOR_STEPS = (10_000, 10, 10)


class Lifespan:
    """Starts and ends what lives with the process, and knows whether it is closing."""

    def __init__(self, page_cache: PageCache, metrics: Metrics):
        self.page_cache = page_cache
        self.metrics = metrics
        self.is_closing = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()  # lifespan.startup
        async with self.running():
            await send({"type": "lifespan.startup.complete"})
            await receive()  # lifespan.shutdown
            self.is_closing = True
        await send({"type": "lifespan.shutdown.complete"})

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep everything going for as long as the block lasts."""
        self.is_closing = False
        await discussions.lifespan.startup()
        try:
            async with kept_true(self.page_cache), at_work(self.metrics.keep_told()):
                settle_memory()
                yield
        finally:
            await discussions.lifespan.shutdown()

    async def say_bye(self) -> None:
        """Be no longer ready, and send open pages away kindly; called before sockets are closed."""
        self.is_closing = True
        await discussions.lifespan.say_bye()


def settle_memory() -> None:
    """Take everything made so far out of the garbage collector's rounds: it lives as long as the process.

    A full round over all of Django and Wagtail stops every page and socket of the process for a moment, and
    so does one over thousands of open sockets. Longer steps let more of what pages make go by itself before
    it is looked at, so that full rounds are rare. The figures are in docs/performance.md.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTOR_STEPS)


@asynccontextmanager
async def kept_true(page_cache: PageCache) -> AsyncIterator[None]:
    """Sweep a page cache each second, and let it forget at once what this process itself changes."""
    loop = asyncio.get_running_loop()

    def forget(names: set[str], **_: object) -> None:
        # Called in a page thread after its commit, so before its response sets out.
        loop.call_soon_threadsafe(page_cache.forget, names)

    public_changed.connect(forget, weak=False)
    try:
        async with at_work(page_cache.keep_true()):
            yield
    finally:
        public_changed.disconnect(forget)


@asynccontextmanager
async def at_work(work: Coroutine) -> AsyncIterator[None]:
    """Keep something going beside the block, and end it with the block."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
