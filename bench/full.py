"""`make bench ARGS="--full"`: crowds, writers and very long Threads, on SQLite and on PostgreSQL with two processes."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.test")  # what we share with the tests reads it

from bench import servers
from bench.crowd import Address, Crowded, deliver_at, raise_file_limit
from bench.load import Connection, Load, press
from bench.posting import POSTERS, Poster, bare_postgres, bare_sqlite, post_for
from bench.servers import Server
from tests.support.servers import RUN_FOLDER, PostgresServer, RedisServer

#: Sockets on one Thread, and replies a second: two processors can also receive ten thousand deliveries a second.
CROWDS = ((1000, 10.0), (2000, 5.0), (5000, 2.0))
SPREAD = (5000, 500, 10.0)
CROWD_SECONDS = 30
POSTING_SECONDS = 10
REQUESTS = 160
FRAME_BYTES = 1500


def main() -> None:
    """Measure everything, one after the other."""
    raise_file_limit()
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL runs as somebody else, who must pass through
        os.environ[RUN_FOLDER] = name
        pages = folder / "pages.json"
        pages.write_text("{}")
        with servers.bare({"BENCH_PAGES": str(pages)}) as bare:
            print("SQLite, one process", flush=True)
            data = {"DATA_DIR": str(folder / "data"), "LOG_LEVEL": "ERROR"}
            told = _fill(data)
            with servers.hub(data | DEV) as hub:
                asyncio.run(_measure(hub, bare, told))
                asyncio.run(_measure_long(hub, told))
                _print_posting(asyncio.run(_measure_posting(hub, told)), bare_sqlite(folder, POSTING_SECONDS))
            print("\nPostgreSQL with fsync, Redis, two processes", flush=True)
            with postgres_and_redis(folder) as neighbours:
                data |= neighbours
                told = _fill(data)
                with servers.hub(data | DEV, workers=2) as hub:
                    asyncio.run(_measure(hub, None, told))
                    asyncio.run(_measure_long(hub, told))
                    posted = asyncio.run(_measure_posting(hub, told))
                    _print_posting(posted, bare_postgres(data["DATABASE_URL"], POSTING_SECONDS))


DEV = {"DJANGO_SETTINGS_MODULE": "hub.settings.dev"}


def _fill(data: dict[str, str]) -> dict:
    servers.run_manage("migrate", "--verbosity=0", environment=data | DEV)
    seeding = subprocess.run(
        [sys.executable, "-m", "bench.long_seed"],
        cwd=servers.ROOT, env=os.environ | data | DEV, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(seeding.stdout)


@contextmanager
def postgres_and_redis(folder: Path) -> Iterator[dict[str, str]]:
    postgres, redis = PostgresServer(folder / "postgres", fsync=True), RedisServer(folder / "redis")
    try:
        postgres.start()
        redis.start()
        yield {"DATABASE_URL": postgres.create_database("bench"), "REDIS_URL": redis.url}
    finally:
        redis.stop()
        postgres.stop()
        shutil.rmtree(folder / "postgres", ignore_errors=True)


# --- Crowds ---------------------------------------------------------------------------------------


async def _measure(hub: Server, bare: Server | None, told: dict) -> None:
    print(
        f"\n{'open pages':<34}{'p50 ms':>8}{'p95':>8}{'p99':>8}{'lost':>6}{'doubled':>9}{'cut':>5}"
        f"{'CPU ms/1000':>13}{'idle CPU %':>12}{'KB each':>9}"
    )
    for count, rate in CROWDS:
        if bare:
            _print_crowd(f"{count} on one thread: bare", await _bare_crowd(bare, count, rate))
        _print_crowd(f"{count} on one thread: hub", await _hub_crowd(hub, told, count, 1, rate))
    count, threads, rate = SPREAD
    _print_crowd(f"{count} on {threads} threads: hub", await _hub_crowd(hub, told, count, threads, rate))


async def _bare_crowd(bare: Server, count: int, rate: float) -> Crowded:
    connection, turn = await Connection.open(bare.port), asyncio.Lock()

    async def reply(number: int) -> tuple[int, list[int]]:
        frame = {"type": "changes", "upto": number + 1, "html": "x" * FRAME_BYTES}
        body = json.dumps(frame).encode()
        head = f"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        async with turn:
            await connection.ask(head + body)
        return number + 1, everybody

    everybody = list(range(count))
    return await deliver_at(bare, [Address("/")] * count, reply, per_second=rate, seconds=CROWD_SECONDS)


async def _hub_crowd(hub: Server, told: dict, count: int, threads: int, rate: float) -> Crowded:
    posters = [await Poster.come(hub, session) for session in told["sessions"][:POSTERS]]
    live = told["live"][:threads]
    readers = [[place for place in range(count) if place % threads == thread] for thread in range(threads)]

    async def reply(number: int) -> tuple[int, list[int]]:
        thread = number % threads
        return await posters[number % POSTERS].reply(live[thread][1]), readers[thread]

    after = [await _newest(hub, told, path) for _, path in live]
    addresses = [
        Address(
            f"/ws/threads/{live[place % threads][0]}/?after={after[place % threads]}",
            (("Origin", f"http://127.0.0.1:{hub.port}"), ("Cookie", f"session={told['sessions'][place]}")),
        )
        for place in range(count)
    ]
    return await deliver_at(hub, addresses, reply, per_second=rate, seconds=CROWD_SECONDS)


async def _newest(hub: Server, told: dict, path: str) -> int:
    poster = await Poster.come(hub, told["sessions"][0])
    change = await poster.reply(path)
    poster.connection.close()
    return change


def _print_crowd(name: str, crowd: Crowded) -> None:
    print(
        f"{name:<34}{crowd.percentile(0.5):>8.0f}{crowd.percentile(0.95):>8.0f}{crowd.percentile(0.99):>8.0f}"
        f"{crowd.lost:>6}{crowd.doubled:>9}{crowd.closed:>5}{crowd.cpu_per_delivery * 1e6:>13.0f}"
        f"{crowd.idle_cpu_per_second * 100:>12.1f}{crowd.memory_per_socket / 1024:>9.1f}",
        flush=True,
    )


# --- Long Threads and writers ---------------------------------------------------------------------


async def _measure_long(hub: Server, told: dict) -> None:
    print(
        f"\n{'thread page, member':<34}{'per second':>11}{'p50 ms':>8}{'p99':>8}{'CPU ms':>8}{'of shortest':>13}"
    )
    shortest = None
    for length, path in told["long"].items():
        page = f"{path}?page={(int(length) - 1) // 50 + 1}"
        load = await press(hub, page, REQUESTS, f"session={told['sessions'][1]}")
        shortest = shortest or load
        print(
            f"{f'last page of {length} posts':<34}{load.per_second:>11.0f}{load.percentile(0.5):>8.1f}"
            f"{load.percentile(0.99):>8.1f}{load.cpu_per_request * 1000:>8.2f}"
            f"{load.cpu_per_request / shortest.cpu_per_request:>13.2f}",
            flush=True,
        )


async def _measure_posting(hub: Server, told: dict) -> list[tuple[str, Load]]:
    paths = [path for _, path in told["live"]]
    return [
        ("8 posters, one thread", await post_for(hub, told["sessions"], paths[:1], POSTING_SECONDS)),
        ("8 posters, a thread each", await post_for(hub, told["sessions"], paths[:POSTERS], POSTING_SECONDS)),
    ]


def _print_posting(posted: list[tuple[str, Load]], bare: float) -> None:
    print(f"\n{'replies':<34}{'per second':>11}{'p50 ms':>8}{'p99':>8}{'CPU ms':>8}{'of bare':>9}")
    print(f"{'bare: rows committed by 8':<34}{bare:>11.0f}")
    for name, load in posted:
        print(
            f"{name:<34}{load.per_second:>11.0f}{load.percentile(0.5):>8.1f}{load.percentile(0.99):>8.1f}"
            f"{load.cpu_per_request * 1000:>8.2f}{load.per_second / bare:>9.2f}",
            flush=True,
        )
