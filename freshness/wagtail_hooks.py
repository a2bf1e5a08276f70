"""What the CMS shows of it: why pages should be looked at, and what readers say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import DeleteView, EditView, HistoryView, SnippetViewSet, UsageView

from communities.models import User
from freshness.models import Feedback, ReviewCall, ReviewRule
from freshness.reports import BrokenLinksItem, BrokenLinksView

ROWS = 8


def editable_feedback(user: User | AnonymousUser) -> QuerySet[Feedback]:
    """Keep what readers say of the pages this Editor may change."""
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    return Feedback.objects.filter(page__in=editable.values("pk"))


class OfOwnPages:
    """A view of one word from a reader, for Editors of its page. To others it is not there."""

    request: HttpRequest

    def get_object(self, *args: Any, **kwargs: Any) -> Feedback:
        """Give it. Raises Http404."""
        found = super().get_object(*args, **kwargs)  # type: ignore[misc]  # of the view it is mixed into
        return get_object_or_404(editable_feedback(self.request.user), pk=found.pk)


class EditFeedback(OfOwnPages, EditView):
    """Settling one."""


class DeleteFeedback(OfOwnPages, DeleteView):
    """Deleting one."""


class FeedbackUsage(OfOwnPages, UsageView):
    """Where one is used, which is nowhere."""


class FeedbackHistory(OfOwnPages, HistoryView):
    """What became of one."""


class FeedbackViewSet(SnippetViewSet):
    """What readers say of pages. Editors of the page settle it; nobody writes any here."""

    edit_view_class = EditFeedback
    delete_view_class = DeleteFeedback
    usage_view_class = FeedbackUsage
    history_view_class = FeedbackHistory

    model = Feedback
    icon = "comment"
    menu_label = "From readers"
    menu_name = "from-readers"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["missing", "page", "is_useful", "is_settled", "given_at"]
    list_filter = ["is_useful", "is_settled"]
    list_per_page = 50
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feedback]:
        """List that of this Editor's pages."""
        return editable_feedback(request.user)


class ReviewRuleViewSet(SnippetViewSet):
    """How long guidance keeps, by kind and by topic."""

    model = ReviewRule
    icon = "calendar-check"
    list_display = ["__str__", "months"]
    copy_view_enabled = False


class ReviewPanel(Component):
    """Pages whose review was pulled forward, and why."""

    name = "reviews"
    order = 55
    template_name = "freshness/cms/reviews.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give the calls about pages this Editor may change, oldest first, and how many words of readers wait."""
        user = parent_context["request"].user
        editable = page_permission_policy.instances_user_has_permission_for(user, "change")
        calls = ReviewCall.objects.filter(ended_at=None, page__in=editable.values("pk"))
        unsettled = editable_feedback(user).filter(is_settled=False).exclude(missing="")
        return {
            "calls": calls.select_related("page").order_by("pk")[:ROWS],
            "call_count": calls.count(),
            "feedback_count": unsettled.count(),
        }


register_snippet(FeedbackViewSet)
register_snippet(ReviewRuleViewSet)


@hooks.register("before_bulk_action")
def keep_bulk_to_own_pages(request: HttpRequest, action_type: str, objects: list, action: object) -> None:
    """Let nobody delete many at once of pages that are not theirs: Wagtail asks for the kind of thing alone.

    Raises PermissionDenied.
    """
    asked = {each.pk for each in objects if isinstance(each, Feedback)}
    if asked - set(editable_feedback(request.user).filter(pk__in=asked).values_list("pk", flat=True)):
        raise PermissionDenied("Some of these are about pages that you do not edit.")


@hooks.register("register_admin_urls")
def register_reports() -> list:
    """Add the report of broken links."""
    results = BrokenLinksView.as_view(results_only=True)
    return [
        path("reports/broken-links/", BrokenLinksView.as_view(), name="broken-links"),
        path("reports/broken-links/results/", results, name="broken-links-results"),
    ]


@hooks.register("register_reports_menu_item")
def offer_broken_links() -> MenuItem:
    """Name it among the reports."""
    return BrokenLinksItem(
        "Broken links", reverse("broken-links"), name="broken-links", icon_name="link", order=600
    )


@hooks.register("construct_homepage_panels")
def tell_what_calls_for_review(request: HttpRequest, panels: list[Component]) -> None:
    """Put it below the Editor's desk."""
    panels.append(ReviewPanel())
