"""What one organisation did, and what came of it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from resources.blocks import BodyBlock
from resources.blocks.body import reading_minutes
from resources.models.base import GuidancePage


class CaseStudyPage(GuidancePage):
    """One piece of practice: who, where, what they did, what changed, how we know, what it cost."""

    class Evidence(models.TextChoices):
        OWN_ACCOUNT = "own-account", "Practitioners' own account"
        FEEDBACK = "feedback", "Feedback from people who took part"
        MEASURED = "measured", "Measured before and after"
        EVALUATED = "evaluated", "Evaluated by somebody independent"

    class Cost(models.TextChoices):
        NOT_KNOWN = "not-known", "Not known"
        UNDER_1K = "under-1k", "Under £1,000"
        UNDER_10K = "1k-10k", "£1,000 to £10,000"
        UNDER_50K = "10k-50k", "£10,000 to £50,000"
        UNDER_250K = "50k-250k", "£50,000 to £250,000"
        OVER_250K = "over-250k", "More than £250,000"

    organisation = models.ForeignKey(
        "communities.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation_name = models.CharField(
        max_length=120, blank=True, help_text="If the organisation is not in our list."
    )
    place = models.CharField(max_length=120, help_text="Town, district or region.")
    what_they_did = StreamField(BodyBlock(), help_text="The work itself, so that somebody else could try it.")
    what_changed = StreamField(BodyBlock(), help_text="What was different afterwards, and for whom.")
    evidence = models.CharField("how we know", max_length=12, choices=Evidence, default=Evidence.OWN_ACCOUNT)
    evidence_note = models.CharField(
        max_length=300, blank=True, help_text="What was asked or measured, and of how many."
    )
    cost = models.CharField(max_length=10, choices=Cost, default=Cost.NOT_KNOWN)
    contact_name = models.CharField(
        max_length=120, blank=True, help_text="A role or team rather than a person, if you can."
    )
    contact_email = models.EmailField(blank=True, help_text="Everybody on the web can read this.")

    kind_label = "Case study"
    kind_slug = "case-study"
    template = "resources/case_study_page.html"
    is_creatable = True
    page_description = "What one organisation did, what changed, how we know, and what it cost."

    content_panels = [
        *GuidancePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("organisation"), FieldPanel("organisation_name"), FieldPanel("place")],
            heading="Who and where",
        ),
        FieldPanel("what_they_did"),
        FieldPanel("what_changed"),
        MultiFieldPanel(
            [FieldPanel("evidence"), FieldPanel("evidence_note"), FieldPanel("cost")],
            heading="Evidence and cost",
        ),
        MultiFieldPanel([FieldPanel("contact_name"), FieldPanel("contact_email")], heading="Who to ask"),
        *GuidancePage.about_panels,
    ]
    search_fields = [
        *GuidancePage.search_fields,
        index.SearchField("place"),
        index.SearchField("organisation_name"),
        index.SearchField("what_they_did"),
        index.SearchField("what_changed"),
    ]

    def clean(self) -> None:
        """Count the reading time. Raises ValidationError when nobody is named as having done the work."""
        super().clean()
        if not self.organisation_id and not self.organisation_name:
            raise ValidationError({"organisation": "Choose the organisation, or write its name below."})
        self.reading_minutes = reading_minutes(self.summary, self.what_they_did, self.what_changed)

    @property
    def done_by(self) -> str:
        """Name the organisation that did the work."""
        return self.organisation.name if self.organisation else self.organisation_name
