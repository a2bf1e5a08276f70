"""Pulling plugs: what was said to be posted is there, and every page comes right."""

import asyncio
import contextlib
import threading
import time
from uuid import uuid4

import pytest
import requests

from tests.support.hub import manage
from tests.support.person import Listener, OpenThread, Person

pytestmark = [pytest.mark.timeout(300)]

KILLS = 5


def post_until(stop: threading.Event, thread: OpenThread, name: str) -> None:
    number = 0
    while not stop.is_set():
        number += 1
        with contextlib.suppress(requests.RequestException):
            thread.reply(f"{name} says {number}.")


def test_what_was_acknowledged_survives_the_killing_of_the_process(start_hub):
    hub = start_hub()
    thread = Person(hub, "practitioner").open_thread("Killed while posting")

    for round_number in range(KILLS):
        stop = threading.Event()
        poster = threading.Thread(target=post_until, args=(stop, thread, f"Round {round_number}"))
        poster.start()
        before = len(thread.acknowledged)
        while len(thread.acknowledged) < before + 5:
            time.sleep(0.01)
        hub.kill()
        stop.set()
        poster.join()
        hub.start()

    said = thread.words()
    assert [words for words in thread.acknowledged if words not in said] == []


def test_retry_after_a_lost_answer_is_one_post(start_hub):
    hub = start_hub()
    thread = Person(hub, "practitioner").open_thread("Pressed twice")
    token = str(uuid4())
    first = thread.reply("Only once.", token=token)

    hub.kill()  # as if the answer had been lost with the process
    hub.start()
    second = thread.reply("Only once.", token=token)

    assert first.json()["number"] == second.json()["number"]
    assert thread.words().count("Only once.") == 1


def test_two_processes_and_a_redis_that_comes_and_goes(start_hub, own_redis, postgres_server, tmp_path):
    database = postgres_server.create_database("drill")
    for command in ("migrate", "load_demo"):
        manage(tmp_path / "filled", command, DATABASE_URL=database)
    hub = start_hub(workers=2, DATABASE_URL=database, REDIS_URL=f"redis://127.0.0.1:{own_redis.port}/0")
    asyncio.run(drill(hub, own_redis))


async def drill(hub, redis) -> None:
    posters = [await asyncio.to_thread(Person, hub, who) for who in ("practitioner", "second")]
    thread = await asyncio.to_thread(posters[0].open_thread, "A bus that comes and goes")
    other = OpenThread(posters[1], thread.path, (await asyncio.to_thread(page_of, posters[1], thread)))
    # Five of each person's sockets: the sixth is for coming back while the old one is still ending.
    steady = [Listener(each, hub) for each in (thread, other) for _ in range(2)]
    restless = [Listener(each, hub) for each in (thread, other) for _ in range(2)]
    tasks = [asyncio.create_task(each.listen()) for each in steady]
    tasks += [asyncio.create_task(each.listen(restless=True)) for each in restless]
    await asyncio.sleep(1)

    failed = 0
    for number in range(30):
        if number == 10:
            redis.freeze()
        if number == 20:
            redis.thaw()
        answer = await asyncio.to_thread((thread, other)[number % 2].reply, f"Reply {number}.")
        failed += answer.status_code != 201
        await asyncio.sleep(0.1)
    async with asyncio.timeout(30):
        while any(each.upto < 31 for each in steady + restless):
            await asyncio.sleep(0.1)
    for task in tasks:
        task.cancel()

    fresh = await asyncio.to_thread(thread.words)
    assert failed == 0
    for listener in steady + restless:
        assert sorted(listener.posts) == list(range(2, 32))
        assert all(html in fresh for html in listener.posts.values())
    assert [listener.gaps for listener in steady] == [0, 0, 0, 0]


def page_of(person: Person, thread: OpenThread) -> str:
    return person.http.get(f"{person.hub.url}{thread.path}", timeout=20).text
