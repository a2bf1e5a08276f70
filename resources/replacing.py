"""Which page replaces which. A chain leads to its last page that is published; a circle replaces nothing.

Nothing of this is kept: pages name the one that replaces them, and all of them together are one short query.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import cached_property
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
            .values_list("pk", "path", "replaced_by", "replaced_by__live")
            for model in (GuidancePage, ChapterPage)
        ]
        rows = list(named[0].union(named[1]))
        self._next: dict[int, int] = {pk: to for pk, _, to, _ in rows}
        self._live: set[int] = {to for _, _, to, is_live in rows if is_live}
        self._by_path: dict[str, int] = {path: pk for pk, path, _, _ in rows}

    def chain_of(self, page: Page) -> list[int]:
        """List the pages to read instead of this one, or else instead of the guide it is a chapter of, one by one.

        None where they come round in a circle, or where none of them is published yet.
        """
        guide = self._by_path.get(page.path[: -Page.steplen])
        return self._chain_from(page.pk) or (self._chain_from(guide) if guide else [])

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

    @cached_property
    def replaced(self) -> set[int]:
        """Give the numbers of all pages that are replaced, with the chapters of guides that are. One query or none."""
        themselves = {path: pk for path, pk in self._by_path.items() if self._chain_from(pk)}
        if not themselves:
            return set()
        below = ChapterPage.objects.of_guides(themselves.keys()).values_list("pk", flat=True)
        return {*themselves.values(), *below}

    def readable_by(self, request: HttpRequest) -> dict[int, Page]:
        """Give those of the pages that replace others which this viewer may read. One query, none without any."""
        if not self._live:
            return {}
        pages = visible_pages_for(request, Page.objects.filter(pk__in=self._live))
        return {page.pk: page for page in pages}

    def _chain_from(self, pk: int) -> list[int]:
        chain, seen = [], {pk}
        while (following := self._next.get(pk)) is not None:
            if following in seen:
                return []
            chain.append(following)
            seen.add(following)
            pk = following
        return chain if not self._live.isdisjoint(chain) else []


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
    if _says_itself_that_it_stands(page):
        return None
    replacements = replacements_for(request)
    chain = replacements.chain_of(page)
    if not chain:
        return None
    kept = vars(request)
    if "_successors" not in kept:
        kept["_successors"] = replacements.readable_by(request)
    readable = [kept["_successors"].get(pk) for pk in chain]
    return Successor(next((each for each in reversed(readable) if each), None))


def _says_itself_that_it_stands(page: Page) -> bool:
    """Is what was fetched of it enough to know that nothing replaces it? Of nearly all, so that no query is made."""
    if isinstance(page, ChapterPage):
        guide = vars(page).get(
            "guide"
        )  # on its own page it was asked for already, in a list it would cost a query
        return page.replaced_by_id is None and guide is not None and guide.replaced_by_id is None
    return isinstance(page, GuidancePage) and page.replaced_by_id is None
