"""Narrowing a directory: what an address asks for, what was found, and what else there is to choose.

Values of one facet widen what is found (Leeds or Hull), facets narrow it (in sport, and a volunteer). The count beside
a value is what it alone would find with everything that is chosen in the other facets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.http import QueryDict

from communities.directory import Directory
from communities.lines import fold_line
from communities.shelves import Shelf

LABELS = {
    "place": "Place",
    "sector": "Sector",
    "role": "What they do",
    "topic": "Knows about",
    "here": "On this hub",
    "like": "Organisation",
}
PEOPLE = ("place", "sector", "role", "topic", "here", "like")
ORGANISATIONS = ("place", "sector", "like")
#: A facet with more values than this keeps the rest in a list to choose one from.
SHOWN = 8
#: More values of one facet than anybody ticks; what an address says beyond them is left out.
MOST_VALUES = 40
WORDS_LENGTH = 80


@dataclass(frozen=True)
class Value:
    """One value of a facet that somebody may tick, and how many it would find."""

    key: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One thing to narrow by: what stands there to tick, and the rest, by name."""

    name: str
    label: str
    shown: list[Value]
    rest: list[Value]


@dataclass(frozen=True)
class Chosen:
    """Something the list is narrowed by, the address without it, and how many that finds."""

    label: str
    address: str
    count: int


@dataclass
class Finding:
    """What one address finds on a shelf.

    What differs by viewer: `more` holds for each facet the rows that carry each value, `without` the rows that
    are left out, of counts as of the list.
    """

    directory: Directory
    shelf: Shelf
    facets: tuple[str, ...]
    query: QueryDict
    more: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    without: int = 0

    @cached_property
    def words(self) -> str:
        """Give what is looked for in names, as one line."""
        return fold_line(self.query.get("q", "")[:WORDS_LENGTH])

    @cached_property
    def chosen_keys(self) -> dict[str, list[str]]:
        """Give the values chosen in each facet, those that mean something, as the address has them."""
        return {name: self._asked(name) for name in self.facets}

    @cached_property
    def has_unknown(self) -> bool:
        """Does the address name a value that there is not, or too many of them?"""
        return any(
            len(self._asked(name)) < len({key for key in self._said(name) if key}) for name in self.facets
        )

    @cached_property
    def keys(self) -> list[int]:
        """Give the keys of what is found, by name."""
        return self.shelf.keys_of(self._found(self.chosen_keys, self._named))

    @cached_property
    def facets_to_choose(self) -> list[Facet]:
        """Give each facet with the values that would find something, and those that are chosen."""
        return [facet for name in self.facets if (facet := self._facet(name)).shown]

    @cached_property
    def chosen(self) -> list[Chosen]:
        """Give what the list is narrowed by, each with the address that does without it."""
        found = []
        if self.words:
            count = self._found(self.chosen_keys, self.shelf.everything).bit_count()
            found.append(Chosen(f"“{self.words}”", self._address(words="", keys=self.chosen_keys), count))
        for name, keys in self.chosen_keys.items():
            for key in keys:
                others = self.chosen_keys | {name: [each for each in keys if each != key]}
                count = self._found(others, self._named).bit_count()
                label = self.directory.words[name][key]
                found.append(Chosen(label, self._address(words=self.words, keys=others), count))
        return found

    @property
    def ways_out(self) -> list[Chosen]:
        """Give what a list with nothing in it might do without, to find something again."""
        return [chosen for chosen in self.chosen if chosen.count]

    @cached_property
    def _named(self) -> int:
        return self.shelf.named(self.words)

    def _said(self, name: str) -> list[str]:
        # Links of before the facets said help=on.
        earlier = ["help"] if name == "here" and self.query.get("help") == "on" else []
        return self.query.getlist(name) + earlier

    def _asked(self, name: str) -> list[str]:
        known = self.directory.words[name]
        return list(dict.fromkeys(key for key in self._said(name) if key in known))[:MOST_VALUES]

    def _carrying(self, name: str, keys: list[str]) -> int:
        rows = self.shelf.carrying(name, keys)
        for key, bits in self.more.get(name, {}).items():
            rows |= bits if key in keys else 0
        return rows

    def _found(self, keys: Mapping[str, list[str]], rows: int) -> int:
        rows &= ~self.without
        for name, chosen in keys.items():
            if chosen:
                rows &= self._carrying(name, chosen)
        return rows

    def _facet(self, name: str) -> Facet:
        within = self._found(self.chosen_keys | {name: []}, self._named)
        chosen = self.chosen_keys[name]
        values = []
        more = self.more.get(name, {})
        for key, label in self.directory.words[name].items():
            count = ((self.shelf.rows_with(name, key) | more.get(key, 0)) & within).bit_count()
            if count or key in chosen:
                values.append(Value(key, label, count, key in chosen))
        if len(values) <= SHOWN * 2:
            return Facet(name, LABELS[name], values, [])
        first = sorted(values, key=lambda value: (not value.is_chosen, -value.count, value.label))
        shown = first[: max(SHOWN, len(chosen))]
        rest = sorted(first[len(shown) :], key=lambda value: value.label)
        return Facet(name, LABELS[name], shown, rest)

    def _address(self, *, words: str, keys: Mapping[str, list[str]]) -> str:
        query = QueryDict(mutable=True)
        if words:
            query["q"] = words
        for name, chosen in keys.items():
            query.setlist(name, chosen)
        return f"?{query.urlencode()}" if query else "?"
