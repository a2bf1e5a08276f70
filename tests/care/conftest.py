"""What the tests of reports have at hand."""

import pytest

from communities.models import Membership
from tests.communities.factories import CommunityFactory, MembershipFactory
from tests.discussions.factories import make_member, make_reply, make_thread


@pytest.fixture(autouse=True)
def tasks_wait(settings) -> None:
    """Let tasks wait, so that a test runs only those it speaks of."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def community():
    return CommunityFactory(open=True)


@pytest.fixture
def lead(community) -> Membership:
    return MembershipFactory(community=community, lead=True)


@pytest.fixture
def post(community, lead):
    """A reply by a member, in a Community that has a Lead."""
    return make_reply(make_thread(community), body="<p>MARKWORDS</p>")


@pytest.fixture
def reader(community):
    return make_member(community)
