"""What running processes watch: who lost sight of what, and what public pages have to forget."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class AccessChange(models.Model):
    """A note that somebody may see less than before, read by every process within a second.

    `user` empty means everybody in the Community; `community` empty means everywhere.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    community = models.ForeignKey(
        "communities.Community", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    # By the database's clock: the hosts' clocks may disagree.
    at = models.DateTimeField(db_default=Now(), db_index=True)

    def __str__(self) -> str:
        return f"user {self.user_id or 'anybody'} in community {self.community_id or 'any'}"


class PublicCounter(models.Model):
    """A count of the changes after which a cached public page is no longer true."""

    name = models.CharField(max_length=40, primary_key=True)
    value = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} at {self.value}"
