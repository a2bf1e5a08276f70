"""What the tests of organisations share."""

import pytest


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Run what waits for the commit: `with committed(): …`."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
