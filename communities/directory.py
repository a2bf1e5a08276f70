"""The people and Organisations that the directories list, held in each process until something changes.

Whoever takes part sees the same directory, so one copy serves all of them. It is made of the database when its
counter has moved, in the change's own transaction (`communities.receivers`), and it never decides what is shown:
a page asks for its rows through `visible_to` again. Decision record 0022 has the reasons.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from communities.models import Organisation, Place, TaggedUser, Topic, User
from communities.public import read_counters
from communities.shelves import Line, Mark, Shelf

#: Counts what changes a directory. Bumped before any other counter of a transaction, so that two never wait
#: for each other.
COUNTER = "directory"
#: What a change past every signal (a bulk update by hand) takes to be seen at the latest.
KEPT_SECONDS = 600
HELPS: Mark = ("here", "help")
#: What of an account a directory knows. Anything else that is saved leaves the copy as it is.
PERSON_FIELDS = {
    "name",
    "organisation",
    "place",
    "work_role",
    "can_help_with",
    "is_listed",
    "is_active",
    "approved_at",
}


class Body(NamedTuple):
    """What of an Organisation says which others are like it."""

    name: str
    sector: str
    size: str
    places: frozenset[Place]


@dataclass(frozen=True)
class Directory:
    """Both lists, and how the values in them are called."""

    version: int
    made_at: float
    people: Shelf
    organisations: Shelf
    bodies: dict[int, Body]
    #: Listed people by the pk of their Organisation.
    people_counts: Counter[int]
    #: facet: value as an address says it: words
    words: dict[str, dict[str, str]]


_lock = threading.Lock()
_kept: Directory | None = None


def current() -> Directory:
    """Give the directory as the database has it now. One query while nothing changed, eight when something did."""
    global _kept
    if kept := _still_true(read_counters([COUNTER])[COUNTER]):
        return kept
    with _lock:  # one thread makes it, and those who came meanwhile take what it made
        version = read_counters([COUNTER])[COUNTER]  # before the rows: what comes meanwhile is counted later
        _kept = _still_true(version) or _make(version)
        return _kept


def forget() -> None:
    """Make the next one anew, for tests: their databases go back to numbers that were there before."""
    global _kept
    with _lock:
        _kept = None


def _still_true(version: int) -> Directory | None:
    kept = _kept
    is_old = kept is None or time.monotonic() - kept.made_at > KEPT_SECONDS
    return None if kept is None or is_old or kept.version != version else kept


def _make(version: int) -> Directory:
    made_at = time.monotonic()
    places = {place.pk: place for place in Place.objects.all()}
    topics = {topic.pk: topic for topic in Topic.objects.all()}
    marks = _Marks(
        places={pk: ("place", place.slug) for pk, place in places.items()},
        topics={pk: ("topic", topic.slug) for pk, topic in topics.items()},
        sectors={pk: ("sector", sector) for pk, sector in Organisation.objects.values_list("pk", "sector")},
    )
    counts = Counter[int]()
    people = Shelf(_people(marks, counts))
    words = {
        "place": {place.slug: place.label for place in places.values()},
        "sector": dict(Organisation.Sector.choices),
        "role": dict(User.WorkRole.choices),
        "topic": {topic.slug: topic.name for topic in topics.values()},
        "here": {"lead": "Leads a community", "help": "Offers help"},
        "like": {"mine": "Like where you work"},
    }
    bodies = _bodies(places)
    return Directory(version, made_at, people, Shelf(_organisations(bodies)), bodies, counts, words)


class _Marks(NamedTuple):
    """What rows are marked with, by pk. A mark is shared by all who carry it, which spares the collector."""

    places: dict[int, Mark]
    topics: dict[int, Mark]
    sectors: dict[int, Mark]


def _people(marks: _Marks, counts: Counter[int]) -> list[Line]:
    """Give the listed. A mark that came while the rows were read is in the next copy: its counter has moved."""
    roles: dict[str, Mark] = {value: ("role", value) for value in User.WorkRole.values}
    known_about: dict[int, list[Mark]] = {}
    for person, topic in TaggedUser.objects.values_list("content_object", "tag").iterator():
        if topic in marks.topics:
            known_about.setdefault(person, []).append(marks.topics[topic])
    people = []
    columns = ("pk", "name", "organisation", "place", "work_role", "can_help_with")
    for pk, name, organisation, place, role, offer in (
        User.objects.approved().listed().values_list(*columns).iterator()
    ):
        counts[organisation] += 1
        carried = known_about.get(pk, [])
        for known, key in ((marks.places, place), (marks.sectors, organisation), (roles, role)):
            if key in known:
                carried.append(known[key])
        if offer:
            carried.append(HELPS)
        people.append(Line(pk, name, carried))
    return people


def _bodies(places: dict[int, Place]) -> dict[int, Body]:
    where: dict[int, list[Place]] = {}
    for organisation, place in Organisation.places.through.objects.values_list("organisation", "place"):
        if place in places:
            where.setdefault(organisation, []).append(places[place])
    return {
        pk: Body(name, sector, size, frozenset(where.get(pk, ())))
        for pk, name, sector, size in Organisation.objects.values_list("pk", "name", "sector", "size")
    }


def _organisations(bodies: dict[int, Body]) -> list[Line]:
    return [
        Line(pk, body.name, [*(("place", place.slug) for place in body.places), ("sector", body.sector)])
        for pk, body in bodies.items()
    ]
