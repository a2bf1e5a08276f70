"""An Organisation's membership of the network: for how long, for how many people, and what it opens."""

from __future__ import annotations

from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.timezone import localdate

from communities.models import Organisation
from organisations.querysets import NetworkMembershipQuerySet


class Tier(models.Model):
    """A kind of membership. Which there are, and what each opens, staff decide in the CMS."""

    name = models.CharField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(
        "order", default=0, help_text="Where it stands in lists; the lowest number first."
    )
    description = models.CharField(
        max_length=300, blank=True, help_text="What it is, in a sentence that its organisations read."
    )
    seats = models.PositiveSmallIntegerField(
        "seats included",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="How many people of an organisation may take part. Leave it empty for as many as there are.",
    )
    #: One of these for each `Opening`: the only place that says what a tier opens.
    opens_inviting = models.BooleanField(
        "its administrators invite colleagues by e-mail", default=True, db_default=True
    )
    opens_proposals = models.BooleanField("its people propose communities", default=True, db_default=True)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Opening(models.TextChoices):
    """What a tier can open or keep shut."""

    INVITING = "inviting", "Administrators invite colleagues by e-mail"
    PROPOSALS = "proposals", "People propose communities"


class NetworkMembership(models.Model):
    """An Organisation's place in the network. Without one, and before it begins, nothing is limited."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="network_membership"
    )
    tier = models.ForeignKey(Tier, on_delete=models.PROTECT, related_name="memberships")
    start_date = models.DateField(default=localdate)
    end_date = models.DateField(
        null=True, blank=True, help_text="The last day. Leave it empty for a membership without an end."
    )
    seats = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="For this organisation alone. Leave it empty for what the tier includes.",
    )

    objects = NetworkMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "membership of the network"
        verbose_name_plural = "memberships of the network"
        ordering = ["organisation__name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end_date=None) | models.Q(end_date__gte=models.F("start_date")),
                name="network_membership_ends_after_it_starts",
                violation_error_message="A membership does not end before it starts.",
            )
        ]
        indexes = [models.Index(fields=["end_date"])]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.tier}"

    @property
    def seat_count(self) -> int | None:
        """Give how many people it is for; None for as many as there are."""
        return self.tier.seats if self.seats is None else self.seats

    def has_begun(self, on: date) -> bool:
        """Does it hold from this day, or an earlier one?"""
        return self.start_date <= on

    def has_ended(self, on: date) -> bool:
        """Was its last day before this one?"""
        return self.end_date is not None and self.end_date < on

    def does_open(self, opening: Opening, on: date) -> bool:
        """Does it let this Organisation do that on this day?"""
        return not self.has_ended(on) and getattr(self.tier, f"opens_{opening}")
