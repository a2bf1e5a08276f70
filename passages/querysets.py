"""Passages, by who may read the words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
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
        """Keep those whose page this viewer may read; of pages that are gone, those everybody could.

        What stood on a page only while it was private is nobody's to read once it is public.
        """
        pages = visible_pages(viewer, Page.objects.all())
        gone = Q(page=None, is_public=True) & ~Q(asked_in_private=True, is_placed=False)
        from_before = Q(asked_in_private=True, is_placed=False, page__in=_public_pages())
        return self.filter(Q(page__in=pages.values("pk")) | gone).exclude(from_before)

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
        """Keep those that were kept, of published pages this viewer may read, while their post stands or waits.

        Of a page that was private when it was changed and is public now, none: they show what it said then.
        """
        pages = visible_pages(viewer, Page.objects.live())
        waiting = HeldPost.objects.filter(token=OuterRef("pk"), turned_back_at=None)
        stands = Q(post__in=Post.objects.readable().values("pk")) | Exists(waiting)
        kept = self.filter(stands, page__in=pages.values("pk"), kept_at__isnull=False)
        return kept.exclude(was_public=False, page__in=_public_pages())


def _public_pages() -> models.QuerySet:
    return visible_pages(AnonymousUser(), Page.objects.live()).values("pk")
