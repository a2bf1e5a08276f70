"""What the CMS shows of it: drafts that wait for an Editor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from contributions.models import Gathering

ROWS = 8


class GatheredPanel(Component):
    """Drafts made of conversations that nobody published yet, the newest first, with who said yes."""

    name = "gathered"
    order = 53
    template_name = "contributions/cms/gathered.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give those this Editor may change. Two queries; nothing of the room they come from is told."""
        user = parent_context["request"].user
        editable = page_permission_policy.instances_user_has_permission_for(user, "change")
        waiting = Gathering.objects.filter(page__live=False, page__in=editable.values("pk"))
        counted = waiting.annotate(
            asked_count=Count("contributions"),
            given_count=Count("contributions", filter=Q(contributions__voice__is_shown=True)),
        )
        return {
            "gatherings": counted.select_related("page").order_by("-pk")[:ROWS],
            "count": waiting.count(),
        }


@hooks.register("construct_homepage_panels")
def show_what_was_gathered(request: HttpRequest, panels: list[Component]) -> None:
    """Put them below the Editor's desk."""
    panels.append(GatheredPanel())
