"""The page bridge: Django's pages in a fixed pool of threads, and the guard at its door.

Why not Django's own ASGI handler: docs/decisions/0001-page-bridge.md.
"""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import cast
from urllib.parse import quote

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import FileResponse

from hub.asgi_types import App, Message, Receive, Scope, Send
from hub.plain import send_plain

logger = logging.getLogger(__name__)

#: Bytes of a request's body that are held in memory; more goes to a temporary file.
BODY_IN_MEMORY = 1024 * 1024
#: Requests that may wait for each page thread before the next one is told to come back.
WAITING_PER_THREAD = 16
#: Seconds a body may stand still before we stop waiting for the rest.
BODY_PATIENCE_SECONDS = 30
#: Bytes of a file that cross from a page thread at a time. Django's own 4 KB cost thirty times the work.
FILE_BLOCK = 256 * 1024

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

FileResponse.block_size = FILE_BLOCK
application = get_wsgi_application()


def page_bridge() -> RequestGuard:
    """Give the ASGI application that makes every page."""
    bridge = WSGIMiddleware(whole_requests_only(application), workers=settings.PAGE_THREADS)
    return RequestGuard(
        cast(App, bridge), threads=settings.PAGE_THREADS, max_bytes=settings.MAX_REQUEST_BYTES
    )


class Refused(Exception):  # noqa: N818  # it is an answer, not an error
    """A request that is answered without asking Django. `status` says how."""

    def __init__(self, status: int):
        super().__init__(status)
        self.status = status


class BrokenOff(Exception):  # noqa: N818  # as above
    """A request whose sender went away in the middle of it."""


class Visit:
    """One request on its way through the bridge: its whole body, and whether its reader is still there."""

    def __init__(self) -> None:
        self.body = tempfile.SpooledTemporaryFile(max_size=BODY_IN_MEMORY)  # noqa: SIM115  # the guard closes it
        self.size = 0
        self.reader_left = False
        self.has_answer = False

    def add(self, part: bytes) -> None:
        self.size += len(part)
        self.body.write(part)


def whole_requests_only(wsgi_application: Callable) -> Callable:
    """Wrap a WSGI application: it reads the spooled body in its own thread and stops when its reader has gone."""

    def guarded(environ: dict, start_response: Callable) -> Iterable[bytes]:
        visit: Visit = environ.pop("asgi.scope")["hub.visit"]
        if visit.reader_left and environ["REQUEST_METHOD"] in SAFE_METHODS:
            return []  # it waited in the queue too long for somebody; what was posted is still posted
        # A body sent in chunks has no length of its own, and Django would read none of it.
        environ["CONTENT_LENGTH"] = str(visit.size)
        environ["wsgi.input"] = visit.body
        return _WhileRead(wsgi_application(environ, start_response), visit)

    return guarded


class _WhileRead:
    """A response that ends early when nobody reads it any more."""

    def __init__(self, response: Iterable[bytes], visit: Visit):
        self.response = response
        self.visit = visit

    def __iter__(self) -> Iterator[bytes]:
        for block in self.response:
            if self.visit.reader_left:
                return
            yield block

    def close(self) -> None:
        getattr(self.response, "close", lambda: None)()


class RequestGuard:
    """Lets only whole, lawful requests through to the page threads, and only as many as may wait.

    Too large: 413. Too slow: 408. Too many waiting: 503 with Retry-After. Broken off: nothing.
    """

    def __init__(self, app: App, *, threads: int, max_bytes: int):
        self.app = app
        self.max_bytes = max_bytes
        self.threads = threads
        self.most_inside = threads * (1 + WAITING_PER_THREAD)
        self.inside = 0
        #: How often it was full.
        self.refused = 0
        self.tasks: set[asyncio.Task] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        visit = Visit()
        # A task of its own: the server cancels ours when it ends in a hurry, and a bridge that is
        # cancelled leaves its page thread waiting for ever. This one is told that its reader left.
        task = asyncio.create_task(self.attend(scope, receive, send, visit))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            visit.reader_left = True
            raise

    async def attend(self, scope: Scope, receive: Receive, send: Send, visit: Visit) -> None:
        """See one request in, through and out."""
        with visit.body:
            try:
                await self.read_body(scope, receive, visit)
                if self.inside >= self.most_inside:
                    self.refused += 1
                    raise Refused(503)
            except Refused as refused:
                await send_plain(scope, send, refused.status)
            except BrokenOff:
                pass  # nobody is there to be answered
            else:
                await self.pass_through(scope, receive, send, visit)

    async def read_body(self, scope: Scope, receive: Receive, visit: Visit) -> None:
        """Read the whole body into the visit. Raises Refused, or BrokenOff when its end never came."""
        if _stated_length(scope) > self.max_bytes:
            raise Refused(413)
        more = True
        while more:
            try:
                async with asyncio.timeout(BODY_PATIENCE_SECONDS):
                    message = await receive()
            except TimeoutError:
                raise Refused(408) from None
            if message["type"] == "http.disconnect":
                raise BrokenOff
            visit.add(message.get("body", b""))
            if visit.size > self.max_bytes:
                raise Refused(413)
            more = message.get("more_body", False)
        visit.body.seek(0)

    async def pass_through(self, scope: Scope, receive: Receive, send: Send, visit: Visit) -> None:
        """Hand a whole request to the bridge, and notice when its reader goes away."""

        async def watch() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass
            visit.reader_left = True

        async def send_quietly(message: Message) -> None:
            # Whatever is raised here would never reach the page thread, which would wait for ever.
            visit.has_answer = True
            if visit.reader_left:
                return
            try:
                await send(message)
            except Exception as error:
                visit.reader_left = True
                logger.info("A response could not be sent on: %s", type(error).__name__)

        self.inside += 1
        watcher = asyncio.create_task(watch())
        try:
            await self.app(_tidied(scope, visit), receive, send_quietly)
        except Exception:
            # Django makes pages of its own mistakes; this is one in the making of that page.
            logger.exception("A page could not be made, nor the page that says so.")
            if not visit.has_answer:
                await send_plain(scope, send, 500)
        finally:
            self.inside -= 1
            watcher.cancel()


def _stated_length(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


def _readable(name: bytes, value: bytes) -> bytes:
    """Take an odd character set off a form's type: Django would decode with whatever codec it names."""
    kind, _, parameters = value.lower().partition(b";")
    if name == b"content-type" and b"charset" in parameters and not kind.startswith(b"multipart/"):
        return kind
    return value


def _tidied(scope: Scope, visit: Visit) -> Scope:
    """Copy a scope without what WSGI would misread.

    `x_real_ip` and `x-real-ip` become one and the same variable, so a header with an underscore
    could pass for one that the proxy sets.
    """
    query = scope["query_string"]
    return {
        **scope,
        "headers": [(name, _readable(name, value)) for name, value in scope["headers"] if b"_" not in name],
        "query_string": query if query.isascii() else quote(query, safe="%&=+/?:@!$'()*,;").encode(),
        "hub.visit": visit,
    }
