"""Records of practice, by who may read them and how lists ask for them. `visible_to` is the only door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from wagtail.models import Page

from communities.pages import visible_pages

if TYPE_CHECKING:
    from communities.models import User
    from communities.querysets import Viewer


class PracticeRecordQuerySet(models.QuerySet):
    """Records of practice."""

    def in_sight(self) -> PracticeRecordQuerySet:
        """Keep those that are published and that nobody took out of sight."""
        return self.filter(published_at__isnull=False, hidden_at=None)

    def unsealed(self) -> PracticeRecordQuerySet:
        """Leave out what nobody but the network's office may read."""
        return self.filter(sealed_at=None)

    def visible_to(self, viewer: Viewer) -> PracticeRecordQuerySet:
        """Keep those in sight whose page this viewer may read; of pages that are gone, those that everybody could.

        Their own they always have, drafts and hidden ones too, unless sealed.
        """
        readable = Q(page__in=visible_pages(viewer, Page.objects.all()).values("pk"))
        readable |= Q(page=None, was_public=True)
        in_sight = Q(readable, published_at__isnull=False, hidden_at=None)
        if viewer.is_authenticated:
            in_sight |= Q(author=viewer)
        return self.unsealed().filter(in_sight)

    def written_by(self, author: User) -> PracticeRecordQuerySet:
        """Keep somebody's own, drafts too, the one they last worked on first."""
        return self.unsealed().filter(author=author).order_by("-saved_at", "-pk")

    def newest_first(self) -> PracticeRecordQuerySet:
        """Order by when they were published, the newest first."""
        return self.order_by("-published_at", "-pk")

    def for_list(self) -> PracticeRecordQuerySet:
        """Fetch what a row shows with each."""
        return self.select_related("page", "organisation", "author")

    def about(self, page: Page) -> PracticeRecordQuerySet:
        """Keep those on a page and on the pages below it: a guide has what was tried of its chapters."""
        return self.filter(page__path__startswith=page.path)

    def containing(self, words: str) -> PracticeRecordQuerySet:
        """Keep those that hold each of these words somewhere."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(changed__icontains=word)
                | Q(happened__icontains=word)
                | Q(evidence_note__icontains=word)
                | Q(page__title__icontains=word)
            )
        return found
