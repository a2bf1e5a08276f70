"""Colleagues whom an Organisation's administrators ask to come."""

from django.db import models
from django.urls import reverse

from communities.models import AddressInvitation, Organisation
from organisations.querysets import ColleagueInvitationQuerySet


class ColleagueInvitation(AddressInvitation):
    """An address that an Organisation waits for."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")

    objects = ColleagueInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=models.Q(accepted_at=None, declined_at=None, revoked_at=None),
                name="one_open_invitation_per_organisation_and_address",
            ),
        ]
        indexes = [
            models.Index(fields=["email"]),
            models.Index(fields=["organisation", "letter_asked_at"]),
            models.Index(fields=["invited_by", "created_at"]),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk} to organisation {self.organisation_id}"


def path_of(token: str) -> str:
    """Give the address that a letter leads to."""
    return reverse("colleague-invitation:link", args=[token])
