"""When staff read what is not theirs to read, and why."""

from django.conf import settings
from django.db import models

from communities.querysets import StaffReadingQuerySet


class StaffReading(models.Model):
    """A stated reason, and the time for which it lets one of the staff read one Community. Never write.

    The row stays: the Community's Leads see it. Source: TRUST rule 8, docs/decisions/0013.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="staff_readings"
    )
    community = models.ForeignKey(
        "communities.Community", on_delete=models.CASCADE, related_name="staff_readings"
    )
    reason = models.CharField(max_length=300)
    started_at = models.DateTimeField()
    #: When it ends by itself.
    ends_at = models.DateTimeField()
    #: When it was ended before that, or made way for another.
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = StaffReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["community", "-started_at"], name="staff_readings_of_community")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "community"],
                condition=models.Q(ended_at=None),
                name="one_staff_reading_at_a_time",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="staff_reading_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} reads community {self.community_id} until {self.ends_at:%d %B %Y, %H:%M}"
