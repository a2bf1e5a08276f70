"""Work beside the pages: the timetable, which only puts tasks into the queue, and a worker that does them.

Embedded, both are threads of `serve`. In production they are `manage.py timetable` and
`manage.py db_worker`, one of each.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils.crypto import get_random_string
from django_tasks import task
from django_tasks_db.management.commands.db_worker import Worker

logger = logging.getLogger(__name__)

#: Management commands and when they run, in the site's time zone. Each is safe to run twice.
#: Name week days if you ever need them: numbers begin at Monday here, unlike in cron.
TIMETABLE: dict[str, dict] = {
    "publish_scheduled": {"minute": "*"},
    "prune_access_changes": {"hour": 3, "minute": 10},
    "compact_changes": {"hour": 3, "minute": 15},
    "sweep_uploads": {"minute": 40},
    "remind_about_reports": {"minute": "*/10"},
    "close_reports": {"hour": 3, "minute": 35},
    "remind_to_check_help": {"day_of_week": "mon", "hour": 8, "minute": 5},
    "ask_about_files": {"minute": 50},
    "ask_about_kept_files": {"minute": 55},
    "prune_invitations": {"hour": 3, "minute": 27},
    "prune_claims": {"hour": 3, "minute": 28},
    "look_for_reviews": {"hour": 6, "minute": 40},
    "remind_contributors": {"hour": 7, "minute": 15},
    "check_links": {"hour": 4, "minute": 10},
    "check_outside_links": {"day_of_week": "sun", "hour": 4, "minute": 40},
    "prune_passages": {"hour": 3, "minute": 29},
    "prune_drafts": {"hour": 3, "minute": 25},
    "clearsessions": {"hour": 3, "minute": 20},
    "prune_db_task_results": {"hour": 3, "minute": 30},
    "learn_table_sizes": {"hour": 3, "minute": 45},
}
#: Seconds the embedded worker waits after something went wrong, and is waited for at the end.
REST_SECONDS = 5
GOODBYE_SECONDS = 5


@task()
def run_command(name: str) -> None:
    """Run one of the timetable's commands, in a worker."""
    if name not in TIMETABLE:
        raise ValueError(f"{name} is not in the timetable.")
    call_command(name, verbosity=0)


def enqueue(name: str) -> None:
    """Put one of the timetable's commands into the queue, and hold no connection until the next."""
    try:
        run_command.enqueue(name)
    finally:
        connections.close_all()


def fill_timetable(scheduler: BaseScheduler) -> BaseScheduler:
    """Enter every command; a time missed by less than an hour is made up for, once."""
    for name, when in TIMETABLE.items():
        scheduler.add_job(
            enqueue, "cron", [name], id=name, coalesce=True, misfire_grace_time=3600,
            timezone=settings.TIME_ZONE, **when,
        )  # fmt: skip
    return scheduler


class EmbeddedWorker(Worker):
    """The queue's own worker, in a thread: no signals of its own, and it outlives a database that is busy."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"], excluded_queue_names=[], interval=1, batch=False, backend_name="default",
            startup_delay=False, max_tasks=None, worker_id=f"embedded-{get_random_string(8)}",
        )  # fmt: skip
        self.ended = threading.Event()

    def run(self) -> None:
        while self.running:
            try:
                super().run()
            except Exception:
                logger.exception("The worker stumbled; it goes on in %s seconds.", REST_SECONDS)
                self.ended.wait(REST_SECONDS)

    def end(self) -> None:
        """Take no further task."""
        self.running = False
        self.ended.set()


@dataclass
class Background:
    """The worker and the timetable as threads of this process."""

    worker: EmbeddedWorker = field(default_factory=EmbeddedWorker)
    timetable: BackgroundScheduler = field(default_factory=lambda: fill_timetable(BackgroundScheduler()))
    thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin both."""
        # A daemon: a task that hangs must not keep the process from ending. It is done again, or found failed.
        self.thread = threading.Thread(target=self.worker.run, name="worker", daemon=True)
        self.thread.start()
        self.timetable.start()

    def stop(self) -> None:
        """End both; waits a few seconds for the task in hand."""
        self.timetable.shutdown(wait=False)
        self.worker.end()
        if self.thread:
            self.thread.join(GOODBYE_SECONDS)
