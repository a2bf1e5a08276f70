"""What waits for the Leads of a Community: one queue, oldest first, of things from every room.

A room registers a `Source` as it starts. The page asks all of them in one query for what comes next
and then fetches only what it draws, so the queue costs the same with five things in it and with five
thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, CharField, F, QuerySet, Value

if TYPE_CHECKING:
    from communities.forms import ReasonForm
    from communities.models import Community, User

#: As many as a Lead could look at are counted; the queue begins with the oldest of them.
COUNTED = 1000
#: What stands beside a tab counts no further: each page of a Community asks for it.
COUNTED_BESIDE = 100
#: For a kind of which nothing is ever urgent.
NOT_URGENT = Value(False, output_field=BooleanField())


@dataclass(frozen=True)
class Source:
    """One kind of thing that can wait.

    `rows` gives what waits for this Lead in these Communities at this moment, unordered. `since` names the
    column with the moment it began to wait, and `community` the one with its Community's id. `fetch` gives
    the same objects with what their fragment shows, for a few ids. `form` is what its buttons need to
    be told, a `ReasonForm` or one made of it, drawn for each under a prefix of its own.
    """

    name: str
    heading: str
    rows: Callable[[QuerySet[Community], User, datetime], QuerySet]
    fetch: Callable[[Sequence[int], User], Iterable[Any]]
    template: str
    since: str
    community: str = "community"
    is_urgent: Any = NOT_URGENT
    form: type[ReasonForm] | None = None


@dataclass
class Waiting:
    """One thing that waits, as the page draws it."""

    source: Source
    thing: Any
    since: datetime
    is_urgent: bool
    form: ReasonForm | None

    @property
    def anchor(self) -> str:
        """Give the id of its place in the page."""
        return f"{self.source.name}-{self.thing.pk}"


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a kind of thing that can wait, as a room starts. The same name again replaces."""
    _sources[source.name] = source


def sources() -> list[Source]:
    """List every kind there is, in the order of registering."""
    return list(_sources.values())


def prefix_of(name: str, pk: int) -> str:
    """Give the prefix of the form that stands beside one thing, for the view that takes it in."""
    return f"{name}-{pk}"


class Queue:
    """What waits for one Lead in some Communities, urgent things first, then oldest first.

    Counting and slicing ask one query together; slicing asks one more for each kind it meets. Made for
    Django's paginator.
    """

    def __init__(
        self, communities: QuerySet[Community], lead: User, at: datetime, only: str = "",
        ready: Sequence[str] = (), failed: tuple[str, int, ReasonForm] | None = None,
    ) -> None:  # fmt: skip
        self.lead = lead
        self.ready = ready
        self.failed = failed
        asked = [source for source in _sources.values() if only in {"", source.name}]
        rows = [_row(source, source.rows(communities, lead, at)) for source in asked]
        self.rows = reduce(lambda all_rows, more: all_rows.union(more, all=True), rows)

    @cached_property
    def found(self) -> list[dict]:
        """List what waits in its order, without the things themselves; at most `COUNTED`."""
        return list(self.rows.order_by("-urgent", "since_at", "pk")[:COUNTED])

    def count(self) -> int:
        """Count what waits, up to `COUNTED`."""
        return len(self.found)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Waiting]:
        rows = self.found[part]
        wanted: dict[str, list[int]] = {}
        for row in rows:
            wanted.setdefault(row["source"], []).append(row["pk"])
        things = {
            (name, thing.pk): thing
            for name, pks in wanted.items()
            for thing in _sources[name].fetch(pks, self.lead)
        }
        return [self._waiting(row, things) for row in rows if (row["source"], row["pk"]) in things]

    def _waiting(self, row: dict, things: dict) -> Waiting:
        source = _sources[row["source"]]
        prefix = prefix_of(source.name, row["pk"])
        form = source.form(prefix=prefix, ready=self.ready) if source.form else None
        if self.failed and self.failed[:2] == (source.name, row["pk"]):
            form = self.failed[2]
        return Waiting(source, things[source.name, row["pk"]], row["since_at"], bool(row["urgent"]), form)


def count_beside(community: QuerySet[Community], lead: User, at: datetime) -> int:
    """Count what waits for this Lead in one Community, up to `COUNTED_BESIDE`. One query."""
    return Queue(community, lead, at).rows[:COUNTED_BESIDE].count()


def counts(communities: QuerySet[Community], lead: User, at: datetime) -> dict[int, int]:
    """Say how much waits for this Lead in each of these Communities. One query."""
    found: dict[int, int] = {}
    for row in Queue(communities, lead, at).rows:
        found[row["home"]] = found.get(row["home"], 0) + 1
    return found


def _row(source: Source, rows: QuerySet) -> QuerySet:
    return (
        rows.order_by()
        .annotate(
            urgent=source.is_urgent,
            source=Value(source.name, output_field=CharField()),
            since_at=F(source.since),
            home=F(source.community),
        )
        .values("urgent", "source", "since_at", "home", "pk")
    )
