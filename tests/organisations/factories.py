"""An Organisation's people for tests."""

from datetime import timedelta

import factory
from django.urls import reverse
from django.utils.timezone import localdate, now
from factory.django import DjangoModelFactory

from communities.models import User
from communities.models.invitation import hash_of
from organisations.models import Administrator, Claim, ColleagueInvitation, NetworkMembership, Tier
from tests.communities.factories import OrganisationFactory, UserFactory

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


class TierFactory(DjangoModelFactory):
    """A tier that opens everything to as many people as there are."""

    class Meta:
        model = Tier

    name = factory.Sequence(lambda n: f"Tier {n}")


class NetworkMembershipFactory(DjangoModelFactory):
    """A membership that has begun and does not end, unless a trait says otherwise."""

    class Meta:
        model = NetworkMembership

    class Params:
        future = factory.Trait(start_date=factory.LazyFunction(lambda: localdate() + timedelta(days=1)))
        last_day = factory.Trait(end_date=factory.LazyFunction(localdate))
        ended = factory.Trait(end_date=factory.LazyFunction(lambda: localdate() - timedelta(days=1)))

    organisation = factory.SubFactory(OrganisationFactory)
    tier = factory.SubFactory(TierFactory)
    start_date = factory.LazyFunction(lambda: localdate() - timedelta(days=400))


class ClaimFactory(DjangoModelFactory):
    """A claim that waits, of somebody who works elsewhere, unless a trait says otherwise."""

    class Meta:
        model = Claim

    class Params:
        declined = factory.Trait(outcome="declined", answered_at=factory.LazyFunction(now))
        accepted = factory.Trait(outcome="accepted", answered_at=factory.LazyFunction(now))
        withdrawn = factory.Trait(outcome="withdrawn", answered_at=factory.LazyFunction(now))

    user = factory.SubFactory(UserFactory, organisation=factory.SubFactory(OrganisationFactory))
    organisation = factory.SubFactory(OrganisationFactory)


class ColleagueInvitationFactory(DjangoModelFactory):
    """An open invitation by an administrator, whose letter has left, unless a trait says otherwise.

    `user` takes a person, whose address is invited; `token` what its link holds.
    """

    class Meta:
        model = ColleagueInvitation

    class Params:
        user = None
        token = factory.Sequence(lambda n: f"colleague-token-{n}")
        waiting = factory.Trait(is_letter_waiting=True, sent_at=None, letter_count=0)
        accepted = factory.Trait(accepted_at=factory.LazyFunction(now))
        declined = factory.Trait(declined_at=factory.LazyFunction(now))
        revoked = factory.Trait(revoked_at=factory.LazyFunction(now))
        expired = factory.Trait(expires_at=factory.LazyFunction(lambda: now() - timedelta(minutes=1)))

    organisation = factory.SubFactory(OrganisationFactory)
    email = factory.Maybe(
        "user", factory.SelfAttribute("user.email"), factory.Sequence("guest{}@elsewhere.example".format)
    )
    invited_by = factory.LazyAttribute(lambda made: make_administrator(made.organisation))
    token_hash = factory.LazyAttribute(lambda made: hash_of(made.token))
    letter_asked_at = factory.LazyFunction(lambda: now() - timedelta(days=2))
    sent_at = factory.LazyFunction(lambda: now() - timedelta(days=2))
    created_at = factory.LazyFunction(lambda: now() - timedelta(days=2))
    expires_at = factory.LazyFunction(lambda: now() + timedelta(days=20))
    is_letter_waiting = False
    letter_count = 1
