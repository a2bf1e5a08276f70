"""Who may have a picture or document: a file is as visible as the pages that use it.

A collection's privacy counts too. A file that no page uses yet is for Editors only, so that
nobody finds tomorrow's report by guessing its address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import BigIntegerField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from communities.pages import accepts, visible_pages

if TYPE_CHECKING:
    from wagtail.documents.models import AbstractDocument

    from communities.querysets import Viewer
    from resources.models import GuidanceImage


def can_have_file(viewer: Viewer, file: GuidanceImage | AbstractDocument) -> bool:
    """May this viewer fetch this picture or document? At most six queries."""
    if is_editor(viewer):
        return True
    restrictions = file.collection.get_view_restrictions().prefetch_related("groups")
    if not all(accepts(restriction, viewer) for restriction in restrictions):
        return False
    users = (
        ReferenceIndex.get_references_to(file)
        .filter(base_content_type__app_label="wagtailcore", base_content_type__model="page")
        .annotate(page_id=Cast("object_id", BigIntegerField()))
    )
    return visible_pages(viewer, Page.objects.filter(pk__in=users.values("page_id"))).exists()


def is_editor(viewer: Viewer) -> bool:
    """May this viewer work in the CMS, where every file is at hand?"""
    return viewer.is_authenticated and viewer.is_active and viewer.has_perm("wagtailadmin.access_admin")
