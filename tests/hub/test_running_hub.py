"""A hub as people run it: one real process, or several, asked over real connections."""

import asyncio
import http.client
import os
import signal
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import pytest
import websockets

SECONDS_TO_HEAR = 5


def ask(hub, path="/", **headers) -> tuple[http.client.HTTPResponse, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", hub.port, timeout=10)) as connection:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer, answer.read()


@contextmanager
def database_of(hub) -> Iterator[sqlite3.Connection]:
    """Give the hub's database, past Django and past the hub; commits at the end."""
    with closing(sqlite3.connect(hub.folder / "hub.sqlite3", timeout=10)) as database, database:
        yield database


def knock(hub, words: bytes) -> bytes:
    """Send these very bytes and give what comes back, or nothing."""
    with socket.create_connection(("127.0.0.1", hub.port), timeout=10) as connection:
        connection.sendall(words)
        return connection.recv(4000)


def test_a_public_page_tells_the_browser_to_ask_again_and_keeps_our_marks_at_home(hub_server):
    for _ in range(3):
        answer, body = ask(hub_server, "/communities/")

        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "no-cache"
        assert {"Accept-Encoding", "Cookie"} <= set(answer.headers["Vary"].split(", "))
        assert answer.headers["Set-Cookie"] is answer.headers["X-Hub-Public"] is None
        assert b"csrfmiddlewaretoken" not in body

    again, _ = ask(hub_server, "/communities/", **{"If-None-Match": answer.headers["ETag"]})
    assert again.status == 304


def test_a_form_is_kept_by_nobody(hub_server):
    answer, _ = ask(hub_server, "/account/login/")

    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_change_by_another_process_is_seen_within_seconds(hub_server):
    """This test stands for the other process: no signal and no Redis joins it to the hub."""
    for _ in range(3):
        answer, _ = ask(hub_server, "/communities/")
    old = answer.headers["ETag"]
    with database_of(hub_server) as database:
        database.execute(
            "UPDATE communities_community SET purpose = 'Changed elsewhere' WHERE privacy = 'open'"
        )
        database.execute(
            "INSERT INTO communities_publiccounter VALUES ('communities', 1) "
            "ON CONFLICT (name) DO UPDATE SET value = value + 1"
        )

    until = time.monotonic() + SECONDS_TO_HEAR
    while time.monotonic() < until and answer.headers["ETag"] == old:
        answer, body = ask(hub_server, "/communities/")

    assert b"Changed elsewhere" in body


def test_an_upload_that_is_too_large_is_a_page_at_once(hub_server):
    said = knock(
        hub_server, b"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 999999999\r\n\r\n"
    )

    assert said.startswith(b"HTTP/1.1 413 ")


def test_an_address_that_is_no_text_is_no_accident(hub_server):
    said = knock(
        hub_server,
        b"GET /communities/?page=\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
    )

    assert int(said.split()[1]) < 500


def test_a_host_that_is_not_ours_is_refused(hub_server):
    answer, _ = ask(hub_server, "/communities/", Host="evil.example")

    assert answer.status == 400


@pytest.mark.parametrize("origin", [None, "http://evil.example", "http://127.0.0.1:port"])
async def test_a_socket_from_elsewhere_is_refused(hub_server, origin):
    with pytest.raises(websockets.InvalidStatus) as refused:
        await websockets.connect(f"ws://127.0.0.1:{hub_server.port}/ws/communities/1/", origin=origin)

    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("workers", [1, 2])
def test_open_pages_are_told_before_the_hub_closes(start_hub, redis_server, workers):
    more = {"REDIS_URL": redis_server.url} if workers > 1 else {}
    hub = start_hub(workers=workers, **more)

    with database_of(hub) as database:
        ((community,),) = database.execute(
            "SELECT id FROM communities_community WHERE privacy = 'open' LIMIT 1"
        )

    async def last_words() -> tuple[list[str], int]:
        address = f"ws://127.0.0.1:{hub.port}/ws/communities/{community}/"
        heard = []
        async with websockets.connect(address, origin=hub.url) as page:
            os.kill(hub.pid, signal.SIGTERM)
            with suppress(websockets.ConnectionClosed):
                while True:
                    heard.append(await page.recv())
        return heard, page.close_code

    heard, code = asyncio.run(asyncio.wait_for(last_words(), 20))
    _, status = os.waitpid(hub.pid, 0)

    assert any('"bye"' in frame for frame in heard)
    assert code == 1012
    assert os.waitstatus_to_exitcode(status) == 0
