"""Open pages without a browser: they hold the Posts by number and come back as the page's script does."""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import websockets

from drills.http import Person, Unanswered

_SCRIPT = Path(__file__).resolve().parent.parent / "discussions/static/discussions/js/connection.js"
#: The page's own waiting times, in seconds, read from its script so that a drill cannot be kinder than it is.
WAITS = {
    name: float(number) for name, number in re.findall(r"const (\w+)_SECONDS = (\d+)", _SCRIPT.read_text())
}
#: Without sockets a page asks every 20 seconds or so; here oftener, as the trouble and not the pause is what we time.
POLL_SECONDS = 5


@dataclass(eq=False)
class Page:
    """What somebody has on the screen of one Thread."""

    person: Person
    path: str
    number: int
    upto: int = 0
    posts: dict[int, str] = field(default_factory=dict)
    #: When it came back after an unexpected end, by the clock of the drill.
    returns: list[float] = field(default_factory=list)

    async def stay_open(self) -> None:
        """Follow the Thread until cancelled."""
        raise NotImplementedError

    def apply(self, frame: dict) -> None:
        """Do with a frame what `post-list.js` does."""
        if frame["type"] == "reset":
            self.upto = 0
            self.posts.clear()
        if frame["type"] == "beat" and frame["upto"] > self.upto:
            raise Gap
        if frame["type"] != "changes" or frame["upto"] <= self.upto:
            return
        if frame["after"] > self.upto:
            raise Gap
        self.upto = frame["upto"]
        for post in frame["posts"]:
            self.posts[post["number"]] = post["html"]

    async def catch_up(self) -> None:
        """Ask for what is missing, by the address that polling asks."""
        with suppress(*Unanswered):
            answer = await self.person.get(f"{self.path}changes/?after={self.upto}")
            if answer.status == 200:
                for frame in json.loads(answer.body)["frames"]:
                    self.apply(frame)


class Gap(Exception):  # noqa: N818  # it is news, not an error
    """The page has not got what comes before."""


class ListeningPage(Page):
    """A page on a socket."""

    async def stay_open(self) -> None:
        failures = 0
        while True:
            was_open, wait = False, None
            try:
                async with asyncio.timeout(WAITS["OPENING"]):
                    socket = await self._connect()
                was_open, failures = True, 0
                wait = await self._listen(socket)
            except (OSError, EOFError, TimeoutError, websockets.WebSocketException):
                pass
            failures += 1
            if wait is None:
                most = min(WAITS["LONGEST_WAIT"], 0.5 * 2**failures)
                wait = random.uniform(0, most) + (random.uniform(0, WAITS["SPREAD"]) if was_open else 0)
            if not was_open:
                await self.catch_up()
            await asyncio.sleep(wait)
            self.returns.append(time.monotonic())

    async def _connect(self) -> websockets.ClientConnection:
        return await websockets.connect(
            f"ws://127.0.0.1:{self.person.port}/ws/threads/{self.number}/?after={self.upto}",
            additional_headers={"Origin": self.person.site, "Cookie": self.person.cookies},
            compression=None,
            ping_interval=None,
        )

    async def _listen(self, socket: websockets.ClientConnection) -> float | None:
        """Read until the end; give the seconds that a goodbye asks to wait, if there was one."""
        wait = None
        async with socket:
            while True:
                try:
                    async with asyncio.timeout(WAITS["SILENCE"]):
                        frame = json.loads(await socket.recv())
                except websockets.ConnectionClosed:
                    return wait
                if frame["type"] == "bye":
                    wait = frame["retry_ms"] / 1000
                try:
                    self.apply(frame)
                except Gap:
                    await self.catch_up()


class RestlessPage(ListeningPage):
    """A page on a train: its socket ends by itself every other second."""

    async def stay_open(self) -> None:
        while True:
            with suppress(OSError, EOFError, TimeoutError, websockets.WebSocketException):
                async with asyncio.timeout(random.uniform(0.5, 2)):
                    await self._listen(await self._connect())
            await asyncio.sleep(random.uniform(0, 0.3))


class PollingPage(Page):
    """A page where sockets are blocked."""

    async def stay_open(self) -> None:
        while True:
            await self.catch_up()
            await asyncio.sleep(POLL_SECONDS * random.uniform(0.75, 1.25))


class DeafPage(Page):
    """A page whose computer takes nothing from the line any more."""

    #: The port at its own end.
    own_port = 0

    async def stay_open(self) -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", self.person.port)
        writer.transport.pause_reading()
        self.own_port = writer.get_extra_info("sockname")[1]
        lines = [
            f"GET /ws/threads/{self.number}/?after=0 HTTP/1.1",
            f"Host: {self.person.site.partition('://')[2]}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            f"Origin: {self.person.site}",
            f"Cookie: {self.person.cookies}",
        ]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n")
        await asyncio.Event().wait()
