"""One public page as the page cache keeps it: caught on its way out, finished once, sent many times."""

from __future__ import annotations

import gzip
import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass

from communities.public import HEADER
from hub.asgi_types import Message, Scope, Send

INNER_HEADER = HEADER.lower().encode()
#: Bytes of the largest page that is kept.
LARGEST_PAGE = 1024 * 1024
#: Seconds after which a page is made anew whatever the counters say.
LONGEST_LIFE_SECONDS = 600


@dataclass(frozen=True, eq=False)
class Page:
    """A finished response: headers common to all forms, and its body as it is and compressed."""

    headers: tuple[tuple[bytes, bytes], ...]
    etag: bytes
    body: bytes
    compressed: bytes
    counters: Mapping[str, int]
    stale_at: float

    @property
    def size(self) -> int:
        """Give the bytes it takes, closely enough for a limit."""
        return len(self.body) + len(self.compressed) + 2048


class Catch:
    """Takes an answer in: holds back one that names its counters, and lets any other through as it comes."""

    def __init__(self, send: Send):
        self.send = without_inner_header(send)
        self.start: Message | None = None
        self.names: frozenset[str] = frozenset()
        self.body = bytearray()
        self.is_whole = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.names = _names_of(message)
            if self.names:
                self.start = message
                return
        elif self.start:
            self.body += message.get("body", b"")
            if len(self.body) <= LARGEST_PAGE:
                # Somebody who goes away in the middle leaves us with half a page: the end must have come.
                self.is_whole = not message.get("more_body", False)
                return
            start, self.start = self.start, None
            await self.send(start)
            message = {**message, "body": bytes(self.body)}
        await self.send(message)


def _names_of(start: Message) -> frozenset[str]:
    """Give the counters a response names, if it is one to keep."""
    headers = dict(start["headers"])
    if start["status"] != 200 or b"set-cookie" in headers or b"content-encoding" in headers:
        return frozenset()
    return frozenset(headers.get(INNER_HEADER, b"").decode().split())


def without_inner_header(send: Send) -> Send:
    """Wrap `send` so that the inner header never leaves the house."""

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message["headers"] if name != INNER_HEADER]
            message = {**message, "headers": kept}
        await send(message)

    return send_on


def finish(catch: Catch, counters: Mapping[str, int]) -> Page:
    """Make a page of an answer: its mark, and its compressed form. Takes milliseconds; not for the event loop."""
    assert catch.start is not None  # noqa: S101  # for the type checker: only a whole answer is finished
    body = bytes(catch.body)
    left_out = {INNER_HEADER, b"content-length", b"etag", b"date"}
    return Page(
        headers=tuple((name, value) for name, value in catch.start["headers"] if name not in left_out),
        # Weak: the same page compressed and not.
        etag=b'W/"%s"' % hashlib.sha256(body).hexdigest()[:32].encode(),
        body=body,
        compressed=gzip.compress(body, compresslevel=6, mtime=0),
        counters=counters,
        stale_at=time.monotonic() + LONGEST_LIFE_SECONDS,
    )


async def send_page(page: Page, scope: Scope, send: Send) -> None:
    """Answer with a page in the form this reader takes, or with 304 when they have it."""
    accepts_gzip, has_it = False, False
    for name, value in scope["headers"]:
        if name == b"accept-encoding":
            accepts_gzip = takes_gzip(value)
        elif name == b"if-none-match":
            has_it = _matches(value, page.etag)
    if has_it:
        kept = [(name, value) for name, value in page.headers if name in (b"cache-control", b"vary")]
        await send({"type": "http.response.start", "status": 304, "headers": [*kept, (b"etag", page.etag)]})
        await send({"type": "http.response.body", "body": b""})
        return
    body = page.compressed if accepts_gzip else page.body
    headers = [*page.headers, (b"etag", page.etag), (b"content-length", str(len(body)).encode())]
    if accepts_gzip:
        headers.append((b"content-encoding", b"gzip"))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def takes_gzip(accepted: bytes) -> bool:
    """Does this Accept-Encoding take gzip? `gzip;q=0` does not."""
    for part in accepted.lower().split(b","):
        coding, _, weight = part.partition(b";")
        if coding.strip() == b"gzip":
            return weight.replace(b" ", b"").rstrip(b"0") not in (b"q=", b"q=0.", b"q=.")
    return False


def _matches(wanted: bytes, etag: bytes) -> bool:
    bare = etag.removeprefix(b"W/")
    return any(
        part.strip() == b"*" or part.strip().removeprefix(b"W/") == bare for part in wanted.split(b",")
    )
