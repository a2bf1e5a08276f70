"""What proxies and process managers are told."""

import asyncio
import json
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from hub import health
from hub.health import Health
from hub.lifespan import Lifespan
from tests.hub.asgi_client import ask


async def site(scope, receive, send):
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def lifespan():
    return Lifespan(page_cache=None, metrics=None)


@pytest.fixture
def doctor(lifespan, monkeypatch):
    """A health desk whose database is sound."""

    async def at_once(neighbour):
        return neighbour()

    monkeypatch.setattr(health, "in_database", at_once)
    monkeypatch.setattr(health, "worker", lambda: "ok")
    desk = Health(site, lifespan)
    monkeypatch.setattr(desk, "database", lambda: "ok")
    return desk


async def ready(desk):
    answer = await ask(desk, "/readyz")
    return answer.status, json.loads(answer.body)


async def test_everything_else_is_passed_on(doctor):
    assert (await ask(doctor, "/healthz/more")).status == 299


async def test_a_process_that_answers_is_alive(doctor):
    answer = await ask(doctor, "/healthz")

    assert answer.status == 200
    assert answer["cache-control"] == "private, no-store"


async def test_head_is_enough_to_ask(doctor):
    answer = await ask(doctor, "/healthz", method="HEAD")

    assert (answer.status, answer.body) == (200, b"")


async def test_it_is_ready_when_its_database_is(doctor):
    assert await ready(doctor) == (200, {"process": "ok", "database": "ok", "worker": "ok"})


async def test_it_is_not_ready_while_the_database_is_away(doctor, monkeypatch):
    def away():
        raise OSError("no database")

    away.__name__ = "database"
    monkeypatch.setattr(doctor, "database", away)

    assert await ready(doctor) == (503, {"process": "ok", "database": "away"})


async def test_it_is_not_ready_before_it_is_migrated(doctor, monkeypatch):
    monkeypatch.setattr(doctor, "database", lambda: "not migrated")

    assert (await ready(doctor))[0] == 503


async def test_it_is_not_ready_once_it_closes(doctor, lifespan):
    lifespan.is_closing = True

    assert (await ready(doctor))[0] == 503
    assert (await ask(doctor, "/healthz")).status == 200


async def test_a_redis_that_is_away_is_told_and_nobody_is_sent_away(doctor, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    assert await ready(doctor) == (200, {"process": "ok", "database": "ok", "redis": "away", "worker": "ok"})


async def test_many_questions_in_a_second_ask_the_database_once(doctor, monkeypatch):
    asked = []
    monkeypatch.setattr(doctor, "database", lambda: asked.append(1) or "ok")

    for _ in range(5):
        await ready(doctor)

    assert len(asked) == 1


@pytest.mark.django_db
def test_the_database_is_asked_for_its_migrations_until_they_are_all_there(
    lifespan, django_assert_num_queries
):
    desk = Health(site, lifespan)
    assert desk.database() == "ok"

    with django_assert_num_queries(1):
        assert desk.database() == "ok"


def test_redis_is_well_when_it_answers(redis_server, settings):
    settings.REDIS_URL = redis_server.url

    assert health.ping_redis() == "ok"


async def test_many_questions_at_once_are_one_look(doctor, monkeypatch):
    asked = []

    async def slowly(neighbour):
        asked.append(neighbour)
        await asyncio.sleep(0.05)
        return "ok"

    monkeypatch.setattr(health, "in_database", slowly)

    await asyncio.gather(*(ready(doctor) for _ in range(20)))

    assert len(asked) == 2  # the database, and its queue


async def test_a_silent_redis_takes_no_thread_from_the_database(doctor, settings, monkeypatch):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    asked = []

    async def at_once(neighbour):
        asked.append(neighbour)
        return neighbour()

    monkeypatch.setattr(health, "in_database", at_once)
    await ready(doctor)

    assert health.ping_redis not in asked


async def test_a_worker_that_is_behind_is_told_and_nobody_is_sent_away(doctor, monkeypatch):
    monkeypatch.setattr(health, "worker", lambda: "behind")

    assert await ready(doctor) == (200, {"process": "ok", "database": "ok", "worker": "behind"})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("minutes_ago", "due_minutes_ago", "word"),
    [(5, None, "behind"), (1, None, "ok"), (60, 1, "ok"), (60, 5, "behind")],
)
def test_a_worker_is_behind_when_something_has_been_due_for_minutes(minutes_ago, due_minutes_ago, word):
    now = timezone.now()
    task = DBTaskResult.objects.create(
        args_kwargs={}, task_path="hub.background.run_command", queue_name="default", backend_name="default",
        run_after=get_date_max() if due_minutes_ago is None else now - timedelta(minutes=due_minutes_ago),
    )  # fmt: skip
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=now - timedelta(minutes=minutes_ago))

    assert health.worker() == word
