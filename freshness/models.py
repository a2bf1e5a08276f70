"""Why a page should be looked at sooner than planned, whom that was told, and what readers say of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from resources.models import GuidancePage

MISSING_LENGTH = 1000


class ReviewCall(models.Model):
    """Something that pulled a page's review date forward, until the page is published as reviewed since."""

    class Reason(models.TextChoices):
        DID_NOT_WORK = "did-not-work", "Two organisations tried it since the last review, and it did not work"
        OPEN_QUESTION = "open-question", "A question about its words has had no answer for 30 days"

    page = models.ForeignKey(GuidancePage, on_delete=models.CASCADE, related_name="review_calls")
    reason = models.CharField(max_length=13, choices=Reason)
    called_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "reason"], condition=Q(ended_at=None), name="one_open_review_call_per_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reason} for page {self.page_id}"


class ReviewReminder(models.Model):
    """Somebody was reminded of one review date of one page, so that nobody is twice."""

    page = models.ForeignKey(GuidancePage, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    due_date = models.DateField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "person", "due_date"], name="one_reminder_per_review_date"
            )
        ]

    def __str__(self) -> str:
        return f"page {self.page_id}, due {self.due_date}, to {self.person_id}"


class Feedback(models.Model):
    """Whether a page was useful to somebody, and what was missing. Of the signed-out only the words are kept."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    is_useful = models.BooleanField("useful")
    missing = models.TextField("what was missing", max_length=MISSING_LENGTH, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
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
