"""How somebody cites a page of the hub, in the Harvard style that the network's readers use."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.dateformat import format as format_date

from resources.models import ChapterPage

if TYPE_CHECKING:
    from resources.models import GuidancePage

PUBLISHER = "Cohesion Hub"


def citation_of(page: GuidancePage | ChapterPage, today: date) -> str:
    """Give one line of plain text: who, when, what, where, and the day it was read. One query for the authors.

    A chapter is cited as a part of its guide.
    """
    guide = page.guide if isinstance(page, ChapterPage) else page
    who = _listed(guide.author_names) or PUBLISHER
    what = f"{guide.title}." if guide is page else f"‘{page.title}’, in {guide.title}."
    by = "" if who == PUBLISHER else f" {PUBLISHER}."
    read = format_date(today, "j F Y")
    return f"{who} ({guide.published_date.year}) {what}{by} Available at: {page.full_url} (Accessed: {read})."


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
