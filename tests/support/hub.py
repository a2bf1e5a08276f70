"""A real hub: `manage.py serve` on a port and data of its own, as people run it.

`hub_server` is one hub with the demonstration content, shared by a worker's tests, which may add to
it but do not break it. `start_hub` gives a test one of its own, to restart, kill or set up otherwise.
"""

import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.support.database import CACHE, ROOT, SQLiteDatabase, hash_of, schema_hash
from tests.support.servers import Server, only_one, run_folder

#: What the content depends on beside the schema. `--create-db` makes it anew whatever changed.
CONTENT = [
    "tests/support/hub.py",
    "demo/**/*.py",
    "*/models/*.py",
    "*/models.py",
    "*/actions.py",
    "*/actions/*.py",
    "*/richtext/*.py",
]
STATIC = [
    "*/static/**/*",
    "hub/staticfiles.py",
    "hub/preparing.py",
    "hub/settings/*.py",
    "requirements/prod.txt",
]
#: From the person who runs the tests, nothing but what finds programs.
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")
LOG_LINES = 60

running: list["HubServer"] = []


def environment(data: Path, **more: str) -> dict[str, str]:
    """Give the environment of a hub with this data folder."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    ours = {"DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "hub.settings.dev", "PYTHONUNBUFFERED": "1"}
    return kept | ours | more


def manage(data: Path, *arguments: str, **more: str) -> str:
    """Run one management command against this data folder and give what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=environment(data, **more), stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, f"manage.py {' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}"
    return done.stdout


class HubServer(Server):
    """A hub that runs beside the tests."""

    name = "The hub"
    start_seconds = 120

    def __init__(self, folder: Path, *, workers: int = 1, settings: dict[str, str] | None = None):
        super().__init__(folder)
        self.workers = workers
        self.settings = settings or {}

    @property
    def url(self) -> str:
        """Give the address people would open, without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        command = [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(self.port)]
        return command + (["--workers", str(self.workers)] if self.workers > 1 else [])

    def who(self) -> dict[str, Any]:
        own = {"PORT": str(self.port), "SITE_URL": self.url}
        return {"env": environment(self.folder, **own | self.settings)}

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def manage(self, *arguments: str) -> str:
        """Run a management command on this hub's data, and give what it printed."""
        return manage(self.folder, *arguments, **self.settings)

    def last_words(self) -> str:
        """Give the end of the log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-LOG_LINES:])

    def start(self) -> "HubServer":
        super().start()
        running.append(self)
        return self

    def _end(self, how) -> None:
        super()._end(how)
        with suppress(ValueError):
            running.remove(self)


def _cached(name: str, make: Callable[[Path], None], *, fresh: bool) -> Path:
    """Give a folder from the cache, made by whoever asks first."""
    kind = name.partition("-")[0]
    folder = CACHE / name
    with only_one(CACHE / f"{kind}.lock"):
        if fresh or not folder.exists():
            for old in CACHE.glob(f"{kind}-*"):
                shutil.rmtree(old)
            unfinished = CACHE / f"unfinished-{kind}"
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            make(unfinished)
            unfinished.rename(folder)
    return folder


def _make_demo(folder: Path) -> None:
    template = SQLiteDatabase("none").template
    if template.exists():
        shutil.copyfile(template, folder / "hub.sqlite3")
    manage(folder, "migrate", "--verbosity=0")
    manage(folder, "load_demo")
    manage(folder, "shell", "--no-imports", "-c", LET_WAITING_PERSON_IN)


#: Only the documented accounts have passwords; tests also look at what one sees who waits for approval.
LET_WAITING_PERSON_IN = """
from communities.models import User
from demo.accounts import PASSWORD
person = User.objects.get(email__startswith="rebecca.nunn@")
person.set_password(PASSWORD)
person.save()
"""


def _make_static(folder: Path) -> None:
    # As `serve` does it, with the note that saves it the same work on starting.
    manage(
        folder, "shell", "--no-imports", "-c", "from hub import preparing; preparing.collect_static_files()"
    )


@pytest.fixture(scope="session")
def hub_data(request, django_db_setup) -> Callable[..., Path]:
    """Give a function that fills a folder: `demo` for the demonstration content, else a hub without any."""
    fresh = request.config.getvalue("create_db") and os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0"
    made = set()

    def fill(folder: Path, *, demo: bool = True) -> Path:
        def cached(kind: str, make: Callable[[Path], None], digest: str) -> Path:
            again = fresh and kind not in made
            made.add(kind)
            return _cached(f"{kind}-{digest}", make, fresh=again)

        if demo:
            content = cached("demo", _make_demo, schema_hash() + hash_of(CONTENT))
            shutil.copytree(content, folder, dirs_exist_ok=True)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(SQLiteDatabase("none").template, folder / "hub.sqlite3")
        static = cached("static", _make_static, hash_of(STATIC))
        shutil.copytree(static / "static", folder / "static", dirs_exist_ok=True)
        return folder

    return fill


@pytest.fixture(scope="session")
def hub_server(hub_data) -> Iterator[HubServer]:
    """Give a running hub with the demonstration content, shared by this worker's tests."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    server = HubServer(hub_data(run_folder() / f"hub-{worker}")).start()
    yield server
    server.stop()


@pytest.fixture
def start_hub(hub_data, tmp_path) -> Iterator[Callable[..., HubServer]]:
    """Give a function that starts a hub for this test alone: `start_hub(demo=False, REDIS_URL=…)`.

    Words in capitals are settings for its environment. With a DATABASE_URL the data folder's own
    database stays unused and the test fills the other one (`hub.manage("migrate")`).
    """
    started: list[HubServer] = []

    def start(*, demo: bool = True, workers: int = 1, **settings: str) -> HubServer:
        folder = hub_data(tmp_path / f"hub-{len(started)}", demo=demo)
        server = HubServer(folder, workers=workers, settings=settings)
        started.append(server)
        return server.start()

    yield start
    for server in started:
        server.stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Generator[None, Any, Any]:
    report = yield
    if report.failed:
        for server in running:
            report.sections.append((f"what the hub at {server.url} said last", server.last_words()))
    return report
