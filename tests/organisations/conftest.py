"""What the tests of organisations share."""

import pytest

from organisations.models import Domain
from tests.communities.factories import OrganisationFactory, UserFactory
from tests.organisations.factories import HOME, make_administrator


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Run what waits for the commit: `with committed(): …`."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def council():
    """An Organisation with a domain of its own."""
    organisation = OrganisationFactory(name="Marker Council", slug="council")
    Domain.objects.create(organisation=organisation, name=HOME)
    return organisation


@pytest.fixture
def administrator(council):
    """Whoever looks after the council."""
    return make_administrator(council)


@pytest.fixture
def applicant(council):
    """Somebody with an address of the council who waits to be let in."""
    return UserFactory(unapproved=True, organisation=council, email=f"ada@{HOME}", name="Ada Applicant")
