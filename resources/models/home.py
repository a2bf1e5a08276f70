"""The front page."""

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.url_routing import RouteResult

from communities.pages import visible_pages_for
from resources.models.base import GuidancePage
from resources.models.news import NewsPage
from resources.models.page import HubPage
from resources.replacing import replacements_for

PICK_COUNT = 6
NEWS_COUNT = 3


class HomePage(HubPage):
    """What this network is, for somebody signed out; a person's desk, once signed in."""

    headline = models.CharField(max_length=120, help_text="What this place is for, in one line.")
    intro = models.CharField(
        max_length=400, help_text="Two or three sentences for somebody who has never heard of us."
    )
    how_to_join = RichTextField(
        features=["bold", "link", "ul", "ol"],
        blank=True,
        help_text="Who may join and what happens when they ask.",
    )

    template = "resources/home.html"
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["resources.GuidanceIndexPage", "resources.NewsIndexPage", "resources.StandardPage"]
    page_description = "The front page of the hub."

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("headline"), FieldPanel("intro")], heading="First words"),
        InlinePanel("picks", heading="Guidance picks", label="page", max_num=PICK_COUNT),
        FieldPanel("how_to_join"),
    ]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page and all above it in one query, where Wagtail asks twice for each part of the address.

        Whatever is not simply a page at its own address goes Wagtail's way: `…/whole/`, a page
        that is not there.
        """
        addresses = [self.url_path]
        for part in path_components:
            addresses.append(f"{addresses[-1]}{part}/")
        found = Page.objects.filter(
            slug__in=path_components, url_path__in=addresses, path__startswith=self.path
        )
        below = {page.url_path: page for page in found}
        if not path_components or len(below) < len(path_components) or not below[addresses[-1]].live:
            return super().route(request, path_components)
        page = below.pop(addresses[-1]).specific
        page.trail = [self, *(below[address] for address in addresses[1:-1])]
        return RouteResult(page)

    def get_template(self, request: HttpRequest, *args, **kwargs) -> str:
        """Choose the desk for a signed-in person, without opening a session for anybody else."""
        return "resources/desk.html" if self.shows_desk(request) else self.template

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Add guidance and news for the signed-out page; the desk brings its own."""
        context = super().get_context(request, *args, **kwargs)
        if self.shows_desk(request):
            return context
        news = visible_pages_for(request, NewsPage.objects.all()).order_by("-date", "-pk")
        return context | {"guidance": self.guidance_for(request), "news": list(news[:NEWS_COUNT])}

    def guidance_for(self, request: HttpRequest) -> list[GuidancePage]:
        """List the Editors' picks that whoever asks may read, or the newest guidance where there are none."""
        replaced = replacements_for(request).replaced
        visible = visible_pages_for(request, GuidancePage.objects.with_topics()).exclude(pk__in=replaced)
        picks = visible.filter(home_picks__home=self).order_by("home_picks__sort_order")
        return list(picks[:PICK_COUNT]) or list(visible.newest_first()[:PICK_COUNT])

    @staticmethod
    def shows_desk(request: HttpRequest) -> bool:
        """Is this a signed-in person looking at the page itself, not an Editor's preview of it?"""
        if getattr(request, "is_preview", False):
            return False
        return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated

    @property
    def public_counters(self) -> tuple[str, ...]:
        """Name what the front page shows: guidance, communities, and open conversations."""
        return ("guidance", "communities", "talk.0")


class HomePick(Orderable):
    """Guidance that Editors put on the front page."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="picks")
    page = models.ForeignKey(GuidancePage, on_delete=models.CASCADE, related_name="home_picks")

    panels = [FieldPanel("page")]

    def __str__(self) -> str:
        return f"{self.page} on the front page"
