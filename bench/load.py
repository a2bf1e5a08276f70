"""Requests over a few kept connections, one after the other on each, and how long they took."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from bench.servers import Server

CONNECTIONS = 8
WARM_UP_REQUESTS = 50


@dataclass(frozen=True)
class Answer:
    """One answer as it came over the wire."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


@dataclass(frozen=True)
class Load:
    """What a number of requests cost: latencies in seconds, sorted; CPU in seconds per request."""

    latencies: list[float]
    seconds: float
    cpu_per_request: float

    @property
    def per_second(self) -> float:
        """Give requests per second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """Give the latency in milliseconds that this share of requests stayed under."""
        return self.latencies[min(len(self.latencies) - 1, int(len(self.latencies) * share))] * 1000


class Connection:
    """A kept HTTP/1.1 connection that sends prepared bytes and reads whole answers."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def open(cls, port: int) -> Connection:
        """Connect to a server on this machine."""
        return cls(*await asyncio.open_connection("127.0.0.1", port, limit=2**22))

    async def ask(self, request: bytes) -> Answer:
        """Send a request and read its answer to the end."""
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        status_line, *lines = head.decode("latin-1").rstrip().split("\r\n")
        headers = [(name.lower(), value) for name, _, value in (line.partition(": ") for line in lines)]
        body = await self._read_body(dict(headers))
        return Answer(int(status_line.split()[1]), headers, body)

    async def _read_body(self, headers: dict[str, str]) -> bytes:
        if "content-length" in headers:
            return await self._reader.readexactly(int(headers["content-length"]))
        if headers.get("transfer-encoding") != "chunked":
            return b""
        body = b""
        while size := int(await self._reader.readline(), 16):
            body += (await self._reader.readexactly(size + 2))[:-2]
        await self._reader.readline()
        return body

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


def get(path: str, port: int, cookie: str = "") -> bytes:
    """Give the bytes of a GET request as a browser would send it."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Accept: text/html", "Accept-Encoding: gzip"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


async def press(server: Server, path: str, count: int, cookie: str = "") -> Load:
    """Ask for one page many times over. Raises RuntimeError for any answer but 200."""
    request = get(path, server.port, cookie)
    connections = [await Connection.open(server.port) for _ in range(CONNECTIONS)]
    for number in range(WARM_UP_REQUESTS):
        await connections[number % CONNECTIONS].ask(request)
    latencies: list[float] = []

    async def work(connection: Connection) -> None:
        for _ in range(count // CONNECTIONS):
            started = time.perf_counter()
            answer = await connection.ask(request)
            latencies.append(time.perf_counter() - started)
            if answer.status != 200:
                raise RuntimeError(f"{path} answered {answer.status}.")

    cpu, started = server.cpu_seconds, time.perf_counter()
    await asyncio.gather(*(work(connection) for connection in connections))
    seconds, cpu = time.perf_counter() - started, server.cpu_seconds - cpu
    for connection in connections:
        connection.close()
    return Load(sorted(latencies), seconds, cpu / len(latencies))
