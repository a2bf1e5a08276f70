"""What was decided about people and their words, why, and what they said to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from communities import deciding
from communities.querysets import AppealQuerySet, DecisionQuerySet, ReadyReasonQuerySet

if TYPE_CHECKING:
    from communities.models.user import User


class Decision(models.Model):
    """One thing a Lead or staff decided in a Community. Written once; nobody can change or remove it.

    `kind` names a `deciding.Kind`, which knows what it is called, whom it reaches and how it is undone.
    It holds the reason that was given and the id of what it is about, never anybody's words.
    """

    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=30)
    subject_id = models.PositiveBigIntegerField(
        help_text="The id of what it is about; the kind says of what."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    reason = models.CharField(max_length=300, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(default=timezone.now)
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="undone_by"
    )

    #: What the thing it is about is called, once `deciding.put_titles` has asked. Not in the database.
    title = ""

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["community", "-id"]),
            models.Index(fields=["about", "-id"]),
            models.Index(fields=["kind", "subject_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} in community {self.community_id}"

    def save(self, *args, **kwargs) -> None:
        """Write it, once. Raises TypeError for a row that stands already."""
        if not self._state.adding:
            raise TypeError("A decision is written once.")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Give the page that the person it is about reads."""
        return reverse("communities:decision-detail", args=[self.pk])

    def delete(self, *args, **kwargs):
        """Refuse: what was decided stays known. Raises TypeError."""
        raise TypeError("A decision stays.")

    @property
    def who(self) -> str:
        """Name who decided it, for people."""
        if self.by:
            return self.by.name
        return "The hub" if deciding.kind_of(self).is_by_hub else "Somebody who has left"

    @property
    def is_undone(self) -> bool:
        """Did a later decision take this one back?"""
        return hasattr(self, "undone_by")

    @property
    def is_about_unnamed(self) -> bool:
        """Is it about somebody whom the log does not name? One query, unless `unnamed` was fetched."""
        return self.about_id is None and hasattr(self, "unnamed")

    @property
    def person(self) -> User | None:
        """Give whom it reaches, the unnamed included: for letters and checks, never for a page of others."""
        return self.unnamed.person if self.is_about_unnamed else self.about

    @property
    def person_id(self) -> int | None:
        """Give their id, for the same."""
        return self.unnamed.person_id if self.is_about_unnamed else self.about_id


class UnnamedPerson(models.Model):
    """Whom a decision is about where its log may not say so: somebody whose name a Lead keeps.

    It goes with their account; the decision stays. Source: docs/decisions/0019.
    """

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="unnamed")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "-decision"], name="unnamed_in_decisions")]

    def __str__(self) -> str:
        return f"whom decision {self.decision_id} is about"


class Appeal(models.Model):
    """What somebody says to a decision about them, for somebody else to look at again. One a decision."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="appeal")
    words = models.CharField(max_length=1000)
    made_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    is_granted = models.BooleanField(default=False)
    answer = models.CharField(max_length=300, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["answered_at", "made_at"])]

    def __str__(self) -> str:
        return f"appeal against {self.decision_id}"

    @property
    def is_answered(self) -> bool:
        """Did somebody look at it and say how it stands?"""
        return self.answered_at is not None


class ReadyReason(models.Model):
    """A reason that Leads give often: the network's where there is no Community, else one room's own."""

    community = models.ForeignKey(
        "communities.Community", null=True, blank=True, on_delete=models.CASCADE, related_name="ready_reasons"
    )
    words = models.CharField(max_length=300)

    objects = ReadyReasonQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words
