"""How many replies a second eight people can post, beside how many rows a second the database can keep."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from bench.load import Answer, Connection, Load
from bench.servers import Server

POSTERS = 8
#: The form's token and the cookie beside it; Django only compares them.
CSRF = "b" * 32
WORDS = "We tried this twice. " * 20


class Poster:
    """Somebody signed in, on one kept connection."""

    def __init__(self, connection: Connection, port: int, session: str) -> None:
        self.connection, self.port, self.session = connection, port, session
        self.turn = asyncio.Lock()

    @classmethod
    async def come(cls, server: Server, session: str) -> Poster:
        """Connect."""
        return cls(await Connection.open(server.port), server.port, session)

    async def reply(self, path: str) -> int:
        """Post a reply and give its change number. Raises RuntimeError when it was not posted."""
        fields = {"csrfmiddlewaretoken": CSRF, "body_format": "text", "token": str(uuid4()), "body": WORDS}
        body = urlencode(fields).encode()
        lines = [
            f"POST {path}reply/ HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Origin: http://127.0.0.1:{self.port}",
            f"Cookie: session={self.session}; csrf={CSRF}", "Accept: application/json",
            "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}",
        ]  # fmt: skip
        async with self.turn:
            answer: Answer = await self.connection.ask("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        if answer.status != 201:
            raise RuntimeError(f"A reply was answered {answer.status}.")
        return json.loads(answer.body)["change"]


async def post_for(server: Server, sessions: list[str], paths: list[str], seconds: float) -> Load:
    """Have eight people post as quickly as they are answered, each in the next of these Threads."""
    posters = [await Poster.come(server, session) for session in sessions[:POSTERS]]
    for poster in posters:
        await poster.reply(paths[0])
    latencies: list[float] = []

    async def work(poster: Poster, path: str) -> None:
        until = time.perf_counter() + seconds
        while (started := time.perf_counter()) < until:
            await poster.reply(path)
            latencies.append(time.perf_counter() - started)

    cpu, started = server.cpu_seconds, time.perf_counter()
    await asyncio.gather(*(work(poster, paths[place % len(paths)]) for place, poster in enumerate(posters)))
    took, cpu = time.perf_counter() - started, server.cpu_seconds - cpu
    return Load(sorted(latencies), took, cpu / len(latencies))


def bare_commits(connect: Callable, insert: str, seconds: float) -> float:
    """Give the rows a second that eight connections can commit, one at a time and each on disk."""
    counts = [0] * POSTERS

    def work(place: int) -> None:
        with closing(connect()) as connection:
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                connection.execute(insert, ["x" * 500])
                counts[place] += 1

    threads = [threading.Thread(target=work, args=(place,)) for place in range(POSTERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def bare_sqlite(folder: Path, seconds: float) -> float:
    """Give the bare limit of SQLite with the hub's own options, in a file of its own."""
    file = folder / "bare.sqlite3"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(file, timeout=20, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE IF NOT EXISTS bare (words TEXT)")
        return connection

    return bare_commits(connect, "INSERT INTO bare VALUES (?)", seconds)


def bare_postgres(url: str, seconds: float) -> float:
    """Give the bare limit of PostgreSQL, in a table of its own."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS bare (words TEXT)")
    return bare_commits(
        lambda: psycopg.connect(url, autocommit=True), "INSERT INTO bare VALUES (%s)", seconds
    )
