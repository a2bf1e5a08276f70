"""Finding guidance by words, through Wagtail's index and then through what a viewer may see."""

from __future__ import annotations

import re
from collections.abc import Collection

from wagtail.models import Page

from resources.models.base import GuidancePage
from resources.models.guide import ChapterPage

#: SQLite's search has a language of its own, in which a lone quotation mark is an error.
WORD = re.compile(r"\w+")
#: Pages a search looks at before privacy and filters; there is no ranking worth having beyond.
HIT_LIMIT = 500


def find_guidance(words: str, pages, chapters, last: Collection[int] = ()) -> list[GuidancePage]:
    """List those of `pages` that match, best first; a guide also matches by those of its chapters in `chapters`.

    Those in `last` stand behind all others.
    Both are already what the viewer may see. The index is only ever asked for numbers, so a private page can
    neither show nor be counted, nor a private chapter bring up its guide.
    """
    words = " ".join(WORD.findall(words))
    if not words:
        return []
    ranked = [hit.pk for hit in GuidancePage.objects.live().search(words)[:HIT_LIMIT]]
    hits = [chapter.pk for chapter in ChapterPage.objects.live().search(words)[:HIT_LIMIT]]
    parents = {path[: -Page.steplen] for path in chapters.filter(pk__in=hits).values_list("path", flat=True)}
    ranked += GuidancePage.objects.filter(path__in=parents).values_list("pk", flat=True)
    place = {pk: index for index, pk in reversed(list(enumerate(ranked)))}
    return sorted(pages.filter(pk__in=place), key=lambda page: (page.pk in last, place[page.pk]))
