"""Why and when a page should be looked at again, and whom that was told."""

from __future__ import annotations

import calendar
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.panels import FieldPanel

from communities.models import Topic
from resources.models import GuidancePage


class ReviewRule(models.Model):
    """How long guidance of one kind, or about one topic, keeps. Editors say so; the shortest that applies counts."""

    class Kind(models.TextChoices):
        GUIDE = "guide", "Guides"
        CHAPTER = "chapter", "Guides with chapters"
        CASE_STUDY = "case-study", "Case studies"
        LINKED_RESOURCE = "linked-resource", "Linked resources"

    kind = models.CharField("for all", max_length=15, choices=Kind, blank=True)
    topic = models.ForeignKey(
        Topic,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="or for the topic",
    )
    months = models.PositiveSmallIntegerField(
        "keeps for how many months",
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text="From the day it was last reviewed. It counts from the next time a page is published.",
    )

    panels = [FieldPanel("kind"), FieldPanel("topic"), FieldPanel("months")]

    class Meta:
        ordering = ["topic__name", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="", topic__isnull=False) | (~Q(kind="") & Q(topic=None)),
                name="review_rule_is_for_a_kind_or_a_topic",
            ),
            models.UniqueConstraint(fields=["kind"], condition=~Q(kind=""), name="one_review_rule_per_kind"),
            models.UniqueConstraint(fields=["topic"], name="one_review_rule_per_topic"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display() if self.kind else f"About {self.topic}"

    def clean(self) -> None:
        """Ask for a kind or a topic, of which there is no rule yet. Raises ValidationError."""
        super().clean()
        if bool(self.kind) == (self.topic_id is not None):
            raise ValidationError({"kind": "Choose either a kind of page or a topic, not both."})
        others = ReviewRule.objects.exclude(pk=self.pk).filter(kind=self.kind, topic=self.topic_id)
        if others.exists():
            field = "kind" if self.kind else "topic"
            raise ValidationError({field: "There is a rule for this already. Change that one."})

    @property
    def because(self) -> str:
        """Say why it holds for a page, to end a sentence."""
        if self.topic:
            return f"because it is about {_in_a_sentence(self.topic.name)}"
        return f"as {self.get_kind_display().lower()} are"

    def date_after(self, reviewed: date) -> date:
        """Give the day until which a page keeps that was reviewed then; the last of a month where that is shorter."""
        years, month = divmod(reviewed.month - 1 + self.months, 12)
        year, month = reviewed.year + years, month + 1
        return date(year, month, min(reviewed.day, calendar.monthrange(year, month)[1]))


def _in_a_sentence(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


class ReviewDate(models.Model):
    """The next review that a rule gave a page. A page with another date has an Editor's own, or was called for."""

    page = models.OneToOneField(
        GuidancePage, primary_key=True, on_delete=models.CASCADE, related_name="review_date_by_rule"
    )
    due_date = models.DateField()
    months = models.PositiveSmallIntegerField()
    rule = models.ForeignKey(ReviewRule, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"page {self.page_id}, due {self.due_date}"

    @property
    def reason(self) -> str:
        """Say how often the page is looked at, and why."""
        often = "every month" if self.months == 1 else f"every {self.months} months"
        return f"{often}, {self.rule.because}" if self.rule else often


class ReviewCall(models.Model):
    """Something that pulled a page's review date forward, until the page is published as reviewed since."""

    class Reason(models.TextChoices):
        DID_NOT_WORK = "did-not-work", "Two organisations tried it since the last review, and it did not work"
        OPEN_QUESTION = "open-question", "A question about its words has had no answer for 30 days"

    page = models.ForeignKey(GuidancePage, on_delete=models.CASCADE, related_name="review_calls")
    reason = models.CharField(max_length=13, choices=Reason)
    called_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    #: The next review as it stood when this was called, for when nothing stands behind the call any more.
    due_before = models.DateField(null=True, blank=True)

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
