"""Whom somebody does not want to hear."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from communities.querysets import QuietQuerySet


class Quiet(models.Model):
    """One person has muted or blocked another. Nobody else learns of it, the other one least of all.

    It changes what the first one is told and shown, and with a block what the other may learn of them and send
    them. It keeps nothing from the Leads, and takes nobody's place away. Source: docs/decisions/0020.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_block = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)

    objects = QuietQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="one_quiet_per_pair"),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("other")), name="nobody_is_quiet_to_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"user {self.person_id} does not hear user {self.other_id}"
