"""Links in rich text, with the pages they lead to fetched once for the whole page shown.

Wagtail asks the database for link targets once for each rich text value, and a long read has
dozens. The targets of the page being served are remembered in the request's own context.
"""

from __future__ import annotations

from contextvars import ContextVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.html import format_html
from wagtail.models import Page, ReferenceIndex
from wagtail.rich_text.pages import PageLinkHandler

from communities.pages import visible_pages_for


class Targets:
    """The addresses of the pages that one page links to, as one viewer may see them."""

    def __init__(self, page: Page, request: HttpRequest) -> None:
        self.page = page
        self.request = request
        self.urls: dict[str, str | None] | None = None

    def url(self, page_id: str) -> str | None:
        """Give the address of a page, or None for one this viewer may not see."""
        if self.urls is None:
            self.urls = self.fetch(self.referenced())
        if page_id not in self.urls:
            # A draft's new link is not in the reference index yet.
            self.urls |= {page_id: None} | self.fetch([page_id])
        return self.urls[page_id]

    def fetch(self, page_ids) -> dict[str, str | None]:
        """Give the addresses of those of these pages that this viewer may see, by page id."""
        pages = visible_pages_for(self.request, Page.objects.filter(pk__in=page_ids))
        return {str(page.pk): page.get_url(self.request) for page in pages}

    def referenced(self):
        """Give a query for the ids of every page this page links to, by Wagtail's reference index."""
        return (
            ReferenceIndex.get_references_for_object(self.page)
            .filter(to_content_type=ContentType.objects.get_for_model(Page))
            .annotate(target=Cast("to_object_id", BigIntegerField()))
            .values("target")
        )


_targets: ContextVar[Targets | None] = ContextVar("link_targets", default=None)


def remember_targets(page: Page, request: HttpRequest) -> None:
    """Use one memory for all links of this page, until the request ends."""
    _targets.set(Targets(page, request))


def url_of(page: Page) -> str | None:
    """Give the address of a page that a block points to, or None for one this viewer may not see."""
    targets = _targets.get()
    if targets is None:
        return page.url if page.live else None
    return targets.url(str(page.pk))


def forget_targets(**kwargs) -> None:
    """Drop what was remembered; called when a request ends."""
    _targets.set(None)


class RememberedPageLinkHandler(PageLinkHandler):
    """Draws `<a>` for links to pages; without an address for one the reader may not see."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """Give the opening tag of each link, from the memory of the page shown if there is one."""
        targets = _targets.get()
        if targets is None:
            return super().expand_db_attributes_many(attrs_list)
        return [
            _opening_tag(targets.url(attrs["id"]) if attrs.get("id", "").isdecimal() else None)
            for attrs in attrs_list
        ]


def _opening_tag(url: str | None) -> str:
    return format_html('<a href="{}">', url) if url else "<a>"
