"""Editions of the list of places: reading one from its file, and keeping it.

An edition that has been released is never changed: the next one is a file of its own, for another year.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from django.utils.text import slugify

#: The editions that come with the hub, `places-<year>.csv`.
DATA = Path(__file__).resolve().parent / "data"
COLUMNS = ["code", "name", "kind", "nation"]


class EditionError(ValueError):
    """The file is no edition of places; the message says where and why."""


class Row(NamedTuple):
    """One place of an edition, as its file says it."""

    code: str | None
    name: str
    slug: str
    kind: str
    nation: str


class Kept(NamedTuple):
    """What keeping an edition came to."""

    added: int
    changed: int
    unchanged: int


def read_edition(path: Path) -> list[Row]:
    """Give the places of a file: UTF-8, lines that begin with # left out, then the COLUMNS by name.

    Raises EditionError for other columns, an unknown kind or nation, a name or code that comes twice.
    """
    from communities.models import Place  # a migration reads before the models are there

    try:
        lines = [
            line for line in path.read_text(encoding="utf-8-sig").splitlines() if not line.startswith("#")
        ]
    except (OSError, UnicodeDecodeError) as error:
        raise EditionError(f"{path} cannot be read: {error}.") from error
    reader = csv.DictReader(lines)
    if reader.fieldnames != COLUMNS:
        raise EditionError(f"The first line has to be {','.join(COLUMNS)}.")
    rows: list[Row] = []
    slugs, codes = set(), set()
    for number, line in enumerate(reader, start=2):
        row = _row(line)
        if not row.slug or row.kind not in Place.Kind or row.nation not in Place.Nation:
            raise EditionError(f"Line {number} does not name a place, its kind and its nation.")
        if row.slug in slugs or (row.code and row.code in codes):
            raise EditionError(f"Line {number} says {row.name} again.")
        slugs.add(row.slug)
        codes.add(row.code)
        rows.append(row)
    if not rows:
        raise EditionError("There is no place in it.")
    return rows


def keep_edition(places, *, year: int, rows: Iterable[Row]) -> Kept:
    """Add what is missing from this year and put right what changed. Run again, it changes nothing.

    `places` is the manager of Place, which a migration has another of. A place is known again by its name, and
    one that is not in the file stays: people may have chosen it. Two queries, and one for each change.
    """
    known = {place.slug: place for place in places.filter(year=year)}
    missing, changed = [], 0
    for row in rows:
        place = known.get(row.slug)
        if place is None:
            missing.append(places.model(year=year, **row._asdict()))
        elif any(getattr(place, name) != value for name, value in row._asdict().items()):
            places.filter(pk=place.pk).update(**row._asdict())
            changed += 1
    places.bulk_create(missing, batch_size=200)
    return Kept(len(missing), changed, len(list(rows)) - len(missing) - changed)


def find_named(words: str, places: Iterable) -> object | None:
    """Give the place that these free words name, or that their first part before a comma names; else None."""
    by_slug = {place.slug: place for place in places}
    whole, first = slugify(words), slugify(words.partition(",")[0])
    return by_slug.get(whole) or by_slug.get(first)


def _row(line: dict) -> Row:
    parts = {name: (line.get(name) or "").strip() for name in COLUMNS}
    return Row(parts["code"] or None, parts["name"], slugify(parts["name"]), parts["kind"], parts["nation"])
