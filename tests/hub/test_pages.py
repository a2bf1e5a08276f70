"""The page bridge and the guard at its door."""

import asyncio
import threading

import pytest
from a2wsgi import WSGIMiddleware
from django.http import FileResponse

from hub import pages
from hub.pages import FILE_BLOCK, RequestGuard, whole_requests_only
from tests.hub.asgi_client import ask


class Desk:
    """A WSGI application that notes what reaches it, and may be told to wait."""

    def __init__(self):
        self.seen = []
        self.entered = threading.Semaphore(0)
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.closed = threading.Event()
        self.blocks = [b"page"]

    def __call__(self, environ, start_response):
        self.entered.release()
        self.may_go_on.wait(10)
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        self.seen.append((environ, body))
        start_response("200 OK", [("Content-Type", "text/plain")])
        return self

    def __iter__(self):
        return iter(self.blocks)

    def close(self):
        self.closed.set()


@pytest.fixture
def desk():
    desk = Desk()
    yield desk
    desk.may_go_on.set()


def guarded(desk, *, threads=1, max_bytes=4 * 1024 * 1024):
    bridge = WSGIMiddleware(whole_requests_only(desk), workers=threads)
    return RequestGuard(bridge, threads=threads, max_bytes=max_bytes)


async def test_a_page_is_made_and_closed(desk):
    answer = await ask(guarded(desk))

    assert (answer.status, answer.body, answer.is_whole) == (200, b"page", True)
    assert desk.closed.is_set()


async def test_a_body_arrives_whole_whatever_parts_it_came_in(desk):
    parts = [b"a" * 700_000, b"b" * 700_000, b"c"]

    await ask(guarded(desk), method="POST", body=parts, headers={"content-length": "1400001"})

    assert desk.seen[0][1] == b"".join(parts)


async def test_a_body_without_a_stated_length_arrives_whole(desk):
    await ask(
        guarded(desk), method="POST", body=[b"sent ", b"in chunks"], headers={"transfer-encoding": "chunked"}
    )

    assert desk.seen[0][1] == b"sent in chunks"


async def test_a_large_body_waits_on_disk(desk, monkeypatch):
    visits = []
    monkeypatch.setattr(pages, "Visit", lambda: visits.append(whole := _visit()) or whole)
    desk.may_go_on.clear()

    asking = asyncio.create_task(ask(guarded(desk), method="POST", body=[b"x" * (pages.BODY_IN_MEMORY + 1)]))
    await asyncio.to_thread(desk.entered.acquire)
    rolled_over = visits[0].body._rolled
    desk.may_go_on.set()
    await asking

    assert rolled_over
    assert visits[0].body.closed


_visit = pages.Visit


async def test_an_upload_that_breaks_off_reaches_no_view(desk):
    answer = await ask(guarded(desk), method="POST", body=[b"half a ", b"form"], breaks_off=True)

    assert desk.seen == []
    assert answer.status == 0


async def test_a_body_that_says_it_is_too_large_is_refused_unread(desk):
    parts = [b"x" * 100]

    answer = await ask(
        guarded(desk, max_bytes=99), method="POST", body=parts, headers={"content-length": "100"}
    )

    assert answer.status == 413
    assert b"too large" in answer.body
    assert desk.seen == []


async def test_a_body_that_grows_too_large_is_refused_while_it_is_read(desk):
    answer = await ask(
        guarded(desk, max_bytes=99), method="POST", body=[b"x" * 60, b"x" * 60, b"never asked for"]
    )

    assert answer.status == 413
    assert desk.seen == []


async def test_a_body_of_exactly_the_limit_is_welcome(desk):
    answer = await ask(
        guarded(desk, max_bytes=99), method="POST", body=[b"x" * 99], headers={"content-length": "99"}
    )

    assert answer.status == 200


async def test_a_body_that_stands_still_is_given_up(desk, monkeypatch):
    monkeypatch.setattr(pages, "BODY_PATIENCE_SECONDS", 0.01)
    guard = guarded(desk)

    async def receive():
        await asyncio.Event().wait()

    answer = []
    scope = {"type": "http", "method": "POST", "path": "/", "headers": [], "query_string": b""}
    await guard(scope, receive, _append_to(answer))

    assert answer[0]["status"] == 408
    assert desk.seen == []


def _append_to(messages):
    async def send(message):
        messages.append(message)

    return send


async def test_one_more_than_may_wait_is_told_to_come_back(desk):
    guard = guarded(desk, threads=1)
    desk.may_go_on.clear()
    waiting = [asyncio.create_task(ask(guard)) for _ in range(guard.most_inside)]
    await asyncio.to_thread(desk.entered.acquire)
    while guard.inside < guard.most_inside:
        await asyncio.sleep(0)

    answer = await ask(guard)
    desk.may_go_on.set()
    answers = await asyncio.gather(*waiting)

    assert answer.status == 503
    assert int(answer["retry-after"]) > 0
    assert answer["cache-control"] == "private, no-store"
    assert {each.status for each in answers} == {200}
    assert (await ask(guard)).status == 200


async def test_a_header_with_an_underscore_is_dropped(desk):
    headers = {"x_forwarded_for": "203.0.113.1", "x-real": "kept"}

    await ask(guarded(desk), headers=headers)

    environ = desk.seen[0][0]
    assert "HTTP_X_FORWARDED_FOR" not in environ
    assert environ["HTTP_X_REAL"] == "kept"


async def test_an_address_that_is_not_ascii_is_no_accident(desk):
    answer = await ask(guarded(desk), query="q=caffè&page=2".encode())

    assert answer.status == 200
    assert desk.seen[0][0]["QUERY_STRING"] == "q=caff%C3%A8&page=2"


async def test_a_response_that_nobody_reads_is_closed_before_its_end(desk):
    leaves = asyncio.Event()
    sent = []

    def blocks():
        for number in range(10_000):
            sent.append(number)
            yield b"x" * 1000

    desk.__class__.__iter__ = lambda self: blocks()
    try:

        async def take_one(message):
            if message["type"] == "http.response.body":
                leaves.set()
                await asyncio.sleep(0)

        await ask(guarded(desk), leaves=leaves, send=take_one)
    finally:
        desk.__class__.__iter__ = lambda self: iter(self.blocks)

    assert desk.closed.is_set()
    assert len(sent) < 10_000


async def test_a_reader_who_fails_does_not_hold_the_page_thread(desk):
    desk.blocks = [b"x"] * 100  # more than the bridge's own queue holds

    async def broken(message):
        raise OSError("gone")

    guard = guarded(desk, threads=1)
    await ask(guard, send=broken)

    assert desk.closed.is_set()
    assert (await ask(guard)).status == 200


async def test_a_page_nobody_waits_for_any_more_is_not_made_but_a_form_is_taken(desk):
    guard = guarded(desk, threads=1)
    desk.may_go_on.clear()
    first = asyncio.create_task(ask(guard))
    await asyncio.to_thread(desk.entered.acquire)
    gone = asyncio.Event()
    reading = asyncio.create_task(ask(guard, "/read", leaves=gone))
    posting = asyncio.create_task(ask(guard, "/post", method="POST", body=[b"words"], leaves=gone))
    while guard.inside < 3:
        await asyncio.sleep(0)

    gone.set()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    desk.may_go_on.set()
    await asyncio.gather(first, reading, posting)

    assert [environ["PATH_INFO"] for environ, _ in desk.seen] == ["/", "/post"]


async def test_a_server_that_ends_in_a_hurry_leaves_no_page_thread_behind(desk):
    guard = guarded(desk, threads=1)
    desk.blocks = [b"x"] * 100
    desk.may_go_on.clear()
    asking = asyncio.create_task(ask(guard))
    await asyncio.to_thread(desk.entered.acquire)

    asking.cancel()
    await asyncio.wait([asking])
    desk.may_go_on.set()
    await asyncio.gather(*guard.tasks)

    assert asking.cancelled()
    assert desk.closed.is_set()


async def test_a_mistake_that_django_could_not_answer_for_is_still_a_page(desk, caplog):
    def broken(environ, start_response):
        raise LookupError("no template for the error page")

    answer = await ask(guarded(broken))

    assert answer.status == 500
    assert b"went wrong on our side" in answer.body
    assert "no template" not in answer.body.decode()
    assert "no template" in caplog.text


def test_files_cross_in_large_blocks():
    assert FileResponse.block_size == FILE_BLOCK


@pytest.mark.parametrize("charset", ["idna", "punycode", "utf-7", "zlib_codec", "undefined"])
def test_odd_character_set_is_taken_off_the_type(charset):
    from hub.pages import _readable

    assert _readable(b"content-type", f"text/plain; charset={charset}".encode()) == b"text/plain"
    assert (
        _readable(b"content-type", b"multipart/form-data; boundary=x") == b"multipart/form-data; boundary=x"
    )
