"""What happens to files beside the pages: they are scanned, and their words taken out for search.

Each task asks again, as it runs, whether its file is still there and still waits for it.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.timezone import now
from django_tasks import task
from django_tasks.base import Task

from communities.db import writes
from discussions import checking, scanning
from discussions.letters import send_announcement  # noqa: F401  # a task of this room, found here like the others
from discussions.models import Attachment
from discussions.models.stored_file import StoredFile
from discussions.words_of_files import words_of

log = logging.getLogger(__name__)

State = Attachment.State
#: How long a file waits before the scanner is asked again: longer each time, up to an hour.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=15), timedelta(hours=1)


@task()
def scan_file(attachment_id: int, attempt: int = 0) -> None:
    """Ask the scanner about a file that waits for it; without an answer, ask again later.

    `attempt` is how often it did not answer when this was enqueued: of two that ask about the same
    file, one goes on.
    """
    waiting = Attachment.objects.without_text().filter(state=State.WAITING)
    file = waiting.filter(pk=attachment_id, attempts=attempt).first()
    is_clean = verdict_on(file, ask_again=scan_file) if file else None
    if file and is_clean is not None:
        checking.settle_scan(attachment_id=file.pk, is_clean=is_clean)


def verdict_on(file: StoredFile, *, ask_again: Task) -> bool | None:
    """Say whether a file is clean, or None without an answer: then the task is done again later."""
    try:
        with file.file.open("rb") as opened:
            return scanning.is_clean(opened, attempts=file.attempts)
    except scanning.NoAnswer:
        log.warning(
            "The scanner did not answer about %s %s, attempt %s.",
            file._meta.verbose_name, file.pk, file.attempts + 1,
        )  # fmt: skip
        _ask_again(file, ask_again)
    return None


@writes
def _ask_again(file: StoredFile, task: Task) -> None:
    attempt = file.attempts + 1
    rows = type(file)._default_manager.filter(pk=file.pk, attempts=file.attempts)
    if rows.update(attempts=attempt):
        pause = min(FIRST_PAUSE * 2 ** min(file.attempts, 10), LONGEST_PAUSE)
        task.using(run_after=now() + pause).enqueue(file.pk, attempt)


def ask_about_forgotten(*, before: datetime) -> int:
    """Ask again about files that came before this time and still wait. Gives how many.

    A worker that ends in the middle of a task does not do it again. Whoever was not forgotten is asked
    about once all the same: see `scan_file`.
    """
    forgotten = Attachment.objects.filter(state=State.WAITING, created_at__lt=before)
    rows = list(forgotten.values_list("pk", "attempts"))
    for row in rows:
        scan_file.enqueue(*row)
    return len(rows)


@task()
def take_words_out(attachment_id: int) -> None:
    """Keep what a document says, for search. Nothing of it is sent to anybody by this."""
    keep_words(Attachment.objects.filter(pk=attachment_id))


def keep_words(rows: QuerySet) -> None:
    """Take the words out of the one stored file in these rows, unless it is a picture or harmful."""
    wanted = rows.exclude(state=State.QUARANTINED)
    file = wanted.defer("text").first()
    if file is None or file.is_picture:
        return
    try:
        with file.file.open("rb") as opened:
            words = words_of(opened, file.kind)
    except Exception as error:  # whatever a document does to its reader, it stands where it was put
        log.warning("The words of file %s could not be taken out: %s", file.pk, type(error).__name__)
        return
    wanted.update(text=words)
