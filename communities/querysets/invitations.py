"""Invitations to an address, by whether they stand, whose they are and what became of their letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.timezone import now

if TYPE_CHECKING:
    from communities.querysets.reading import Viewer


class LetterProgress(NamedTuple):
    """How far the letters of one press are."""

    sent: int
    total: int

    @property
    def is_going_on(self) -> bool:
        """Do some wait?"""
        return self.sent < self.total


class AddressInvitationQuerySet(models.QuerySet):
    """Invitations of every kind, as those who sent them and the invited ask for them."""

    def unsettled(self) -> Self:
        """Keep those that nobody answered or took back, run out or not."""
        return self.filter(accepted_at=None, declined_at=None, revoked_at=None)

    def standing(self) -> Self:
        """Keep those by which somebody may still come in."""
        return self.unsettled().filter(expires_at__gt=now())

    def of_person(self, person: Viewer) -> Self:
        """Keep those to an address that this person has proven, but for those by somebody they blocked."""
        if not person.is_authenticated:
            return self.none()
        from allauth.account.models import EmailAddress  # its models need ours to be loaded

        from communities.models import Quiet  # the models are made of these querysets

        proven = EmailAddress.objects.filter(user=person.pk, verified=True)
        blocked = Quiet.objects.by(person).filter(is_block=True).values("other")
        mine = self.filter(email__in=proven.values(email_in_small=Lower("email")))
        return mine.filter(~Q(invited_by__in=blocked) | Q(invited_by=None))

    def with_token(self, token: str) -> Self:
        """Keep the one whose newest letter holds this token."""
        from communities.models.invitation import hash_of  # the models are made of these querysets

        return self.filter(token_hash=hash_of(token))

    def progress(self) -> LetterProgress:
        """Say how many of the letters asked for last have left. Two queries."""
        latest = self.aggregate(latest=models.Max("letter_asked_at"))["latest"]
        counts = self.filter(letter_asked_at=latest, revoked_at=None).aggregate(
            total=Count("pk"), waiting=Count("pk", filter=Q(is_letter_waiting=True))
        )
        return LetterProgress(counts["total"] - counts["waiting"], counts["total"])

    def shown_as(self, show: str) -> Self:
        """Keep what one part of the list shows: "waiting", "in" or "ended"."""
        if show == "waiting":
            return self.standing()
        if show == "in":
            return self.filter(accepted_at__isnull=False)
        return self.filter(accepted_at=None).exclude(pk__in=self.standing().values("pk"))


class InvitationQuerySet(AddressInvitationQuerySet):
    """Invitations to Communities."""

    def from_able(self) -> Self:
        """Keep those whose sender may still invite: a Lead there, or full staff."""
        from communities.models import Membership  # the models are made of these querysets

        leads = Membership.objects.belonging().leads()
        leading = leads.filter(user=OuterRef("invited_by"), community=OuterRef("community"))
        staff = Q(invited_by__is_superuser=True, invited_by__is_active=True)
        return self.filter(Exists(leading) | staff)
