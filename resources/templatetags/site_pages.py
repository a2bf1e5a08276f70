"""The plain pages that every page's foot leads to."""

from django import template
from django.core.cache import cache

from communities.pages import visible_pages
from communities.viewers import viewer_of
from resources.models import StandardPage

register = template.Library()

#: Plain pages the foot names, in this order, as far as Editors have published them.
FOOT_SLUGS = ("help", "about", "how-we-moderate", "accessibility")
KEY = "site-pages"
SECONDS = 60


@register.simple_tag
def foot_pages() -> list[tuple[str, str]]:
    """List address and title of each plain page that everybody may read; asked once a minute."""
    return cache.get_or_set(KEY, _published, SECONDS) or []


def _published() -> list[tuple[str, str]]:
    pages = visible_pages(viewer_of(None), StandardPage.objects.filter(slug__in=FOOT_SLUGS))
    found = {page.slug: (page.get_url(), page.title) for page in pages}
    return [found[slug] for slug in FOOT_SLUGS if slug in found]
