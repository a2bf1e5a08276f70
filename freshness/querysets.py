"""What changed in pages, as one viewer may read it and has not yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from communities.pages import visible_pages
from reading_lists.models import SavedPage

if TYPE_CHECKING:
    from communities.querysets import Viewer
    from discussions.models import FollowLevel


class ChangeNoteQuerySet(models.QuerySet):
    """Notes on what changed."""

    def visible_to(self, viewer: Viewer) -> ChangeNoteQuerySet:
        """Keep those of pages this viewer may read now."""
        return self.filter(page__in=visible_pages(viewer, Page.objects.all()).values("pk"))

    def unseen_by(self, viewer: Viewer, level: FollowLevel) -> ChangeNoteQuerySet:
        """Keep what came since this viewer saved the page at this level, or the guide it is a chapter of; newest first.

        One page saved closely is not silenced by the other.
        """
        from freshness.models import SeenChange  # the models are made of these querysets

        if not viewer.is_authenticated:
            return self.none()
        above = Substr(OuterRef("page__path"), 1, Length(OuterRef("page__path")) - Page.steplen)
        saved = SavedPage.objects.filter(
            Q(page=OuterRef("page")) | Q(page__path=above),
            user=viewer,
            level=level,
            saved_at__lt=OuterRef("told_at"),
        )
        seen = SeenChange.objects.filter(person=viewer, note=OuterRef("pk"))
        notes = self.visible_to(viewer).filter(Exists(saved), ~Exists(seen))
        return notes.select_related("page").order_by(F("pk").desc())
