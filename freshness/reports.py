"""The report of links that lead nowhere, beside Wagtail's own reports."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import BaseListingView, PermissionCheckedMixin
from wagtail.permissions import page_permission_policy

from freshness.linking.places import Place, places_of
from freshness.models import BrokenLink, LinkLook


class PlaceColumn(Column):
    """Where a link leads: a title with a link, or the address as it stands in the page."""

    cell_template_name = "freshness/cms/_place_cell.html"


class BrokenLinksView(PermissionCheckedMixin, BaseListingView):
    """Links to mend, on pages this Editor may change; the oldest first. No export: words of links are anybody's."""

    page_title = "Broken links"
    header_icon = "link"
    model = BrokenLink
    permission_policy = page_permission_policy
    any_permission_required = ["change"]
    index_url_name = "broken-links"
    index_results_url_name = "broken-links-results"
    template_name = "freshness/cms/broken_links.html"
    results_template_name = "freshness/cms/broken_links_results.html"
    paginate_by = 50
    is_searchable = False
    columns = [
        TitleColumn(
            "page",
            label="Page",
            accessor="page.title",
            get_url=lambda link: reverse("wagtailadmin_pages:edit", args=[link.page_id]),
        ),
        Column("words", label="Words of the link"),
        Column("fault", label="What is wrong", accessor="get_fault_display"),
        PlaceColumn("place", label="Where it leads"),
        DateColumn("found_at", label="Since"),
    ]

    def get_queryset(self) -> QuerySet[BrokenLink]:
        """Give those on pages that this Editor may change."""
        editable = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return BrokenLink.objects.to_mend().filter(page__in=editable.values("pk"))

    def paginate_queryset(self, queryset: QuerySet[BrokenLink], page_size: int) -> tuple:
        """Give one page of them, each with the place it leads to."""
        paginator, page, links, has_others = super().paginate_queryset(queryset, page_size)
        places = places_of(links, self.request.user)
        for link in links:
            link.place = places.get(link.target, Place(link.target))
        return paginator, page, links, has_others

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict:
        """Add when links were looked at, for what an empty list means depends on it."""
        looks = dict(LinkLook.objects.values_list("is_outside", "looked_at"))
        asking = {
            "looked_inside_at": looks.get(False),
            "looked_outside_at": looks.get(True),
            "asks_other_sites": settings.CHECK_OUTSIDE_LINKS,
        }
        return super().get_context_data(*args, **kwargs) | asking


class BrokenLinksItem(MenuItem):
    """The way to the report."""

    def is_shown(self, request) -> bool:
        return page_permission_policy.user_has_permission(request.user, "change")
