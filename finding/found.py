"""What one looks with, and what is found: what every kind of thing shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, TypeVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from communities.models import Community, Topic
from communities.viewers import viewer_of
from finding.asking import Phrase as Said
from finding.asking import Query

Rows = TypeVar("Rows", bound=QuerySet)


@dataclass(frozen=True)
class Found:
    """One thing that was found, as a row shows it."""

    title: SafeString
    address: str
    #: What it is and where it stands, in a few words each.
    facts: tuple[str, ...]
    excerpt: SafeString
    at: datetime | date | None = None
    #: How many more of the same conversation stand on this page.
    more_here: int = 0
    #: Does it stand on the first page beside the rows that were asked for?
    is_beside: bool = False

    @property
    def is_called_so(self) -> bool:
        """Does its title hold a word that was looked for?"""
        return "<mark>" in self.title


@dataclass(frozen=True)
class Scope:
    """Who looks, for what, and in which Community or about which Topic alone."""

    request: HttpRequest
    query: Query
    #: Every word typed, the commonest too: people have them for names.
    words: Said
    community: Community | None = None
    topic: Topic | None = None

    @cached_property
    def viewer(self):
        """Give who looks, without opening a session that is not there."""
        return viewer_of(self.request)

    def about(self, rows: Rows, path: str) -> Rows:
        """Keep rows about the chosen Topic, if one is chosen."""
        return rows.filter(**{path: self.topic}) if self.topic else rows

    def within(self, rows: Rows, path: str = "community") -> Rows:
        """Keep rows that stand in the chosen Community, if one is chosen."""
        return rows.filter(**{path: self.community}) if self.community else rows

    def said_in(self, *fields: str) -> Q:
        """Say as a condition that these fields hold what was asked for: a part of a word will do."""
        asked = Q()
        for term in self.query.terms:
            one = Q()
            for phrase in term:
                for field in fields:
                    one |= Q(**{f"{field}__icontains": " ".join(phrase)})
            asked = asked | one if self.query.is_any else asked & one
        return asked


class Kind:
    """One kind of thing. `find` gives rows from `start` up to before `stop`, best first; the caller asks for one more
    than it shows, so nothing is ever counted.
    """

    slug: ClassVar[str]
    label: ClassVar[str]
    #: Does it stand in a Community, and can it be about a Topic? A narrower search leaves the others out.
    is_in_community: ClassVar[bool] = False
    has_topics: ClassVar[bool] = True
    #: Is any of several things asked for better than nothing?
    may_be_any: ClassVar[bool] = False

    def find(self, scope: Scope, start: int, stop: int) -> list[Found]:
        """Give these rows; each kind says how."""
        raise NotImplementedError
