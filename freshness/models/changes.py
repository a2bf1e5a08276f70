"""What Editors say is different in a page, and who has seen that."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from freshness.querysets import ChangeNoteQuerySet
from resources.models.living import NOTE_LENGTH


class ChangeNote(models.Model):
    """What an Editor said, publishing a page, is different in it. It is read by whoever may read the page."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=NOTE_LENGTH)
    told_at = models.DateTimeField(default=timezone.now)

    objects = ChangeNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"change {self.pk} of page {self.page_id}"


class SeenChange(models.Model):
    """Somebody has seen what changed, and is not told again."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey(ChangeNote, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "note"], name="one_seeing_per_person_and_change")
        ]

    def __str__(self) -> str:
        return f"user {self.person_id} saw change {self.note_id}"
