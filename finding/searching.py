"""One search: every kind's best, or a page of one kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from finding.found import Found, Kind, Scope
from finding.kinds import KINDS

#: Rows of each kind among everything, and of a page of one kind.
BEST = 4
PER_PAGE = 20
#: Nobody reads on beyond; an offset costs what it skips.
LAST_PAGE = 25


@dataclass
class Results:
    """What one kind found. `is_any` when nothing held all of what was asked for, and this holds some of it."""

    kind: Kind
    rows: list[Found] = field(default_factory=list)
    has_more: bool = False
    is_any: bool = False
    #: Where more of this kind stands.
    address: str = ""


def find_best(scope: Scope) -> list[Results]:
    """Find the best few of every kind that found something and can apply to a narrowed search."""
    found = [find_page(kind, scope, BEST) for kind in kinds_for(scope)]
    return [results for results in found if results.rows]


def kinds_for(scope: Scope) -> Iterator[Kind]:
    """Give the kinds that can stand in the chosen Community and be about the chosen Topic."""
    for kind in KINDS.values():
        if (kind.is_in_community or not scope.community) and (kind.has_topics or not scope.topic):
            yield kind


def find_page(kind: Kind, scope: Scope, size: int = PER_PAGE, page: int = 1) -> Results:
    """Find one page of one kind, which is what comes from one row more than it shows; nothing is counted."""
    start = (page - 1) * size
    rows = kind.find(scope, start, start + size + 1)
    is_any = False
    if not rows and page == 1 and kind.may_be_any and scope.query.is_broad:
        rows = kind.find(replace(scope, query=scope.query.any_of_it()), start, start + size + 1)
        is_any = bool(rows)
    beside = [row for row in rows if row.is_beside]
    rows = [row for row in rows if not row.is_beside]
    return Results(kind, _gathered([*beside, *rows[:size]]), len(rows) > size, is_any)


def _gathered(rows: list[Found]) -> list[Found]:
    """Show each conversation once, with its best Post, and say how many more of it were found here."""
    best: dict[str, Found] = {}
    for row in rows:
        key = row.address.partition("?")[0]
        best[key] = replace(best[key], more_here=best[key].more_here + 1) if key in best else row
    return list(best.values())
