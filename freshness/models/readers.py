"""What readers say of a page, and whom the hub asks no more about it."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

MISSING_LENGTH = 1000


class Feedback(models.Model):
    """Whether a page was useful to somebody, and what was missing. Of the signed-out only the words are kept."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    is_useful = models.BooleanField("useful")
    missing = models.TextField("what was missing", max_length=MISSING_LENGTH, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: One press, one word.
    token = models.UUIDField(default=uuid4)
    given_at = models.DateTimeField("when", default=timezone.now)
    is_settled = models.BooleanField(
        "settled", default=False, help_text="Tick it once the page has it, or need not."
    )

    panels = [FieldPanel("is_settled")]

    class Meta:
        ordering = ["-pk"]
        verbose_name = "word from a reader"
        verbose_name_plural = "words from readers"
        indexes = [models.Index(fields=["page", "-id"], name="feedback_of_page")]
        constraints = [models.UniqueConstraint(fields=["page", "token"], name="one_feedback_per_press")]

    def __str__(self) -> str:
        return f"word {self.pk} from a reader"  # logs keep this, and nothing that anybody wrote


class LeftAlone(models.Model):
    """Somebody was asked whether they tried a page they saved, and is not asked again."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "page"], name="one_leaving_alone_per_person_and_page")
        ]

    def __str__(self) -> str:
        return f"user {self.person_id} about page {self.page_id}"
