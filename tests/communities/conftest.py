"""What the tests of people and communities share."""

import pytest

from communities import limits


@pytest.fixture(autouse=True)
def fresh_limits():
    """Start each test with nothing counted."""
    limits.forget_all()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Run what waits for the commit: `with committed(): …`."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
