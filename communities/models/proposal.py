"""Communities that people would like to have."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from communities.models.community import Community


class CommunityProposal(models.Model):
    """Somebody's wish for a Community, which the network's office opens or answers kindly.

    Not a Community yet, so no list, count or address of those can tell of it.
    """

    name = models.CharField(max_length=80)
    purpose = models.CharField(max_length=300)
    privacy = models.CharField(max_length=12, choices=Community.Privacy, default=Community.Privacy.MEMBERS)
    why = models.CharField(max_length=600)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="proposals"
    )
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    #: What became of it; empty while it waits, and where the answer was no.
    community = models.OneToOneField(
        Community, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposal"
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["decided_at", "proposed_at"])]

    def __str__(self) -> str:
        return f"{self.name}, proposed by user {self.proposed_by_id}"

    @property
    def is_waiting(self) -> bool:
        """Has the office not answered yet?"""
        return self.decided_at is None
