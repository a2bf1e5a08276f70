"""What the hub counts, and who may ask."""

import json
import os
import re
import time

import pytest
import requests

from discussions.live_counts import Counts, stats_of
from discussions.readers import QUEUE_SIZE, Claim, Reader
from discussions.rooms import Room
from hub.metrics import Metrics, write_whole
from hub.pagecache import PageCache
from hub.pages import RequestGuard
from hub.server import METRICS_FOLDER
from tests.hub.asgi_client import ask

TOKEN = "a long and random text"


async def site(scope, receive, send):
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b"No such page."})


@pytest.fixture
def desk(settings):
    settings.METRICS_TOKEN = TOKEN
    guard = RequestGuard(site, threads=4, max_bytes=1000)
    return Metrics(site, PageCache(guard, max_bytes=1000), guard)


def value(text: str, name: str, process: int | str) -> float:
    return float(re.search(rf'^{name}{{process="{process}"}} (\S+)$', text, re.MULTILINE)[1])


async def test_the_token_opens_the_door(desk):
    answer = await ask(desk, "/metrics", headers={"authorization": f"Bearer {TOKEN}"})

    assert answer.status == 200
    assert "hub_page_cache_hits_total" in answer.body.decode()
    assert answer["cache-control"] == "private, no-store"


@pytest.mark.parametrize("header", [None, "Bearer wrong", TOKEN, "Bearer ", f"Basic {TOKEN}"])
async def test_without_it_the_address_is_like_any_unknown_one(desk, header):
    headers = {"authorization": header} if header else {}

    answer, unknown = [await ask(desk, path, headers=headers) for path in ("/metrics", "/nothing-here")]

    assert (answer.status, answer.headers, answer.body) == (unknown.status, unknown.headers, unknown.body)


async def test_without_a_token_in_the_settings_nobody_gets_in(desk, settings):
    settings.METRICS_TOKEN = ""

    assert (await ask(desk, "/metrics", headers={"authorization": "Bearer "})).status == 404


async def test_pages_refused_and_kept_are_counted(desk):
    desk.guard.most_inside = 0
    await ask(desk.guard, "/")
    desk.page_cache.hits = 3

    text = (await ask(desk, "/metrics", headers={"authorization": f"Bearer {TOKEN}"})).body.decode()

    assert value(text, "hub_pages_refused_total", os.getpid()) == 1
    assert value(text, "hub_page_cache_hits_total", os.getpid()) == 3


async def test_the_process_that_is_asked_tells_what_the_others_count(desk, tmp_path, monkeypatch):
    monkeypatch.setenv(METRICS_FOLDER, str(tmp_path))
    other = desk.numbers()
    other["pages"]["refused"] = 7
    write_whole(tmp_path / "1234567", json.dumps(other))
    write_whole(tmp_path / "7654321", json.dumps(other))
    os.utime(tmp_path / "7654321", (0, time.time() - 60))  # it was killed a minute ago

    text = (await ask(desk, "/metrics", headers={"authorization": f"Bearer {TOKEN}"})).body.decode()

    assert value(text, "hub_pages_refused_total", 1234567) == 7
    assert value(text, "hub_pages_refused_total", os.getpid()) == 0
    assert "7654321" not in text


async def test_a_hub_counts_what_it_hands_out_and_whom_it_cuts():
    room, counts = Room("thread.1"), Counts()
    room.readers = {Reader("thread.1", Claim(number, None, 1), "127.0.0.1") for number in range(3)}
    quick, *_ = room.readers

    for _ in range(QUEUE_SIZE + 1):
        counts.broadcast(room, "{}")
        quick.waiting.pop(0)
    counts.delays.add(time.monotonic() - 0.02)
    stats = stats_of([room], counts, swept_at=time.monotonic(), bus_failures=0)

    assert stats.sockets == {"thread": 3, "community": 0}
    assert (stats.frames, stats.readers_cut) == (3 * QUEUE_SIZE + 1, 2)
    assert dict(stats.delays)["0.025"] == 1
    assert dict(stats.delays)["0.01"] == 0


def test_two_processes_answer_as_one(start_hub, redis_server):
    hub = start_hub(demo=False, workers=2, REDIS_URL=redis_server.url, METRICS_TOKEN=TOKEN)
    told: set[str] = set()

    until = time.monotonic() + 10
    while time.monotonic() < until and len(told) < 2:
        answer = requests.get(f"{hub.url}/metrics", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=5)
        told = set(re.findall(r'hub_sweep_age_seconds{process="(\d+)"}', answer.text))

    assert len(told) == 2
    assert requests.get(f"{hub.url}/metrics", timeout=5).status_code == 404
