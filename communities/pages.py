"""Who may see which Wagtail page: the one place that reads page privacy, for every room.

Wagtail applies a page's privacy when the page itself is served, and nowhere else: its search,
its listings and its choosers know nothing of it. Whatever lists or names pages asks here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction
from wagtail.models.view_restrictions import BaseViewRestriction
from wagtail.query import PageQuerySet

from communities.permissions import can_take_part
from communities.viewers import viewer_of

if TYPE_CHECKING:
    from communities.querysets import Viewer


def accepts(restriction: BaseViewRestriction, viewer: Viewer) -> bool:
    """Does this restriction let the viewer through?

    "Signed in" means an account that staff have approved: anybody may sign up. Shared
    passwords are switched off, so a page that has one is open to nobody.
    """
    if restriction.restriction_type == BaseViewRestriction.NONE:
        return True
    if not can_take_part(viewer):
        return False
    if restriction.restriction_type == BaseViewRestriction.LOGIN:
        return True
    if restriction.restriction_type == BaseViewRestriction.GROUPS:
        return viewer.is_superuser or bool(
            viewer.group_ids & {group.pk for group in restriction.groups.all()}
        )
    return False


def hidden_paths(viewer: Viewer) -> list[str]:
    """List the tree paths under which this viewer may see nothing. Two or three queries."""
    restrictions = PageViewRestriction.objects.select_related("page").prefetch_related("groups")
    restrictions = restrictions.only("restriction_type", "page__path")
    return [restriction.page.path for restriction in restrictions if not accepts(restriction, viewer)]


def hidden_paths_for(request: HttpRequest) -> list[str]:
    """Give `hidden_paths` for whoever asks, read once a request."""
    kept = vars(request)
    if "_hidden_paths" not in kept:
        kept["_hidden_paths"] = hidden_paths(viewer_of(request))
    return kept["_hidden_paths"]


def visible_pages(viewer: Viewer, pages: PageQuerySet) -> PageQuerySet:
    """Keep those of these pages that are live and that this viewer may read."""
    return pages.live().exclude(_under(hidden_paths(viewer)))


def visible_pages_for(request: HttpRequest, pages: PageQuerySet) -> PageQuerySet:
    """Do the same for whoever asks, reading the rules once however many lists a page shows."""
    return pages.live().exclude(_under(hidden_paths_for(request)))


def _under(paths: list[str]) -> Q:
    hidden = Q(pk__in=[])
    for path in paths:
        # An alias shows the words of its source, so it is as private as that.
        hidden |= Q(path__startswith=path) | Q(alias_of__isnull=False, alias_of__path__startswith=path)
    return hidden


def is_public(page: Page) -> bool:
    """Could everybody read this page while it is published? One query."""
    above = [page.path[: end * Page.steplen] for end in range(1, page.depth + 1)]
    return not PageViewRestriction.objects.filter(page__path__in=above).exists()
