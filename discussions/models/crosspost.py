"""A conversation that is pointed to from a second Community."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from discussions.querysets import CrossPostQuerySet

SENTENCE_LENGTH = 200


class CrossPost(models.Model):
    """A card in a second Community that leads to a Thread. The Thread, its Posts and its rules stay at home."""

    thread = models.ForeignKey("discussions.Thread", on_delete=models.CASCADE, related_name="crossposts")
    community = models.ForeignKey(
        "communities.Community", on_delete=models.CASCADE, related_name="crossposts"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    shared_at = models.DateTimeField(default=timezone.now)
    sentence = models.CharField(max_length=SENTENCE_LENGTH, blank=True, help_text="Why it matters there.")

    objects = CrossPostQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "community"], name="one_card_per_thread_and_community"),
        ]
        indexes = [models.Index(fields=["community", "-id"], name="cards_latest_first")]

    def __str__(self) -> str:
        return f"thread {self.thread_id} shared in community {self.community_id}"
