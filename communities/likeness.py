"""Organisations like one of them: by kind, by size and by where they work, and why, in words.

Whoever looks for help looks first among those whose work is like their own. What counts is theirs to say: each of
the three may be left out. It reads the directory that each process holds, so it asks the database nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from communities.directory import Body, Directory
from communities.models import Organisation, Place, User

#: What may count, and how a form says it.
KIND, SIZE, WHERE = "kind", "size", "place"
WAYS = {KIND: "Kind of organisation", SIZE: "How many people work there", WHERE: "Where it works"}
#: How many are like one at most: a list that goes on for ever says nothing.
MOST = 30

_COUNCILS = {
    Place.Kind.UNITARY: "also a unitary council",
    Place.Kind.COUNTY: "also a county council",
    Place.Kind.DISTRICT: "also a borough or district council",
    Place.Kind.METROPOLITAN: "also a metropolitan council",
    Place.Kind.LONDON_BOROUGH: "also a London borough",
    Place.Kind.WELSH: "also a council in Wales",
    Place.Kind.SCOTTISH: "also a council in Scotland",
    Place.Kind.NORTHERN_IRISH: "also a council in Northern Ireland",
}
_SECTORS = {
    Organisation.Sector.LOCAL_GOVERNMENT: "also in local government",
    Organisation.Sector.CHARITY: "also a charity or community group",
    Organisation.Sector.SPORT: "also in sport",
    Organisation.Sector.FAITH: "also a faith body",
    Organisation.Sector.EDUCATION: "also in education or research",
    Organisation.Sector.BUSINESS: "also a business",
    Organisation.Sector.PUBLIC_BODY: "also a public body",
}
#: The list of places knows no regions of England, and all of England is no region.
_REGIONS = {
    Place.Nation.SCOTLAND: "also in Scotland",
    Place.Nation.WALES: "also in Wales",
    Place.Nation.NORTHERN_IRELAND: "also in Northern Ireland",
}
_SIZES = [size.value for size in Organisation.Size]


class Reason(NamedTuple):
    """One thing two Organisations share: what it weighs, and how it is said."""

    points: int
    words: str


class Alike(NamedTuple):
    """An Organisation like another, and why."""

    pk: int
    reasons: list[str]


def organisations_like(
    pk: int, held: Directory, ways: Collection[str] = tuple(WAYS), most: int = MOST
) -> list[Alike]:
    """Give those that are like this one, the most alike first, by name where they are equally so."""
    mine = held.bodies.get(pk)
    if mine is None:
        return []
    found = []
    for other, body in held.bodies.items():
        reasons = _reasons(mine, body, ways) if other != pk else []
        if reasons:
            found.append((-sum(reason.points for reason in reasons), body.name.casefold(), other, reasons))
    found.sort(key=lambda row: row[:3])
    return [Alike(other, [reason.words for reason in reasons]) for _, _, other, reasons in found[:most]]


def reasons_for(viewer: User, held: Directory) -> dict[int, list[str]]:
    """Give for each Organisation like the one where somebody works why it is; none for who names none."""
    return {alike.pk: alike.reasons for alike in organisations_like(viewer.organisation_id or 0, held)}


def _reasons(mine: Body, other: Body, ways: Collection[str]) -> list[Reason]:
    asked = ((KIND, _kind), (SIZE, _size), (WHERE, _where))
    return [reason for way, compare in asked if way in ways and (reason := compare(mine, other))]


def _kind(mine: Body, other: Body) -> Reason | None:
    if mine.sector != other.sector:
        return None
    if mine.sector == Organisation.Sector.LOCAL_GOVERNMENT:
        shared = {place.kind for place in mine.places} & {place.kind for place in other.places}
        for kind, words in _COUNCILS.items():
            if kind in shared:
                return Reason(4, words)
        return Reason(2, _SECTORS[Organisation.Sector.LOCAL_GOVERNMENT])
    return Reason(3, _SECTORS[Organisation.Sector(mine.sector)])


def _size(mine: Body, other: Body) -> Reason | None:
    if not (mine.size and other.size):
        return None
    apart = abs(_SIZES.index(mine.size) - _SIZES.index(other.size))
    if apart == 0:
        return Reason(2, "about as many people")
    return Reason(1, "nearly as many people") if apart == 1 else None


def _where(mine: Body, other: Body) -> Reason | None:
    shared = sorted(place.name for place in mine.places & other.places)
    if shared:
        return Reason(2, f"also works in {shared[0]}{' and elsewhere' if len(shared) > 1 else ''}")
    nations = {place.nation for place in mine.places} & {place.nation for place in other.places}
    for nation, words in _REGIONS.items():
        if nation in nations:
            return Reason(1, words)
    return None
