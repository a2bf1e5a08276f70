"""Pulling the plug of an embedded hub: what was said to be posted is there, once."""

import contextlib
import threading
import time
from uuid import uuid4

import pytest
import requests

from tests.support.person import OpenThread, Person

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
