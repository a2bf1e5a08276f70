"""Many open pages on one Thread, and how long a reply takes to reach them all."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import websockets

from bench.servers import Server

OPENING_AT_ONCE = 20
#: Seconds after the last reply in which a late frame still counts as delivered.
PATIENCE_SECONDS = 10


@dataclass(frozen=True)
class Delivery:
    """What reached the sockets. Latencies are seconds from the press of the button, sorted."""

    sockets: int
    latencies: list[float]
    lost: int
    doubled: int
    cpu_per_delivery: float
    memory_per_socket: float

    def percentile(self, share: float) -> float:
        """Give the milliseconds that this share of deliveries stayed under."""
        return self.latencies[min(len(self.latencies) - 1, int(len(self.latencies) * share))] * 1000


async def deliver(
    server: Server,
    addresses: list[tuple[str, dict[str, str]]],
    reply: Callable[[int], Awaitable[int]],
    replies: int,
) -> Delivery:
    """Open every address with its headers, post replies, and count what arrives where.

    `reply(n)` posts the n-th reply and gives the change number its frame will carry. One more goes
    before and is not counted: the first one on any server loads what all others find loaded.
    """
    memory = server.memory_bytes
    arrivals: list[dict[int, list[float]]] = [{} for _ in addresses]
    gate = asyncio.Semaphore(OPENING_AT_ONCE)
    open_ones = 0

    async def listen(address: str, headers: dict[str, str], heard: dict[int, list[float]]) -> None:
        nonlocal open_ones
        async with gate:
            socket = await websockets.connect(
                address, additional_headers=headers, compression=None, ping_interval=None
            )
        open_ones += 1
        async for message in socket:
            frame = json.loads(message)
            if frame["type"] == "changes":
                heard.setdefault(frame["upto"], []).append(time.perf_counter())

    tasks = [
        asyncio.create_task(listen(address, headers, heard))
        for (address, headers), heard in zip(addresses, arrivals, strict=True)
    ]
    while open_ones < len(addresses):
        await asyncio.sleep(0.1)
        for task in tasks:
            if task.done():
                task.result()
    await asyncio.sleep(2)
    memory_per_socket = (server.memory_bytes - memory) / len(addresses)

    warm_up = await reply(0)
    await _until(lambda: all(warm_up in heard for heard in arrivals))
    pressed: dict[int, float] = {}
    cpu = server.cpu_seconds
    for number in range(1, replies + 1):
        started = time.perf_counter()
        pressed[await reply(number)] = started
        await asyncio.sleep(0.5)
    await _until(lambda: all(pressed.keys() <= heard.keys() for heard in arrivals))
    cpu = server.cpu_seconds - cpu
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

    times = [heard[change][0] - at for heard in arrivals for change, at in pressed.items() if change in heard]
    expected = len(addresses) * replies
    doubled = sum(len(each) - 1 for heard in arrivals for each in heard.values())
    return Delivery(
        len(addresses), sorted(times), expected - len(times), doubled, cpu / expected, memory_per_socket
    )


async def _until(is_done: Callable[[], bool]) -> None:
    """Wait until it is, or until patience ends."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and not is_done():
        await asyncio.sleep(0.1)
