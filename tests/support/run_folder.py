"""One temporary folder for a whole run, shared by its workers and removed at its end."""

import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support import servers

VARIABLE = "HUB_TEST_RUN"
#: Outlives a run: what is dear to make and named by a hash of what it is made from.
CACHE = Path(__file__).resolve().parent.parent.parent / ".pytest_cache" / "hub"


def run_folder() -> Path:
    """Give the folder of this run; every worker gets the same one."""
    return Path(os.environ[VARIABLE])


def is_controller(config: pytest.Config) -> bool:
    """Is this the process that the person started, rather than one of its workers?"""
    return not hasattr(config, "workerinput")


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Let one process at a time do what follows; the others wait, then find it done."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def as_if_by_hand(*_) -> None:
    """End the run as Ctrl+C does."""
    raise KeyboardInterrupt


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if not is_controller(config):
        return
    folder = tempfile.mkdtemp(prefix="hub-tests-")
    Path(folder).chmod(0o711)  # PostgreSQL runs as somebody else, who must pass through
    os.environ[VARIABLE] = folder
    # A run that is asked to end tidies up as if a person had pressed Ctrl+C.
    signal.signal(signal.SIGTERM, as_if_by_hand)


def pytest_unconfigure(config: pytest.Config) -> None:
    if is_controller(config) and VARIABLE in os.environ:
        servers.stop_shared(run_folder())
        shutil.rmtree(os.environ.pop(VARIABLE), ignore_errors=True)
