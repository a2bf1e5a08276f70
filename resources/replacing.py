"""Which page replaces which. A chain leads to its last page that is published; a circle replaces nothing.

Nothing of this is kept: pages name the one that replaces them, and all of them together are one short query.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page

from communities.pages import visible_pages_for
from resources.models.base import GuidancePage
from resources.models.guide import ChapterPage


@dataclass(frozen=True)
class Successor:
    """What a reader is told of the page that replaces another: with no page, that there is one they may not read."""

    page: Page | None = None


class Replacements:
    """All pages that name one which replaces them, as they stand in the database now. One query."""

    def __init__(self) -> None:
        named = [
            model._default_manager.exclude(replaced_by=None)
            .order_by()
            .values_list("pk", "replaced_by", "replaced_by__live")
            for model in (GuidancePage, ChapterPage)
        ]
        rows = list(named[0].union(named[1]))
        self._next: dict[int, int] = {pk: to for pk, to, _ in rows}
        self._live: set[int] = {to for _, to, is_live in rows if is_live}

    def chain_of(self, pk: int) -> list[int]:
        """List the pages that replace this one, one after another; none where they come round in a circle."""
        chain, seen = [], {pk}
        while (following := self._next.get(pk)) is not None:
            if following in seen:
                return []
            chain.append(following)
            seen.add(following)
            pk = following
        return chain

    def leads_to(self, start: int, end: int) -> bool:
        """Would a reader who follows the chain from `start` come to `end`?"""
        pk: int | None = start
        seen: set[int] = set()
        while pk is not None and pk not in seen:
            if pk == end:
                return True
            seen.add(pk)
            pk = self._next.get(pk)
        return False

    def is_replaced(self, pk: int) -> bool:
        """Is there a published page in its stead? One that waits to be published replaces nothing yet."""
        return any(each in self._live for each in self.chain_of(pk))

    @property
    def replaced(self) -> set[int]:
        """Give the numbers of all pages that are replaced."""
        return {pk for pk in self._next if self.is_replaced(pk)}

    def readable_by(self, request: HttpRequest) -> dict[int, Page]:
        """Give those of the pages that replace others which this viewer may read. One query, none without any."""
        if not self._live:
            return {}
        pages = visible_pages_for(request, Page.objects.filter(pk__in=self._live))
        return {page.pk: page for page in pages}


def replacements_for(request: HttpRequest | None) -> Replacements:
    """Give them all, read once a request however many lists a page shows."""
    if request is None:
        return Replacements()
    kept = vars(request)
    if "_replacements" not in kept:
        kept["_replacements"] = Replacements()
    return kept["_replacements"]


def successor_of(page: Page, request: HttpRequest) -> Successor | None:
    """Say what replaces a page: the last of its chain that this viewer may read. None where nothing does."""
    if getattr(page, "replaced_by_id", 0) is None:
        return None  # as nearly all are, without a query
    replacements = replacements_for(request)
    if not replacements.is_replaced(page.pk):
        return None
    kept = vars(request)
    if "_successors" not in kept:
        kept["_successors"] = replacements.readable_by(request)
    readable = [kept["_successors"].get(pk) for pk in replacements.chain_of(page.pk)]
    return Successor(next((each for each in reversed(readable) if each), None))


def with_chapters(replaced: set[int]) -> set[int]:
    """Add the chapters of guides that are replaced. One query, none without any."""
    if not replaced:
        return replaced
    below = Q(pk__in=[])
    for path in GuidancePage.objects.filter(pk__in=replaced).values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return replaced | set(ChapterPage.objects.filter(below).values_list("pk", flat=True))
