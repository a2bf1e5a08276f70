"""What guidance templates ask."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Page

from resources import booklets, links
from resources.glossary import explain
from resources.harvard import citation_of
from resources.models import ChapterPage, GuidancePage, GuidePage, Term
from resources.paper import number_links
from resources.replacing import Successor, successor_of

register = template.Library()


@dataclass(frozen=True)
class ShownPage:
    """A page another page points to, as far as it may be told."""

    url: str
    title: str
    summary: str


@register.simple_tag
def shown_page(page: Page | None) -> ShownPage | None:
    """Give a page that a block points to, or None where this viewer may not see it."""
    if not page or not (url := links.url_of(page)):
        return None
    return ShownPage(url, page.title, getattr(page, "summary", ""))


@register.simple_tag(takes_context=True)
def successor(context: template.Context, page: Page) -> Successor | None:
    """Say what replaces a page, as far as this viewer may be told."""
    return successor_of(page, context["request"])


@register.simple_tag(takes_context=True)
def query_without(context: template.Context, name: str) -> str:
    """Give this list's address with one filter taken away, from its first page."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for taken in (name, "page"):
        query.pop(taken, None)
    return f"?{query.urlencode()}" if query else request.path


@register.simple_block_tag
def glossed(content: SafeString) -> str:
    """Explain the terms in what stands between the tags, and number its links for paper, both told below. One query."""
    words, terms = explain(content, Term.objects.all())
    words, addresses = number_links(words)
    return render_to_string(
        "resources/_glossed.html", {"words": words, "terms": terms, "addresses": addresses}
    )


@register.simple_tag
def citation(page: GuidancePage | ChapterPage) -> str:
    """Give the line with which somebody cites this page, today."""
    return citation_of(page, timezone.localdate())


@register.simple_tag
def booklet_of(guide: GuidePage) -> str:
    """Lead to the PDF of a guide, where there is one. No query where the hub makes none."""
    if not booklets.is_offered(guide):
        return ""
    address = reverse("resources:booklet", args=[guide.pk, guide.slug])
    return format_html('<p class="contents__whole"><a href="{}">The guide as a PDF</a></p>', address)


@register.simple_tag
def in_full(path: str) -> str:
    """Give an address of the hub as it is told elsewhere, with the hub's own in front."""
    return urljoin(settings.SITE_URL, path)
