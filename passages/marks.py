"""The marks beside the paragraphs of a page: how many conversations this viewer may read about each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page

from discussions.models import Thread
from passages.models import Passage
from passages.paragraphs import holds_words

if TYPE_CHECKING:
    from communities.querysets import Viewer


@dataclass(frozen=True)
class Mark:
    """One paragraph's mark."""

    address: str
    count: int


@dataclass(frozen=True)
class Marks:
    """All marks of a page, for one viewer."""

    page: Page
    counts: dict[str, int]

    @classmethod
    def of(cls, page: Page, viewer: Viewer) -> Marks:
        """Count in one query, whatever number of conversations there is."""
        block = Passage.objects.placed().filter(pk=OuterRef("passage"), page=page).values("block")
        threads = Thread.objects.visible_to(viewer).filter(page=page, passage__isnull=False).order_by()
        rows = threads.annotate(block=Subquery(block)).values_list("block").annotate(Count("pk"))
        return cls(page, {str(block): count for block, count in rows if block})

    def beside(self, child: StreamValue.StreamChild) -> Mark | None:
        """Give a block's mark, or None for one that nobody can ask about."""
        if not holds_words(child):
            return None
        return Mark(reverse("passages:part", args=[self.page.pk, child.id]), self.counts.get(child.id, 0))
