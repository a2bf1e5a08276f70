"""What every test has at hand. The parts live in tests/support/, one file a part."""

import os
from pathlib import Path

import hypothesis
import pytest
from hypothesis.database import DirectoryBasedExampleDatabase

pytest_plugins = [
    "tests.support.run_folder",
    "tests.support.database",
    "tests.support.services",
    "tests.support.hub",
    "tests.support.browser",
    "tests.support.report",
]

hypothesis.settings.register_profile(
    "hub",
    deadline=None,  # two workers on two cores: a slow moment proves nothing
    max_examples=50,
    print_blob=True,
    database=DirectoryBasedExampleDatabase(Path(".pytest_cache") / "hypothesis"),
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture, hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("hub")


@pytest.fixture(scope="session", autouse=True)
def own_media_folder(django_test_environment) -> None:
    """Keep what tests upload inside the folder of the run."""
    from django.conf import settings

    from tests.support.servers import run_folder

    settings.MEDIA_ROOT = run_folder() / f"media-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Let no test find what another one put in a cache or counted: their databases give the same ids again."""
    from django.core.cache import cache

    from communities import directory, limits
    from discussions import fragments

    cache.clear()
    directory.forget()
    limits.forget_all()
    fragments.forget_all()
