"""The timetable and the worker that `serve` keeps."""

import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from apscheduler.schedulers.background import BackgroundScheduler
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.models.functions import Now

from communities.models import AccessChange
from hub import background
from hub.background import TIMETABLE, EmbeddedWorker, fill_timetable, run_command
from tests.communities.factories import UserFactory

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def timetable():
    scheduler = fill_timetable(BackgroundScheduler())
    scheduler.start(paused=True)
    yield {job.id: job for job in scheduler.get_jobs()}
    scheduler.shutdown(wait=False)


def test_every_entry_is_a_command_that_exists(timetable):
    assert set(timetable) == set(TIMETABLE) <= set(get_commands())


def test_scheduled_pages_are_looked_at_each_minute(timetable):
    now = datetime(2026, 3, 1, 12, 0, 30, tzinfo=LONDON)

    due = timetable["publish_scheduled"].trigger.get_next_fire_time(None, now)

    assert due - now == timedelta(seconds=30)


@pytest.mark.parametrize(
    "name",
    [
        "clearsessions",
        "compact_changes",
        "prune_access_changes",
        "prune_db_task_results",
        "learn_table_sizes",
    ],
)
@pytest.mark.parametrize(
    "night", [datetime(2026, 3, 28, 22, tzinfo=LONDON), datetime(2026, 10, 24, 22, tzinfo=LONDON)]
)
def test_tidying_happens_once_a_night_also_when_the_clocks_change(timetable, name, night):
    trigger = timetable[name].trigger

    first = trigger.get_next_fire_time(None, night)
    second = trigger.get_next_fire_time(first, first)

    assert first.date() == night.date() + timedelta(days=1)
    assert second.date() == night.date() + timedelta(days=2)


def test_a_task_runs_nothing_that_is_not_in_the_timetable(monkeypatch):
    monkeypatch.setattr(background, "call_command", lambda *_, **__: pytest.fail("it ran"))

    with pytest.raises(ValueError, match="not in the timetable"):
        run_command.call("flush")


@pytest.mark.django_db
@pytest.mark.parametrize("name", TIMETABLE)
def test_every_entry_may_run_twice(name, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # as a hub that runs

    run_command.call(name)
    run_command.call(name)


@pytest.mark.django_db
def test_notes_about_access_go_after_a_day():
    user = UserFactory()
    young = AccessChange.objects.create(user=user)
    old = AccessChange.objects.create(user=user)
    AccessChange.objects.filter(pk=old.pk).update(at=Now() - timedelta(hours=25))
    AccessChange.objects.filter(pk=young.pk).update(at=Now() - timedelta(hours=23))

    call_command("prune_access_changes", verbosity=0)

    assert list(AccessChange.objects.all()) == [young]


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases learn by themselves")
def test_sqlite_learns_how_full_its_tables_are():
    UserFactory.create_batch(3)

    call_command("learn_table_sizes", verbosity=0)

    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'communities_user'")
        assert cursor.fetchone()[0].startswith("3 ")


def test_a_worker_that_stumbles_goes_on(monkeypatch):
    worker = EmbeddedWorker()
    monkeypatch.setattr(background, "REST_SECONDS", 0)
    happened = []

    def stumble_then_end(self):
        happened.append("run")
        if len(happened) == 1:
            raise OSError("the database was away")
        self.running = False

    monkeypatch.setattr(background.Worker, "run", stumble_then_end)
    worker.run()

    assert happened == ["run", "run"]


def test_a_resting_worker_ends_at_once(monkeypatch):
    worker = EmbeddedWorker()
    stumbled = threading.Event()

    def stumble(self):
        stumbled.set()
        raise OSError("the database was away")

    monkeypatch.setattr(background.Worker, "run", stumble)
    thread = threading.Thread(target=worker.run)
    thread.start()
    stumbled.wait(5)

    worker.end()
    thread.join(background.REST_SECONDS - 1)

    assert not thread.is_alive()
