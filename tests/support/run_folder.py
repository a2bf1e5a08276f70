"""One temporary folder for a whole run, shared by its workers; at the end it goes, and all it started."""

import os
import shutil
import signal
import tempfile
from pathlib import Path

import pytest

from tests.support import servers


def is_controller(config: pytest.Config) -> bool:
    """Is this the process that the person started, rather than one of its workers?"""
    return not hasattr(config, "workerinput")


def as_if_by_hand(*_) -> None:
    """End the run as Ctrl+C does."""
    raise KeyboardInterrupt


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if not is_controller(config):
        return
    folder = tempfile.mkdtemp(prefix="hub-tests-")
    Path(folder).chmod(0o711)  # PostgreSQL runs as somebody else, who must pass through
    os.environ[servers.RUN_FOLDER] = folder
    # A run that is asked to end tidies up as if a person had pressed Ctrl+C.
    signal.signal(signal.SIGTERM, as_if_by_hand)


def pytest_unconfigure(config: pytest.Config) -> None:
    if is_controller(config) and servers.RUN_FOLDER in os.environ:
        servers.stop_all()
        shutil.rmtree(os.environ.pop(servers.RUN_FOLDER), ignore_errors=True)
