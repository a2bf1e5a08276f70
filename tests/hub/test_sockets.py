"""Sockets whose reader takes nothing from the line."""

import asyncio

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from hub.sockets import HubSocket


class Line:
    """A connection that only remembers whether it was cut."""

    def __init__(self):
        self.is_cut = False

    def get_extra_info(self, name):
        return None

    def is_closing(self):
        return False

    def write(self, data):
        """Take it, and let it lie."""

    def close(self):
        """Wait for what lies there to be taken, which never happens."""

    def abort(self):
        self.is_cut = True


@pytest.fixture
async def socket(monkeypatch):
    monkeypatch.setattr("hub.sockets.DEAF_SECONDS", 0.05)
    socket = HubSocket(Config(app=None), ServerState(), {}, asyncio.get_running_loop())
    socket.connection_made(Line())
    return socket


async def test_a_reader_whose_line_stays_full_is_cut(socket):
    socket.pause_writing()
    await asyncio.sleep(0.1)

    assert socket.transport.is_cut


async def test_a_reader_who_was_only_slow_stays(socket):
    socket.pause_writing()
    socket.resume_writing()
    await asyncio.sleep(0.1)

    assert not socket.transport.is_cut


async def test_a_reader_who_answers_no_ping_is_cut_with_what_still_waits(socket):
    socket.keepalive_timeout()

    assert socket.transport.is_cut
