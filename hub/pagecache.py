"""The public page cache: pages for the signed-out, answered on the event loop before any Django code.

A page is true while the counters it names stand (`communities.public`). It is filled under the
values they had *before* it was made, so a slow render can never bring an old page back; which
counters those are is known from the time before, so a page is kept from its second asking on.
The reasons and figures: docs/decisions/0002-public-page-cache.md.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import parse_cookie

from communities.loop import in_database
from communities.public import read_counters
from hub.asgi_types import App, Receive, Scope, Send
from hub.kept_page import Catch, Page, finish, send_page, without_inner_header

logger = logging.getLogger(__name__)

#: What an address may ask for and still be kept; any other query is made anew each time.
QUERY_NAMES = frozenset({"at", "audience", "kind", "page", "topic", "type"})
LONGEST_QUERY = 200
#: Seconds between two looks at the counters, and seconds without one after which nothing is answered from here.
SWEEP_SECONDS = 1
BLIND_SECONDS = 5
#: Seconds that a second asker waits for the first one's page, rather than making it too.
PATIENCE_SECONDS = 5
#: How many addresses we know the counters of.
ADDRESSES_KNOWN = 20_000

Key = tuple[str, bytes, str, bytes]


@dataclass(eq=False)
class Fill:
    """A page being made: the counters as they stood before, and those who wait for it."""

    counters: Mapping[str, int] = field(default_factory=dict)
    done: asyncio.Event = field(default_factory=asyncio.Event)
    is_overtaken: bool = False


class PageCache:
    """Keeps public pages in this process's memory, within a limit of bytes. Used by the event loop alone."""

    def __init__(self, app: App, *, max_bytes: int):
        self.app = app
        self.max_bytes = max_bytes
        self.bytes = 0
        self.pages: OrderedDict[Key, Page] = OrderedDict()
        self.names: OrderedDict[Key, frozenset[str]] = OrderedDict()
        self.fills: dict[Key, Fill] = {}
        self.swept_at = float("-inf")
        self.hits = 0
        self.misses = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = key_of(scope)
        if key is None:
            await self.app(scope, receive, without_inner_header(send))
        elif page := self.find(key) or await self.wait_for(key):
            self.hits += 1
            await send_page(page, scope, send)
        else:
            self.misses += 1
            await self.make(key, scope, receive, send)

    # --- Finding ---------------------------------------------------------------------------

    def find(self, key: Key) -> Page | None:
        """Give the page kept for this address, if it is true as far as this process can know."""
        page = self.pages.get(key)
        now = time.monotonic()
        if page is None or now - self.swept_at > BLIND_SECONDS:
            return None
        if now > page.stale_at:
            self.drop(key)
            return None
        self.pages.move_to_end(key)
        return page

    async def wait_for(self, key: Key) -> Page | None:
        """Give the page that somebody else is making just now, if it comes soon and stays true."""
        fill = self.fills.get(key)
        if fill is None:
            return None
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await fill.done.wait()
        except TimeoutError:
            return None
        return self.find(key)

    # --- Making ----------------------------------------------------------------------------

    async def make(self, key: Key, scope: Scope, receive: Receive, send: Send) -> None:
        """Let Django answer, and keep the answer if it may be kept and its counters are known from before."""
        if scope["method"] == "HEAD":
            await self.app(scope, receive, without_inner_header(send))
            return
        fill = None
        if key in self.names and key not in self.fills:
            fill = self.fills[key] = Fill()
        try:
            if fill:
                await self.read_before(fill, self.names[key])
            catch = Catch(send)
            await self.app(scope, receive, catch)
            if catch.is_whole:
                self.learn(key, catch.names)
                page = await asyncio.to_thread(finish, catch, fill.counters if fill else {})
                if fill and not fill.is_overtaken and catch.names <= fill.counters.keys():
                    self.keep(key, page)
                await send_page(page, scope, send)
        finally:
            if fill:
                del self.fills[key]
                fill.done.set()

    async def read_before(self, fill: Fill, names: frozenset[str]) -> None:
        """Read the counters that a page is about to show."""
        try:
            fill.counters = await in_database(read_counters, names)
        except Exception:
            logger.exception("The counters of a public page could not be read; it is not kept.")

    def learn(self, key: Key, names: frozenset[str]) -> None:
        """Remember what an address shows, for when it is asked for again."""
        self.names[key] = names
        self.names.move_to_end(key)
        if len(self.names) > ADDRESSES_KNOWN:
            self.names.popitem(last=False)

    def keep(self, key: Key, page: Page) -> None:
        """Keep a page, and let go of those that nobody asked for the longest."""
        self.drop(key)
        self.pages[key] = page
        self.bytes += page.size
        while self.bytes > self.max_bytes:
            self.drop(next(iter(self.pages)))

    def drop(self, key: Key) -> None:
        """Let go of one page."""
        if page := self.pages.pop(key, None):
            self.bytes -= page.size

    # --- Staying true ----------------------------------------------------------------------

    def forget(self, names: Collection[str]) -> None:
        """Let go of what shows any of these, now, and of what is being made."""
        for key in [key for key, page in self.pages.items() if not page.counters.keys().isdisjoint(names)]:
            self.drop(key)
        for fill in self.fills.values():
            if not fill.counters.keys().isdisjoint(names):
                fill.is_overtaken = True

    async def sweep(self) -> None:
        """Read every counter in use once, and let go of what is no longer true."""
        started = time.monotonic()
        holders: list[Page | Fill] = [*self.pages.values(), *self.fills.values()]
        if names := {name for holder in holders for name in holder.counters}:
            now = await in_database(read_counters, names)
            for key, page in list(self.pages.items()):
                if any(now.get(name, value) != value for name, value in page.counters.items()):
                    self.drop(key)
            for fill in self.fills.values():
                if any(now.get(name, value) != value for name, value in fill.counters.items()):
                    fill.is_overtaken = True
        self.swept_at = started

    async def keep_true(self) -> None:
        """Sweep each second, until cancelled. Pages are made anew while the database cannot be asked."""
        while True:
            try:
                await self.sweep()
            except Exception:
                logger.exception("The counters of public pages could not be read.")
            await asyncio.sleep(SWEEP_SECONDS)


def key_of(scope: Scope) -> Key | None:
    """Give what tells this request's page from others, or None when its answer may not come from here."""
    if scope["method"] not in ("GET", "HEAD"):
        return None
    query = scope["query_string"]
    if query:
        if len(query) > LONGEST_QUERY or not query.isascii():
            return None
        if any(name not in QUERY_NAMES for name, _ in parse_qsl(query.decode(), keep_blank_values=True)):
            return None
    host = b""
    for name, value in scope["headers"]:
        if name == b"host":
            host = value.lower()
        elif name == b"authorization" or (name == b"cookie" and _is_personal(value)):
            return None
    return scope.get("scheme", "http"), host, scope["path"], query


def _is_personal(cookies: bytes) -> bool:
    """Does the reader carry a session, or a message that waits to be shown to them?"""
    text = cookies.decode("latin-1")
    personal = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name}
    # Parsing is dear, and most readers carry neither.
    return any(name in text for name in personal) and not personal.isdisjoint(parse_cookie(text))
