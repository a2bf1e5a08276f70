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
    """
    at_home = Q(pk__in=[])
    for name in organisation.domains.values_list("name", flat=True):
        at_home |= Q(email__iendswith=f"@{name}")
    proven = EmailAddress.objects.filter(user=OuterRef("pk"), email__iexact=OuterRef("email"), verified=True)
    return User.objects.waiting_for_approval().filter(at_home, Exists(proven), organisation=organisation)
