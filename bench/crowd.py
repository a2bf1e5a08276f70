"""Thousands of open pages in one process, as cheap as can be: bytes are counted, and hardly read."""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bench.servers import Server

OPENING_AT_ONCE = 50
PATIENCE_SECONDS = 20
#: A frame may bring several changes at once, after a repair; the bare server's brings one and says so less.
FRAME = re.compile(rb'"type": "changes"(?:.{0,40}?"after": (\d+))?.{0,40}?"upto": (\d+)', re.DOTALL)


@dataclass(frozen=True)
class Address:
    """Where a page listens, and as whom."""

    path: str
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Crowded:
    """What reached a crowd. Latencies in seconds from the press of the button, sorted."""

    sockets: int
    latencies: list[float]
    lost: int
    doubled: int
    closed: int
    cpu_per_delivery: float
    memory_per_socket: float
    idle_cpu_per_second: float

    def percentile(self, share: float) -> float:
        """Give the milliseconds that this share of deliveries stayed under."""
        if not self.latencies:
            return float("nan")
        return self.latencies[min(len(self.latencies) - 1, int(len(self.latencies) * share))] * 1000


class Page(asyncio.Protocol):
    """One socket: shakes hands, then notes when each numbered frame came."""

    def __init__(self, address: Address, port: int, opened: asyncio.Future) -> None:
        self.address, self.port, self.opened = address, port, opened
        self.heard: dict[int, list[float]] = {}
        self.rest = b""
        self.is_closed = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        lines = [
            f"GET {self.address.path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Connection: Upgrade",
            "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            *(f"{name}: {value}" for name, value in self.address.headers),
        ]  # fmt: skip
        transport.write("\r\n".join(lines).encode() + b"\r\n\r\n")
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        if not self.opened.done():
            head, found, data = (self.rest + data).partition(b"\r\n\r\n")
            if not found:
                self.rest = head
                return
            self.opened.set_result(head.startswith(b"HTTP/1.1 101"))
            self.rest = b""
        self.rest += data
        while (frame := self._next_frame()) is not None:
            if frame[0] == 0x89:  # a ping: the same back, masked by nothing but noughts
                self.transport.write(b"\x8a" + bytes([0x80 | len(frame[1])]) + bytes(4) + frame[1])
            elif found := FRAME.search(frame[1], 0, 200):
                now, upto = time.perf_counter(), int(found[2])
                for number in range(int(found[1] or upto - 1) + 1, upto + 1):
                    self.heard.setdefault(number, []).append(now)

    def _next_frame(self) -> tuple[int, bytes] | None:
        rest = self.rest
        if len(rest) < 4:
            return None
        size, start = rest[1] & 0x7F, 2
        if size == 126:
            size, start = int.from_bytes(rest[2:4], "big"), 4
        elif size == 127:
            size, start = int.from_bytes(rest[2:10], "big"), 10
        if len(rest) < start + size:
            return None
        self.rest = rest[start + size :]
        return rest[0], rest[start : start + size]

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_closed = True
        if not self.opened.done():
            self.opened.set_result(False)


async def open_crowd(port: int, addresses: list[Address]) -> list[Page]:
    """Open every address. Raises RuntimeError when one is refused."""
    loop, gate = asyncio.get_running_loop(), asyncio.Semaphore(OPENING_AT_ONCE)

    async def open_one(address: Address) -> Page:
        async with gate:
            opened = loop.create_future()
            _, page = await loop.create_connection(lambda: Page(address, port, opened), "127.0.0.1", port)
            if not await opened:
                raise RuntimeError(f"{address.path} was refused.")
            return page

    return await asyncio.gather(*map(open_one, addresses))


async def deliver_at(
    server: Server,
    addresses: list[Address],
    reply: Callable[[int], Awaitable[tuple[int, list[int]]]],
    *,
    per_second: float,
    seconds: float,
) -> Crowded:
    """Keep a crowd open while replies come at a steady pace, and count what arrives where.

    `reply(n)` posts and gives the number its frame will carry and which pages should get it. A reply
    is due at its time whether the one before has been answered or not, so a server that falls behind shows it.
    """
    memory = server.memory_bytes
    pages = await open_crowd(server.port, addresses)
    await asyncio.sleep(3)
    memory_per_socket = (server.memory_bytes - memory) / len(pages)
    idle, idle_since = server.cpu_seconds, time.perf_counter()
    await asyncio.sleep(5)
    idle_cpu = (server.cpu_seconds - idle) / (time.perf_counter() - idle_since)

    expected: list[tuple[float, int, list[int]]] = []

    async def press(number: int) -> None:
        started = time.perf_counter()
        change, readers = await reply(number)
        expected.append((started, change, readers))

    await press(0)
    await asyncio.sleep(1)
    expected.clear()
    cpu, began = server.cpu_seconds, time.perf_counter()
    presses = []
    for number in range(1, int(per_second * seconds) + 1):
        presses.append(asyncio.create_task(press(number)))
        await asyncio.sleep(max(0, began + number / per_second - time.perf_counter()))
    await asyncio.gather(*presses)
    deadline = time.perf_counter() + PATIENCE_SECONDS
    while time.perf_counter() < deadline and any(
        change not in pages[reader].heard for _, change, readers in expected for reader in readers
    ):
        await asyncio.sleep(0.2)
    cpu = server.cpu_seconds - cpu
    arrivals = [
        (started, pages[reader].heard.get(change, ()))
        for started, change, readers in expected
        for reader in readers
    ]
    for page in pages:
        page.transport.abort()
    return Crowded(
        sockets=len(pages),
        latencies=sorted(times[0] - started for started, times in arrivals if times),
        lost=sum(not times for _, times in arrivals),
        doubled=sum(max(0, len(times) - 1) for _, times in arrivals),
        closed=sum(page.is_closed for page in pages),
        cpu_per_delivery=cpu / len(arrivals),
        memory_per_socket=memory_per_socket,
        idle_cpu_per_second=idle_cpu,
    )


def raise_file_limit() -> None:
    """Let this process and what it starts hold as many sockets as the system allows."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
