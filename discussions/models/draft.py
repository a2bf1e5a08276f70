"""Words somebody has not posted yet."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models

from discussions.querysets import DraftQuerySet


class Draft(models.Model):
    """What one person has written so far for one place. Nobody else ever sees it.

    The place is a kind and a number, not a foreign key: words outlive the conversation they were for.
    There are words or a file in it; no constraint says so, since files are rows of their own.
    """

    class Kind(models.TextChoices):
        REPLY = "thread", "a reply in a conversation"
        START = "start", "a new conversation in a community"
        EDIT = "post", "a change of a post"
        SUMMARY = "summary", "the summary of a conversation"

    class Format(models.TextChoices):
        TEXT = "text", "text with marks"
        HTML = "html", "clean HTML"

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=8, choices=Kind)
    target_id = models.PositiveBigIntegerField(help_text="The Thread, Community or Post it is for.")
    title = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    body_format = models.CharField(max_length=4, choices=Format, default=Format.TEXT)
    quoted = models.PositiveIntegerField(null=True, blank=True)
    #: Is it to be asked through a Lead, without a name?
    is_masked = models.BooleanField(default=False, db_default=False)
    #: What of guidance a new conversation is about, as `discussions.about` names it.
    page = models.PositiveBigIntegerField(null=True, blank=True)
    passage = models.UUIDField(null=True, blank=True)
    token = models.UUIDField(help_text="Of the press it waits for: posting with it ends the draft.")
    #: Told to every page that holds these words; who saves with another one is told of the newer words.
    revision = models.PositiveBigIntegerField(default=0)
    saved_at = models.DateTimeField(db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "kind", "target_id"], name="one_draft_per_author_and_place"
            ),
        ]
        indexes = [models.Index(fields=["author", "-saved_at", "-id"], name="drafts_of_author")]

    def __str__(self) -> str:
        return f"draft of user {self.author_id} for {self.place}"

    @property
    def place(self) -> str:
        """Name its place as the composer does: "thread-42", "start-7", "post-99" or "summary-42"."""
        return f"{self.kind}-{self.target_id}"

    def next_revision(self, saved_at: datetime) -> int:
        """Give a number that no draft of this place had before, also one that is gone: it grows with time."""
        return max(self.revision + 1, int(saved_at.timestamp() * 1000))
