"""Sockets are opened by our own pages only."""

import pytest

from hub.origins import ExactOrigin

ORIGINS = ["https://hub.example", "http://127.0.0.1:8000"]


async def knock(*origins: bytes) -> str:
    """Ask for a socket and say what happened: `welcome` or `refused`."""
    happened = []

    async def consumer(scope, receive, send):
        happened.append("welcome")

    async def send(message):
        assert message["type"] == "websocket.close"
        happened.append("refused")

    async def receive():
        return {"type": "websocket.connect"}

    scope = {
        "type": "websocket",
        "headers": [(b"host", b"hub.example"), *((b"origin", each) for each in origins)],
    }
    await ExactOrigin(consumer, ORIGINS)(scope, receive, send)
    (said,) = happened
    return said


@pytest.mark.parametrize("origin", [origin.encode() for origin in ORIGINS])
async def test_our_own_pages_are_welcome(origin):
    assert await knock(origin) == "welcome"


@pytest.mark.parametrize(
    "origin",
    [
        b"",
        b"null",
        b"http://hub.example",
        b"https://hub.example:8443",
        b"https://hub.example:port",
        b"https://hub.example:99999999",
        b"https://hub.example/",
        b"https://sub.hub.example",
        b"https://hub.example.evil.example",
        b"https://evil.example",
        b"https://user@hub.example",
        b"https://[::1",
        b"http://127.0.0.1:8001",
        b"http://localhost:8000",
        b"\xff\xfe",
    ],
)
async def test_any_other_page_is_refused(origin):
    assert await knock(origin) == "refused"


async def test_a_socket_without_an_origin_is_refused():
    assert await knock() == "refused"


async def test_a_socket_with_two_origins_is_refused():
    assert await knock(b"https://hub.example", b"https://evil.example") == "refused"
