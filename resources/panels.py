"""The Editor's desk on the CMS's front page: what needs doing, before anything else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState
from wagtail.permissions import page_permission_policy

from resources.models import GuidancePage

if TYPE_CHECKING:
    from wagtail.query import PageQuerySet

    from communities.models import User

ROWS = 5


class EditorsDeskPanel(Component):
    """A greeting, and three short lists: for me to approve, due for review, my drafts.

    Wagtail's own panels below hold the whole of the first, with its buttons.
    """

    name = "editors_desk"
    order = 50
    template_name = "resources/cms/editors_desk.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give the three counts with their first rows. As many queries whatever the counts."""
        request = parent_context["request"]
        editable = page_permission_policy.instances_user_has_permission_for(request.user, "change")
        due = GuidancePage.objects.review_due(timezone.localdate()).filter(pk__in=editable.values("pk"))
        drafts = drafts_of(request.user).filter(pk__in=editable.values("pk"))
        return {
            "name": request.user.get_short_name(),
            "waiting_count": TaskState.objects.reviewable_by(request.user).count(),
            "due_count": due.count(),
            "due": due[:ROWS],
            "draft_count": drafts.count(),
            "drafts": drafts[:ROWS],
        }


def drafts_of(user: User) -> PageQuerySet:
    """Give pages with words of this User's that readers do not see yet, last edited first."""
    mine = Q(latest_revision__user=user) | Q(latest_revision__isnull=True, owner=user)
    unseen = Q(live=False) | Q(has_unpublished_changes=True)
    return Page.objects.filter(mine, unseen, depth__gt=1).order_by(
        F("latest_revision_created_at").desc(nulls_last=True), "pk"
    )
