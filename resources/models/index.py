"""The list of all guidance."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from communities.pages import visible_pages_for
from communities.paging import page_of
from resources.filters import KINDS, GuidanceFilterForm
from resources.models.base import GuidancePage
from resources.models.guide import ChapterPage
from resources.models.page import HubPage
from resources.replacing import replacements_for
from resources.search import find_guidance

GUIDANCE_PER_PAGE = 20


class GuidanceIndexPage(HubPage):
    """Guidance of every kind, filtered by topic, type, audience and words in the address."""

    intro = models.CharField(max_length=300, blank=True, help_text="One or two sentences under the title.")

    template = "resources/guidance_index_page.html"
    max_count = 1
    parent_page_types = ["resources.HomePage"]
    subpage_types = ["resources.GuidePage", "resources.CaseStudyPage", "resources.LinkedResourcePage"]
    page_description = "The list of guidance, with its filters."

    content_panels = [*Page.content_panels, FieldPanel("intro")]

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Add the filters and the page of results asked for; as many queries for 1 result as for 10,000.

        Raises Http404 for a page of results that does not exist.
        """
        form = GuidanceFilterForm(request.GET)
        return super().get_context(request, *args, **kwargs) | {
            "form": form,
            "page_obj": page_of(request, self.find(form, request), GUIDANCE_PER_PAGE),
            "chosen": form.chosen,
        }

    def find(self, form: GuidanceFilterForm, request: HttpRequest):
        """Give the guidance this viewer may see that passes the filters: newest first, or best match first."""
        pages = visible_pages_for(request, GuidancePage.objects.descendant_of(self).with_topics())
        if not form.is_valid():
            return pages.none()
        if topic := form.cleaned_data["topic"]:
            pages = pages.filter(tagged_items__tag=topic)
        if kind := form.cleaned_data["type"]:
            pages = pages.filter(content_type=ContentType.objects.get_for_model(KINDS[kind]))
        if audience := form.cleaned_data["audience"]:
            # Guidance that names no audience is written for everybody.
            pages = pages.filter(models.Q(audiences=audience) | models.Q(audiences=None)).distinct()
        replaced = replacements_for(request).replaced
        if words := form.cleaned_data["q"]:
            chapters = visible_pages_for(request, ChapterPage.objects.all())
            return find_guidance(words, pages, chapters, last=replaced)
        return pages.newest_first(last=replaced)
