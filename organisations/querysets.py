"""Who looks after an Organisation, and who waits there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from allauth.account.models import EmailAddress
from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.db.models.functions import Concat

from communities.models import User
from communities.querysets import AddressInvitationQuerySet

if TYPE_CHECKING:
    from communities.models import Organisation
    from communities.querysets import UserQuerySet

#: How long before its last day staff see that a membership of the network ends.
ENDING_DAYS = 60


class AdministratorQuerySet(models.QuerySet):
    """Administrators, as far as it holds."""

    def able(self) -> AdministratorQuerySet:
        """Keep those who work for the Organisation still, and may take part at all."""
        return self.filter(
            user__organisation=F("organisation"), user__is_active=True, user__approved_at__isnull=False
        )


class ClaimQuerySet(models.QuerySet):
    """Who says that they work for another Organisation now."""

    def waiting(self) -> ClaimQuerySet:
        """Keep those that nobody answered, of people who may take part, oldest first."""
        return self.filter(outcome="", user__in=User.objects.approved()).order_by("made_at", "pk")

    def for_answering(self, organisation: Organisation | None = None) -> ClaimQuerySet:
        """Keep what waits, of one Organisation or everywhere, with what whoever answers is shown."""
        waiting = self.waiting().select_related("user__organisation", "organisation")
        return waiting if organisation is None else waiting.filter(organisation=organisation)


class ColleagueInvitationQuerySet(AddressInvitationQuerySet):
    """Invitations to colleagues."""

    def from_able(self) -> Self:
        """Keep those whose sender looks after the Organisation still."""
        from organisations.models import Administrator  # the models are made of these querysets

        able = Administrator.objects.able()
        return self.filter(
            Exists(able.filter(user=OuterRef("invited_by"), organisation=OuterRef("organisation")))
        )


class NetworkMembershipQuerySet(models.QuerySet):
    """Organisations' memberships of the network, by when they end."""

    def ending(self, on: date) -> NetworkMembershipQuerySet:
        """Keep those whose last day is this one or within ENDING_DAYS after it, the nearest first."""
        return self.filter(end_date__range=(on, on + timedelta(days=ENDING_DAYS))).order_by("end_date", "pk")

    def ended(self, on: date) -> NetworkMembershipQuerySet:
        """Keep those whose last day is over, the latest first."""
        return self.filter(end_date__lt=on).order_by("-end_date", "pk")


def people_of(organisation: Organisation) -> UserQuerySet:
    """Give the people who take a seat: they name the Organisation, and may take part."""
    return User.objects.approved().filter(organisation=organisation)


def without_administrator() -> models.QuerySet[Organisation]:
    """Give the Organisations that have people and nobody who looks after them, the largest first.

    Each with `people_count`.
    """
    from communities.models import Organisation  # only this asks for its rows
    from organisations.models import Administrator  # the models are made of these querysets

    able = Administrator.objects.able().filter(organisation=OuterRef("pk"))
    here = Q(people__approved_at__isnull=False, people__is_active=True)
    return (
        Organisation.objects.filter(~Exists(able))
        .annotate(people_count=Count("people", filter=here))
        .filter(people_count__gt=0)
        .order_by("-people_count", "name", "pk")
    )


def waiting_at(organisation: Organisation) -> UserQuerySet:
    """Give the accounts that an Organisation's administrators may let in, oldest first.

    They name the Organisation, wait for an answer, and sign in by a proven address at one of its domains.
    Whom staff have dealt with before waits for staff.
    """
    return applicants_at(organisation).filter(is_for_staff=False)


def applicants_at(organisation: Organisation) -> UserQuerySet:
    """Give the same, with the accounts that only staff let in."""
    waiting = User.objects.waiting_for_approval().filter(organisation=organisation)
    return waiting.filter(is_at_home(organisation))


def is_at_home(organisation: Organisation) -> Q:
    """Say as a condition that somebody signs in by a proven address at one of the Organisation's domains."""
    from organisations.models import Domain  # the models are made of these querysets

    address = ExpressionWrapper(OuterRef("email"), output_field=models.CharField())
    theirs = Domain.objects.filter(organisation=organisation).annotate(address=address)
    at_home = Exists(theirs.filter(address__iendswith=Concat(Value("@"), F("name"))))
    proven = EmailAddress.objects.filter(user=OuterRef("pk"), email__iexact=OuterRef("email"), verified=True)
    return Q(at_home) & Q(Exists(proven))


def home_addresses(organisation: Organisation, emails: Iterable[str]) -> set[str]:
    """Of these addresses, in small letters, give those at one of the Organisation's domains. One query."""
    names = set(organisation.domains.values_list("name", flat=True))
    return {email for email in emails if email.rpartition("@")[2] in names}


def is_confirmed(organisation: Organisation) -> Q:
    """Say as a condition that it is known that somebody works there, beyond their own word."""
    from organisations.models import Confirmation  # the models are made of these querysets

    answered_for = Confirmation.objects.filter(user=OuterRef("pk"), organisation=organisation)
    named_by_staff = Q(administrator__organisation=organisation)
    return Q(Exists(answered_for)) | named_by_staff | is_at_home(organisation)
