"""Passages, by who may read the words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from communities.pages import visible_pages
from discussions.models import HeldPost, Post, Thread

if TYPE_CHECKING:
    from communities.querysets import Viewer


class PassageQuerySet(models.QuerySet):
    """Passages of guidance pages."""

    def visible_to(self, viewer: Viewer) -> PassageQuerySet:
        """Keep those whose page this viewer may read; of pages that are gone, those everybody could."""
        pages = visible_pages(viewer, Page.objects.all())
        return self.filter(Q(page__in=pages.values("pk")) | Q(page=None, is_public=True))

    def placed(self) -> PassageQuerySet:
        """Keep those that stand on their page as it is."""
        return self.filter(is_placed=True)

    def forgotten(self, before: datetime) -> PassageQuerySet:
        """Keep those made before a time that no conversation, and none that waits, is about."""
        threads = Thread.objects.filter(passage=OuterRef("pk"))
        held = HeldPost.objects.filter(passage=OuterRef("pk"))
        return self.filter(~Exists(threads), ~Exists(held), made_at__lt=before)


class PageUpdateQuerySet(models.QuerySet):
    """What Editors changed because somebody asked."""

    def promised(self) -> PageUpdateQuerySet:
        """Keep those that wait for their page to be published."""
        return self.filter(kept_at=None)

    def visible_to(self, viewer: Viewer) -> PageUpdateQuerySet:
        """Keep those that were kept, of published pages this viewer may read, unless their post is out of sight."""
        pages = visible_pages(viewer, Page.objects.live())
        stands = Q(post=None) | Q(post__in=Post.objects.readable().values("pk"))
        return self.filter(stands, page__in=pages.values("pk"), kept_at__isnull=False)
