"""Lists of guidance, as one viewer may see them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from communities.pages import visible_pages

if TYPE_CHECKING:
    from communities.querysets import Viewer


class GuidancePageQuerySet(PageQuerySet):
    """Guidance pages of every kind."""

    def visible_to(self, viewer: Viewer) -> GuidancePageQuerySet:
        """Keep the live pages this viewer may read."""
        return visible_pages(viewer, self)

    def newest_first(self) -> GuidancePageQuerySet:
        """Order by first publication, newest first, and then by number."""
        return self.order_by("-published_date", "-pk")

    def with_topics(self) -> GuidancePageQuerySet:
        """Fetch the topics of all rows in one query."""
        return self.prefetch_related("tagged_items__tag")

    def review_due(self, today: date) -> GuidancePageQuerySet:
        """Keep live pages whose next review date has come, longest overdue first."""
        return self.live().filter(review_due_date__lte=today).order_by("review_due_date", "pk")


GuidancePageManager = PageManager.from_queryset(GuidancePageQuerySet)
