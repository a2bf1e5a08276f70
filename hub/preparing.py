"""What `serve` sees to before it opens: the database's shape, and the static files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

Tell = Callable[[str], None]


def missing_migrations() -> int:
    """Count the steps between this database and this code. A third of a second; `migrate` takes more to find none."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate_with_progress(steps: int, tell: Tell) -> None:
    """Bring the database up to date, telling how far it is at each tenth of the way."""

    class Migrate(migrate.Command):
        done = 0

        def migration_progress_callback(self, action, migration=None, fake=False):
            if action == "apply_success":
                self.done += 1
                tenth = max(1, steps // 10)
                if self.done % tenth == 0 and self.done < steps:
                    tell(f"  {self.done} of {steps} steps")

    call_command(Migrate(), verbosity=0, interactive=False)


def static_files_are_current() -> bool:
    """Were the static files collected from just these sources?"""
    stamp = _stamp()
    return stamp.exists() and stamp.read_text() == fingerprint_of_static_files()


def collect_static_files() -> None:
    """Collect, compress and name the static files, and note what from."""
    collected_from = fingerprint_of_static_files()  # first: what changes meanwhile is collected next time
    call_command("collectstatic", verbosity=0, interactive=False)
    _stamp().write_text(collected_from)


def fingerprint_of_static_files() -> str:
    """Give a name to the present state of every source: its path, size and time. Some fifty milliseconds."""
    digest = hashlib.sha256()
    for folder in sorted(set(_source_folders())):
        for path, size, changed_at in _files_below(folder):
            digest.update(f"{path}\0{size}\0{changed_at}\n".encode())
    return digest.hexdigest()


def _stamp() -> Path:
    return Path(settings.STATIC_ROOT) / ".collected-from"


def _source_folders() -> Iterator[str]:
    yield str(settings.BASE_DIR / "hub" / "static")
    for finder in get_finders():
        storages = getattr(finder, "storages", {})
        yield from (str(storage.location) for storage in storages.values())


def _files_below(folder: str) -> Iterator[tuple[str, int, int]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_dir():
            yield from _files_below(entry.path)
        else:
            found = entry.stat()
            yield entry.path, found.st_size, found.st_mtime_ns
