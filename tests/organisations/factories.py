"""An Organisation's people for tests."""

from django.urls import reverse

from communities.models import User
from organisations.models import Administrator
from tests.communities.factories import UserFactory

#: The domain of the council that tests speak of.
HOME = "council.example"


def make_administrator(organisation, **traits) -> User:
    """Make somebody who looks after this Organisation."""
    user = UserFactory(organisation=organisation, **traits)
    Administrator.objects.create(user=user, organisation=organisation)
    return user


def address(name, organisation, *args) -> str:
    """Give the address of a page about an Organisation."""
    return reverse(f"organisations:{name}", args=[organisation.slug, *args])
