"""The report of links that lead nowhere, beside Wagtail's own reports."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import BaseListingView, PermissionCheckedMixin
from wagtail.permissions import page_permission_policy

from freshness.models import BrokenLink


class BrokenLinksView(PermissionCheckedMixin, BaseListingView):
    """Links to mend, on pages this Editor may change; the oldest first. No export: words of links are anybody's."""

    page_title = "Broken links"
    header_icon = "link"
    model = BrokenLink
    permission_policy = page_permission_policy
    any_permission_required = ["change"]
    index_url_name = "broken-links"
    index_results_url_name = "broken-links-results"
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
        Column("target", label="Where it leads"),
        DateColumn("found_at", label="Since"),
    ]

    def get_queryset(self) -> QuerySet[BrokenLink]:
        """Give those on pages that this Editor may change."""
        editable = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return BrokenLink.objects.to_mend().filter(page__in=editable.values("pk"))


class BrokenLinksItem(MenuItem):
    """The way to the report."""

    def is_shown(self, request) -> bool:
        return page_permission_policy.user_has_permission(request.user, "change")
