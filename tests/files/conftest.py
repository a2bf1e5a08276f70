"""What every test of files has at hand."""

import pytest


@pytest.fixture(autouse=True)
def tasks_wait(settings) -> None:
    """Let tasks wait, as they do in a hub: those of files start a process or ask a scanner."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
