"""The drills: what breaks, for whom, and what each asks beside lost and doubled."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

import redis

from drills.pages import ListeningPage
from drills.play import Cast, Play, keep_asking, until
from drills.posters import Poster
from drills.stage import restart_in_turn, web_processes
from tests.support.servers import is_running

#: Posts of about 48 KB as HTML: enough to fill what the kernel takes for a socket (2.6 MB here), and our queue.
FLOOD_POSTS = 200
FLOOD_LENGTH = 2500
CROWD = Cast(listening=500, restless=0)
#: Two of uvicorn's pings: one to go unanswered, one to notice.
PING_SECONDS = 45
LONGEST_RESTART_SECONDS = 60
#: Longer than any page waits before it comes back.
SPREAD_SECONDS = 20


@dataclass(frozen=True)
class Drill:
    """One thing that goes wrong."""

    name: str
    title: str
    trouble: Callable[[Play], Awaitable[None]]
    cast: Cast = field(default_factory=Cast)
    #: Asked when everything is mended, before it is counted.
    afterwards: Callable[[Play], Awaitable[None]] | None = None
    #: Which hubs it is played on: a name in `drills.stage`.
    on: str = "two processes"


async def kill_web(play: Play) -> None:
    """End one web process as a power cut would; its watcher starts another."""
    os.kill(web_processes(play.stage.hubs[0])[0], signal.SIGKILL)


async def restart_redis(play: Play) -> None:
    """Have Redis away for a while, and come back empty."""
    await asyncio.to_thread(play.stage.redis.stop)
    await asyncio.sleep(play.length.trouble / 4)
    await asyncio.to_thread(play.stage.redis.start)


async def empty_redis(play: Play) -> None:
    """Take everything out of Redis."""
    redis.Redis.from_url(play.stage.redis.url).flushall()


async def freeze_redis(play: Play) -> None:
    """Leave Redis there, but silent. People go on posting meanwhile, and each post is quick."""
    before = sum(len(poster.acknowledged) for poster in play.posters)
    play.stage.redis.freeze()
    await asyncio.sleep(play.length.trouble)
    posted = sum(len(poster.acknowledged) for poster in play.posters) - before
    play.stage.redis.thaw()
    play.find(f"{posted} posted while it was frozen", held=posted > play.length.trouble * 2)


async def restart_postgres(play: Play) -> None:
    """Have PostgreSQL away for a moment."""
    await asyncio.to_thread(play.stage.postgres.stop)
    await asyncio.sleep(play.length.trouble / 10)
    await asyncio.to_thread(play.stage.postgres.start)


async def fill_disk(play: Play) -> None:
    """Leave PostgreSQL no room to write; then make room, and start it again if it gave up."""
    ballast = play.stage.postgres.folder.parent / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            try:
                file.write(bytes(2**20))
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
                break
    refused = sum(poster.refused for poster in play.posters)
    await asyncio.sleep(play.length.trouble)
    refused = sum(poster.refused for poster in play.posters) - refused
    ballast.unlink()
    if not is_running(play.stage.postgres.pid):
        await asyncio.to_thread(play.stage.postgres.start)
    play.find(f"{refused} refused while it was full")


async def never_mind(play: Play) -> None:
    """Let people talk for a while; the trouble is in the layer, the clocks or the readers."""
    await asyncio.sleep(play.length.trouble)


async def read_nothing(play: Play) -> None:
    """Post more than a line that nobody empties can hold; the deaf are cut and the others do not notice."""

    async def flood(poster: Poster) -> None:
        for number in range(FLOOD_POSTS // len(play.posters)):
            await poster.post(f"{poster.name} says {1000 + number}. {'**a** ' * FLOOD_LENGTH}")

    await asyncio.gather(*map(flood, play.posters))


async def count_the_deaf(play: Play) -> None:
    """Count connections of the deaf that a process still carries, once uvicorn's ping has had its time."""
    ports = {page.own_port for page in play.deaf}
    await until(lambda: not play.stage.carried(ports), PING_SECONDS)
    carried = play.stage.carried(ports)
    play.find(f"{len(play.deaf) - carried} of {len(play.deaf)} deaf pages cut", held=not carried)


async def drop_all(play: Play) -> None:
    """End every web process at once."""
    for pid in web_processes(play.stage.hubs[0]):
        os.kill(pid, signal.SIGKILL)


async def see_them_spread(play: Play) -> None:
    """Ask that hundreds of pages do not come back in one moment."""
    sockets = [page for page in play.pages if isinstance(page, ListeningPage)]
    await until(lambda: all(page.returns for page in sockets), SPREAD_SECONDS)
    first = [page.returns[0] for page in sockets if page.returns]
    spread = max(first) - min(first)
    play.find(f"{len(first)} came back over {spread:.1f} s", held=spread >= 10)


async def deploy(play: Play) -> None:
    """Replace the processes one after the other while people read and post."""
    hub = play.stage.hubs[0]
    old = set(web_processes(hub))
    asking = asyncio.create_task(keep_asking(play.stage.person(0), play.path))
    started = time.monotonic()
    restart_in_turn(hub)
    while set(web_processes(hub)) & old and time.monotonic() - started < LONGEST_RESTART_SECONDS:
        await asyncio.sleep(0.1)
    took = time.monotonic() - started
    await asyncio.sleep(1)
    asking.cancel()
    answers = await asking
    failed = sum(count for status, count in answers.items() if status >= 500)
    play.find(f"{failed} of {answers.total()} pages failed", held=not failed)
    play.find(f"both replaced in {took:.0f} s", held=not set(web_processes(hub)) & old)


async def see_none_refused(play: Play) -> None:
    """Ask that nobody had to press twice."""
    play.find("no press refused", held=not any(poster.refused for poster in play.posters))


DRILLS = [
    Drill("web-kill", "a web process is killed", kill_web),
    Drill("redis-restart", "Redis is restarted", restart_redis),
    Drill("redis-flush", "Redis is emptied", empty_redis),
    Drill("redis-freeze", "Redis is frozen", freeze_redis),
    Drill("postgres-restart", "PostgreSQL is restarted", restart_postgres),
    Drill("deaf-readers", "100 readers never read", read_nothing, Cast(deaf=100), afterwards=count_the_deaf),
    Drill("all-dropped", "500 pages are dropped at once", drop_all, CROWD, afterwards=see_them_spread),
    Drill("deploy", "a deploy under traffic", deploy, afterwards=see_none_refused),
    Drill("bad-layer", "a layer drops, doubles, delays, reorders", never_mind, on="a bad layer"),
    Drill("clocks", "two clocks are ten minutes apart", never_mind, on="two clocks"),
    Drill("disk-full", "the database's disk is full", fill_disk, on="a small disk"),
]  # fmt: skip
