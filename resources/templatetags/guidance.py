"""What guidance templates ask."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.http import HttpRequest
from wagtail.models import Page

from resources import links

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
def query_without(context: template.Context, name: str) -> str:
    """Give this list's address with one filter taken away, from its first page."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for taken in (name, "page"):
        query.pop(taken, None)
    return f"?{query.urlencode()}" if query else request.path
