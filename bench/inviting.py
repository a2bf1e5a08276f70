"""How long a Lead waits after inviting a thousand people, beside inviting one, and until the letters have left."""

from __future__ import annotations

import asyncio
import json
import time
from urllib.parse import urlencode

from bench.load import Connection, get
from bench.posting import CSRF
from bench.servers import Server

ROOM = "/communities/benchmark/look-after/invitations/"
MANY = 1000
#: Seconds after which letters that have not left are given up.
PATIENCE = 120


async def measure_inviting(hub: Server, session: str) -> None:
    """Press once for one address and once for a thousand, and print both."""
    print(f"\n{'inviting':<28}{'press ms':>10}{'all sent s':>12}", flush=True)
    for count in (1, MANY):
        addresses = [f"guest{number}-of-{count}@example.com" for number in range(count)]
        pressed = await _press(hub, session, addresses)
        sent = await _wait_for_letters(hub, session, count)
        name = f"{count:,} address{'' if count == 1 else 'es'}"
        print(f"{name:<28}{pressed * 1000:>10.0f}{sent:>12.1f}", flush=True)


async def _press(hub: Server, session: str, addresses: list[str]) -> float:
    fields = {"csrfmiddlewaretoken": CSRF, "act": "send", "message": "", "addresses": "\n".join(addresses)}
    body = urlencode(fields).encode()
    lines = [
        f"POST {ROOM}new/ HTTP/1.1", f"Host: 127.0.0.1:{hub.port}", f"Origin: http://127.0.0.1:{hub.port}",
        f"Cookie: session={session}; csrf={CSRF}",
        "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}",
    ]  # fmt: skip
    connection = await Connection.open(hub.port)
    began = time.perf_counter()
    answer = await connection.ask("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
    if answer.status != 302:
        raise RuntimeError(f"Inviting was answered {answer.status}.")
    return time.perf_counter() - began


async def _wait_for_letters(hub: Server, session: str, count: int) -> float:
    connection = await Connection.open(hub.port)
    question = get(f"{ROOM}progress/", hub.port, f"session={session}").replace(
        b"Accept-Encoding: gzip\r\n", b""
    )
    began = time.perf_counter()
    while (waited := time.perf_counter() - began) < PATIENCE:
        progress = json.loads((await connection.ask(question)).body)
        if progress == {"sent": count, "total": count}:
            return waited
        await asyncio.sleep(0.2)
    return float("inf")
