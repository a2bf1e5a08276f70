"""Plain pages: about, help, accessibility."""

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from communities.pages import visible_pages_for
from resources.blocks import BodyBlock
from resources.blocks.body import headings
from resources.models.page import HubPage


class StandardPage(HubPage):
    """A page of prose that belongs to no list."""

    summary = models.CharField(max_length=300, blank=True, help_text="What the page is for, in a sentence.")
    body = StreamField(BodyBlock())

    template = "resources/standard_page.html"
    parent_page_types = ["resources.HomePage", "resources.StandardPage"]
    subpage_types = ["resources.StandardPage"]
    page_description = "A plain page: about, help, accessibility."

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Add the sections, and the pages under this one that the viewer may read."""
        below = visible_pages_for(request, self.get_children()).order_by("path")
        return super().get_context(request, *args, **kwargs) | {
            "sections": headings(self.body),
            "below": list(below),
        }
