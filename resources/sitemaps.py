"""What search engines are told of: the pages anybody may read."""

from django.contrib.auth.models import AnonymousUser
from wagtail.contrib.sitemaps import Sitemap
from wagtail.query import PageQuerySet

from communities.pages import visible_pages


class GuidanceSitemap(Sitemap):
    """Every public page of the site, whoever asks."""

    def items(self) -> PageQuerySet:
        """Give the pages somebody signed out may read, by our own rule of privacy.

        Wagtail's `public()` does not know that an alias is as private as its source.
        """
        pages = self.get_wagtail_site().root_page.get_descendants(inclusive=True)
        return visible_pages(AnonymousUser(), pages).order_by("path").defer_streamfields().specific()
