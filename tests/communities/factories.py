"""People, organisations, communities and memberships for tests, told apart by traits."""

from datetime import timedelta

import factory
from allauth.account.models import EmailAddress
from django.utils import timezone
from django.utils.text import slugify
from factory.django import DjangoModelFactory

from communities.models import Community, Invitation, Membership, Organisation, Place, Topic, User
from communities.models.invitation import hash_of

PASSWORD = "a long enough password"


class OrganisationFactory(DjangoModelFactory):
    """An organisation with a name of its own."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisation {n}")
    slug = factory.Sequence(lambda n: f"organisation-{n}")
    sector = Organisation.Sector.LOCAL_GOVERNMENT


class PlaceFactory(DjangoModelFactory):
    """A place with a name of its own, of the edition that comes with the hub."""

    class Meta:
        model = Place

    name = factory.Sequence(lambda n: f"Place {n}")
    slug = factory.LazyAttribute(lambda made: slugify(made.name))
    code = factory.Sequence(lambda n: f"E99{n:06}")
    kind = Place.Kind.DISTRICT
    nation = Place.Nation.ENGLAND
    year = 2021


class TopicFactory(DjangoModelFactory):
    """A topic with a name of its own."""

    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Topic {n}")
    slug = factory.Sequence(lambda n: f"topic-{n}")


class UserFactory(DjangoModelFactory):
    """An approved person with a proven address, whose password is PASSWORD.

    `unverified` leaves the address unproven, and the account therefore unapproved.
    """

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        unapproved = factory.Trait(approved_at=None)
        unverified = factory.Trait(approved_at=None, verified=False)
        suspended = factory.Trait(is_active=False)
        staff = factory.Trait(is_staff=True, is_superuser=True)

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    approved_at = factory.LazyFunction(timezone.now)
    password = factory.django.Password(PASSWORD)

    verified = True

    @classmethod
    def _create(cls, model_class, *args, verified, **kwargs):
        user = super()._create(model_class, *args, **kwargs)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=verified)
        return user

    @classmethod
    def _build(cls, model_class, *args, verified, **kwargs):
        return super()._build(model_class, *args, **kwargs)


class CommunityFactory(DjangoModelFactory):
    """A Community of level Members that is joined by asking, unless a trait says otherwise."""

    class Meta:
        model = Community

    class Params:
        open = factory.Trait(privacy=Community.Privacy.OPEN, joining=Community.Joining.NOW)
        members = factory.Trait(privacy=Community.Privacy.MEMBERS)
        private = factory.Trait(privacy=Community.Privacy.PRIVATE, joining=Community.Joining.INVITATION)
        confidential = factory.Trait(
            privacy=Community.Privacy.CONFIDENTIAL,
            joining=Community.Joining.INVITATION,
            is_chatham_house=True,
        )

    name = factory.Sequence(lambda n: f"Community {n}")
    slug = factory.Sequence(lambda n: f"community-{n}")
    purpose = "To learn from each other's work."
    holding = Community.Holding.NOTHING


class MembershipFactory(DjangoModelFactory):
    """A person who belongs to a Community now, unless a trait says otherwise."""

    class Meta:
        model = Membership

    class Params:
        lead = factory.Trait(role=Membership.Role.LEAD)
        asked = factory.Trait(state=Membership.State.ASKED, joined_at=None, rules_accepted_at=None)
        declined = factory.Trait(state=Membership.State.DECLINED, joined_at=None, rules_accepted_at=None)
        ended = factory.Trait(state=Membership.State.ENDED)
        blocked = factory.Trait(state=Membership.State.BLOCKED)
        muted = factory.Trait(muted_until=factory.LazyFunction(lambda: timezone.now() + timedelta(days=1)))

    user = factory.SubFactory(UserFactory)
    community = factory.SubFactory(CommunityFactory)
    state = Membership.State.ACTIVE
    joined_at = factory.LazyFunction(timezone.now)
    rules_accepted_at = factory.LazyFunction(timezone.now)


class InvitationFactory(DjangoModelFactory):
    """An open invitation by a Lead, whose letter has left, unless a trait says otherwise.

    `user` takes a person, whose address is invited; `token` what its link holds.
    """

    class Meta:
        model = Invitation

    class Params:
        user = None
        token = factory.Sequence(lambda n: f"token-{n}")
        waiting = factory.Trait(is_letter_waiting=True, sent_at=None, letter_count=0)
        accepted = factory.Trait(accepted_at=factory.LazyFunction(timezone.now))
        declined = factory.Trait(declined_at=factory.LazyFunction(timezone.now))
        revoked = factory.Trait(revoked_at=factory.LazyFunction(timezone.now))
        expired = factory.Trait(
            expires_at=factory.LazyFunction(lambda: timezone.now() - timedelta(minutes=1))
        )

    community = factory.SubFactory(CommunityFactory)
    email = factory.Maybe(
        "user", factory.SelfAttribute("user.email"), factory.Sequence("guest{}@example.org".format)
    )
    invited_by = factory.LazyAttribute(
        lambda made: MembershipFactory(community=made.community, lead=True).user
    )
    token_hash = factory.LazyAttribute(lambda made: hash_of(made.token))
    letter_asked_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=2))
    sent_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=2))
    created_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=2))
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=20))
    is_letter_waiting = False
    letter_count = 1
