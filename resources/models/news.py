"""News of the network."""

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from communities.pages import visible_pages_for
from communities.paging import page_of
from resources.blocks import BodyBlock
from resources.models.page import HubPage

NEWS_PER_PAGE = 15


class NewsIndexPage(HubPage):
    """All news, newest first."""

    intro = models.CharField(max_length=300, blank=True, help_text="One sentence under the title.")

    template = "resources/news_index_page.html"
    max_count = 1
    parent_page_types = ["resources.HomePage"]
    subpage_types = ["resources.NewsPage"]
    page_description = "The list of news."

    content_panels = [*Page.content_panels, FieldPanel("intro")]

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Add the page of news asked for. Raises Http404 for a page that does not exist."""
        news = visible_pages_for(request, NewsPage.objects.child_of(self)).order_by("-date", "-pk")
        page = page_of(request, news, NEWS_PER_PAGE)
        return super().get_context(request, *args, **kwargs) | {"page_obj": page}


class NewsPage(HubPage):
    """One piece of news."""

    has_conversations = True

    date = models.DateField(
        default=timezone.localdate, help_text="The day it is dated, which orders the list."
    )
    summary = models.CharField(max_length=300, help_text="The news in a sentence. Lists and feeds show it.")
    body = StreamField(BodyBlock())

    template = "resources/news_page.html"
    parent_page_types = ["resources.NewsIndexPage"]
    subpage_types: list[str] = []
    page_description = "Something that happened or is about to."

    content_panels = [*Page.content_panels, FieldPanel("date"), FieldPanel("summary"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
