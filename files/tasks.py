"""What happens to versions of files beside the pages: they are scanned, and their words taken out for search.

Each task asks again, as it runs, whether its version is still there and still waits for it.
"""

from __future__ import annotations

from datetime import datetime

from django_tasks import task

from discussions.tasks import keep_words, verdict_on
from files.models import FileVersion
from files.querysets import waiting_versions


@task()
def scan_version(version_id: int, attempt: int = 0) -> None:
    """Ask the scanner about a version that waits for it; without an answer, ask again later."""
    from files.actions.keeping import settle_scan  # which enqueues this

    version = waiting_versions().filter(pk=version_id, attempts=attempt).first()
    is_clean = verdict_on(version, ask_again=scan_version) if version else None
    if version and is_clean is not None:
        settle_scan(version_id=version.pk, is_clean=is_clean)


def ask_about_forgotten(*, before: datetime) -> int:
    """Ask again about versions that came before this time and still wait. Gives how many."""
    rows = list(waiting_versions().filter(uploaded_at__lt=before).values_list("pk", "attempts"))
    for row in rows:
        scan_version.enqueue(*row)
    return len(rows)


@task()
def take_words_out_of_version(version_id: int) -> None:
    """Keep what a document says, for search. Nothing of it is sent to anybody by this."""
    keep_words(FileVersion.objects.filter(pk=version_id))
