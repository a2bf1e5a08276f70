"""Links of pages that lead nowhere, as they were last found."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from wagtail.models import Page

TARGET_LENGTH = 500
WORDS_LENGTH = 200
#: Looks at an outside site in a row that got no answer, before Editors are told: sites have bad days.
BAD_DAYS = 2


class BrokenLinkQuerySet(models.QuerySet):
    """Links that lead nowhere."""

    def to_mend(self) -> BrokenLinkQuerySet:
        """Keep those of which it is certain, on pages that readers have; the oldest first."""
        is_certain = ~Q(fault=BrokenLink.Fault.NO_ANSWER) | Q(found_count__gte=BAD_DAYS)
        return self.filter(is_certain, page__live=True).select_related("page").order_by("found_at", "pk")


class BrokenLink(models.Model):
    """One place that one page links to, and what is wrong there. It goes once it is mended."""

    class Fault(models.TextChoices):
        GONE = "gone", "The page is gone"
        UNPUBLISHED = "unpublished", "The page is not published"
        NARROWER = "narrower", "Not everybody who reads this page may open it"
        REPLACED = "replaced", "Another page replaces it"
        NO_FILE = "no-file", "The file is gone"
        NOT_THERE = "not-there", "Nothing is at this address"
        NO_ANSWER = "no-answer", "The site does not answer"
        CLOSED = "closed", "It leads into a closed network, or is no address of the web"

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    target = models.CharField(max_length=TARGET_LENGTH)
    words = models.CharField(max_length=WORDS_LENGTH)
    fault = models.CharField(max_length=11, choices=Fault)
    is_outside = models.BooleanField(default=False)
    found_at = models.DateTimeField("since")
    found_count = models.PositiveSmallIntegerField(default=1)

    objects = BrokenLinkQuerySet.as_manager()

    class Meta:
        ordering = ["found_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "target"], name="one_broken_link_per_page_and_target")
        ]

    def __str__(self) -> str:
        return f"{self.fault}: link {self.pk} of page {self.page_id}"


class LinkLook(models.Model):
    """When all links inside the hub, or all that lead away from it, were last looked at."""

    is_outside = models.BooleanField(primary_key=True)
    looked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{'outside' if self.is_outside else 'inside'}, {self.looked_at:%d %B %Y %H:%M}"
