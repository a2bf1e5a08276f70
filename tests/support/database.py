"""The database of the tests: migrated once, then copied.

All migrations take some twenty seconds, a copy a quarter of one. So the migrated database is a
template, named by a hash of what made it; each worker copies it, and copies it again after a test
that really commits (Django would empty every table, Wagtail's root page included).

SQLite is a file with the production options. `TEST_DATABASE=postgres` runs the same tests on
PostgreSQL. Tests marked `postgres` are about PostgreSQL itself and run only there.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase

from communities.loop import close_connections
from tests.support.pieces import find_postgres
from tests.support.servers import PostgresServer, only_one, run_folder, shared

ROOT = Path(settings.BASE_DIR)
#: Outlives a run: what is dear to make, named by a hash of what it is made from.
CACHE = ROOT / ".pytest_cache" / "hub"


def hash_of(patterns: list[str]) -> str:
    """Give a short name for the present contents of these files of the house."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}):
        if "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def schema_hash() -> str:
    """Name what a fresh migrate depends on: our migrations, the apps' own set-up, the settings, the lock."""
    ours = [
        "*/migrations/*.py",
        "communities/places.py",
        "communities/data/*",
        "finding/keeping.py",
        "*/apps.py",
    ]
    return hash_of([*ours, "hub/settings/*.py", "requirements/prod.txt"])


class SQLiteDatabase:
    """A file for each worker, copied from a template that outlives the run."""

    def __init__(self, worker: str):
        self.path = run_folder() / f"{worker}.sqlite3"
        self.template = CACHE / f"schema-{schema_hash()}.sqlite3"

    def make_template(self, *, fresh: bool) -> None:
        with only_one(CACHE / "schema.lock"):
            if self.template.exists() and not fresh:
                return
            for old in CACHE.glob("schema-*.sqlite3*"):
                old.unlink()
            unfinished = self.template.with_suffix(".unfinished")
            unfinished.unlink(missing_ok=True)
            connection.settings_dict["NAME"] = str(unfinished)
            connection.ensure_connection()
            connection.cursor().execute("PRAGMA synchronous=OFF")
            call_command("migrate", verbosity=0, interactive=False)
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
            with sqlite3.connect(unfinished) as plain:
                plain.execute("PRAGMA journal_mode=DELETE")
            plain.close()
            unfinished.rename(self.template)

    def restore(self) -> None:
        """Make the worker's database equal to the template again."""
        close_connections()
        connections.close_all()
        self.remove()
        shutil.copyfile(self.template, self.path)
        connection.settings_dict["NAME"] = str(self.path)

    def remove(self) -> None:
        for tail in ("", "-wal", "-shm"):
            Path(f"{self.path}{tail}").unlink(missing_ok=True)


class PostgresDatabase:
    """A database for each worker on the run's own server, copied by the server."""

    template = "template_hub"

    def __init__(self, worker: str):
        self.name = f"hub_{worker}"

    def make_template(self, *, fresh: bool) -> None:  # the server is new in every run, so it always is
        self.server = shared(PostgresServer)
        with only_one(run_folder() / "template_hub.lock"):
            connection.settings_dict |= {"HOST": "127.0.0.1", "PORT": str(self.server.port), "USER": "tests"}
            connection.settings_dict["NAME"] = self.template
            done = run_folder() / "template_hub.done"
            if not done.exists():
                self.server.create_database(self.template)
                call_command("migrate", verbosity=0, interactive=False)
                done.touch()
            connection.close()

    def restore(self) -> None:
        """Make the worker's database equal to the template again."""
        close_connections()
        connections.close_all()
        self.server.create_database(self.name, template=self.template)
        connection.settings_dict["NAME"] = self.name

    def remove(self) -> None:
        """Leave it: it goes with the server."""


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker) -> Iterator[None]:
    """Give this worker a migrated database of its own. `--create-db` makes the template anew."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    if connection.vendor == "postgresql":
        if find_postgres() is None:
            pytest.skip("PostgreSQL is not installed")
        database: PostgresDatabase | SQLiteDatabase = PostgresDatabase(worker)
    else:
        database = SQLiteDatabase(worker)
    with django_db_blocker.unblock():
        database.make_template(fresh=request.config.getvalue("create_db") and worker in {"main", "gw0"})
        database.restore()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: database.restore())
        yield
    with django_db_blocker.unblock():
        connections.close_all()
        database.remove()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave tests about PostgreSQL itself to the run on PostgreSQL."""
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return
    elsewhere = [item for item in items if item.get_closest_marker("postgres")]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]
