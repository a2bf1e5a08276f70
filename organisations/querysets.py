"""Who looks after an Organisation, and who waits there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from communities.models import User

if TYPE_CHECKING:
    from communities.models import Organisation
    from communities.querysets import UserQuerySet


class AdministratorQuerySet(models.QuerySet):
    """Administrators, as far as it holds."""

    def able(self) -> AdministratorQuerySet:
        """Keep those who work for the Organisation still, and may take part at all."""
        return self.filter(
            user__organisation=F("organisation"), user__is_active=True, user__approved_at__isnull=False
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
    at_home = Q(pk__in=[])
    for name in organisation.domains.values_list("name", flat=True):
        at_home |= Q(email__iendswith=f"@{name}")
    proven = EmailAddress.objects.filter(user=OuterRef("pk"), email__iexact=OuterRef("email"), verified=True)
    return at_home & Q(Exists(proven))


def is_confirmed(organisation: Organisation) -> Q:
    """Say as a condition that it is known that somebody works there, beyond their own word."""
    from organisations.models import Confirmation  # the models are made of these querysets

    answered_for = Confirmation.objects.filter(user=OuterRef("pk"), organisation=organisation)
    named_by_staff = Q(administrator__organisation=organisation)
    return Q(Exists(answered_for)) | named_by_staff | is_at_home(organisation)
