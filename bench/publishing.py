"""How soon what an Editor publishes is seen: on its page, in the list, and by the search."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from asyncio.subprocess import PIPE

from bench import servers
from bench.load import Connection, get
from bench.servers import Server

ROUNDS = 5
#: Seconds, from the commit on.
GOAL, PATIENCE = 2, 30
#: Seconds between two looks.
PAUSE = 0.05


async def measure_publishing(hub: Server, environment: dict[str, str]) -> None:
    """Publish a guide with a new word, as another process does, and look for it as somebody who has not signed in."""
    slowest: dict[str, float] = {}
    for number in range(ROUNDS):
        word, beacon = f"publishedword{number}", f"beacon{number}"
        publisher = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.publishing", f"{word} {beacon}",
            cwd=servers.ROOT, env=os.environ | environment, stdout=PIPE,
        )  # fmt: skip
        told, _ = await publisher.communicate()
        path, published = told.decode().split()[-2:]
        places = {"its page": path, "list of guidance": "/guidance/", "search": f"/search/?q={word}"}
        seen = await asyncio.gather(*(_wait_for(hub, beacon, address) for address in places.values()))
        for place, at in zip(places, seen, strict=True):
            slowest[place] = max(slowest.get(place, 0), at - float(published))
    print(f"\n{'published, seen after':<28}{'s, at most':>12}   ({ROUNDS} times; goal {GOAL})")
    for place, seconds in slowest.items():
        print(f"{place:<28}{seconds:>12.2f}", flush=True)


async def _wait_for(hub: Server, beacon: str, path: str) -> float:
    """Give the moment at which a page held the beacon, which nobody asks for; for ever, where it never did."""
    connection = await Connection.open(hub.port)
    question = get(path, hub.port).replace(b"Accept-Encoding: gzip\r\n", b"")
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        body = (await connection.ask(question)).body
        if beacon.encode() in body:
            return time.monotonic()
        await asyncio.sleep(PAUSE)
    return float("inf")


def publish(title: str) -> None:
    """Publish a guide under another title; print its path and the moment of the commit."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    django.setup()
    from urllib.parse import urlsplit

    from resources.models import GuidePage

    guide = GuidePage.objects.live().order_by("pk").first()
    assert guide is not None
    guide.title = title
    guide.save_revision().publish()
    print(urlsplit(guide.url).path, time.monotonic())


if __name__ == "__main__":
    publish(sys.argv[1])
