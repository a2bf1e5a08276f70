"""Somebody else's publication, described."""

from urllib.parse import urlsplit

from django.core.validators import URLValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from resources.blocks.body import reading_minutes
from resources.blocks.text import PROSE_FEATURES
from resources.models.base import GuidancePage


class LinkedResourcePage(GuidancePage):
    """A report, toolkit or other work published elsewhere, with our words about why it matters."""

    class Form(models.TextChoices):
        REPORT = "report", "Report"
        TOOLKIT = "toolkit", "Toolkit"
        RESEARCH = "research", "Research paper"
        POLICY = "policy", "Policy"
        DATA = "data", "Data"
        WEBSITE = "website", "Website"
        RECORDING = "recording", "Recording"

    publisher = models.CharField(max_length=120, help_text="Who published it.")
    address = models.URLField(
        max_length=500,
        validators=[URLValidator(schemes=["https", "http"])],
        help_text="Where it is on the web.",
    )
    form = models.CharField("what it is", max_length=10, choices=Form, default=Form.REPORT)
    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="The year it came out.")
    about = RichTextField(
        features=PROSE_FEATURES,
        help_text="What it says and why our readers should open it, in our own words.",
    )

    kind_label = "Linked resource"
    kind_slug = "linked-resource"
    template = "resources/linked_resource_page.html"
    is_creatable = True
    page_description = "Somebody else's publication, described in our words and linked."

    content_panels = [
        *GuidancePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("publisher"), FieldPanel("address"), FieldPanel("form"), FieldPanel("year")],
            heading="The publication",
        ),
        FieldPanel("about"),
        *GuidancePage.about_panels,
    ]
    search_fields = [*GuidancePage.search_fields, index.SearchField("publisher"), index.SearchField("about")]

    def clean(self) -> None:
        """Count the reading time of our description."""
        super().clean()
        self.reading_minutes = reading_minutes(self.summary, self.about)

    @property
    def site_name(self) -> str:
        """Name the site the link leaves to, as people say it."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")
