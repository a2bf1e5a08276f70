"""Somebody who may take part already says that they work for another Organisation now."""

from django.db import models
from django.utils import timezone

from communities.models import Organisation, User
from organisations.querysets import ClaimQuerySet


class Claim(models.Model):
    """A wish to be among the people of an Organisation. Until it is answered the account stays where it is."""

    class Outcome(models.TextChoices):
        WAITING = "", "Waits for an answer"
        ACCEPTED = "accepted", "Let in"
        DECLINED = "declined", "Answered with a no"
        WITHDRAWN = "withdrawn", "Taken back"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="claims")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="claims")
    #: From whoever asks, for those who answer; and back.
    note = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome, default=Outcome.WAITING, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(outcome=""), name="one_waiting_claim_per_person"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", answered_at=None)
                | (~models.Q(outcome="") & models.Q(answered_at__isnull=False)),
                name="answered_claim_has_a_time",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "outcome", "made_at"])]

    def __str__(self) -> str:
        return f"claim {self.pk} of user {self.user_id} to organisation {self.organisation_id}"

    @property
    def is_waiting(self) -> bool:
        """Has nobody answered it, nor whoever made it taken it back?"""
        return self.outcome == self.Outcome.WAITING
