"""The kinds of decision there are: what each is called, whom it reaches, and how it is taken back.

A room registers its own as it starts (`discussions` hides posts, and knows how to restore them), so
the log, the letters, *Undo* and appeals are the same for all of them and know none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communities.models import Decision, User

#: Takes a decision back: `undo(decision, by, at)`. It asks no permission, which has been asked by then.
#: Raises PermissionDenied where things have changed since so that it cannot be.
Undo = Callable[["Decision", "User", datetime], None]
#: Gives the words it is about as plain text, for whoever answers an appeal; "" where they are gone.
Words = Callable[["Decision"], str]
#: Gives the address of what a decision is about, for those who may go there; "" where it is gone.
Address = Callable[["Decision"], str]
#: Gives what the things are called that decisions are about, by the decision's id, in one query for them all;
#: only what those who read the Community's log may read.
Titles = Callable[["Sequence[Decision]"], dict[int, str]]


@dataclass(frozen=True)
class Kind:
    """One kind of decision.

    `log` follows the name of who decided: "hid a post". `told` is the sentence for the person it is about;
    without one it reaches nobody. `has_letter` is off where a letter of its own goes out already.
    `is_by_hub` is on where the hub itself acts. `takes_back` names the kind it undoes. `undo` works for
    `undo_within` from the decision on, or as long as it stands. With `thing` the log names the thing and no
    person, by its title from `titles`, or else by these words: "a conversation".
    """

    name: str
    log: str
    told: str = ""
    has_letter: bool = True
    is_by_hub: bool = False
    takes_back: str = ""
    undo: Undo | None = None
    undo_within: timedelta | None = None
    address: Address | None = None
    words: Words | None = None
    thing: str = ""
    titles: Titles | None = None

    @property
    def may_be_appealed(self) -> bool:
        """Is it a decision about somebody that somebody else could take back?"""
        return bool(self.told) and self.undo is not None


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Add kinds of decision, as a room starts. The same name again replaces."""
    _kinds.update({kind.name: kind for kind in kinds})


def kind_of(decision: Decision) -> Kind:
    """Give what is known of a decision's kind; one that nobody registers any more has its bare name."""
    return _kinds.get(decision.kind) or Kind(decision.kind, decision.kind.replace("-", " "))


def can_be_undone(decision: Decision, at: datetime) -> bool:
    """Does it stand, and is there a way back at this moment? Asked of its kind; what has changed since, `undo` asks."""
    kind = kind_of(decision)
    is_late = kind.undo_within is not None and at >= decision.decided_at + kind.undo_within
    return kind.undo is not None and not is_late and not decision.is_undone


def put_titles(decisions: Sequence[Decision]) -> None:
    """Give decisions the titles of what they are about, for their Community's log. One query for each such kind."""
    for kind in _kinds.values():
        of_kind = [decision for decision in decisions if decision.kind == kind.name]
        titles = kind.titles(of_kind) if kind.titles and of_kind else {}
        for decision in of_kind:
            decision.title = titles.get(decision.pk, "")


def kinds_told() -> list[str]:
    """Name the kinds that reach the person they are about."""
    return [kind.name for kind in _kinds.values() if kind.told]


def kinds() -> list[Kind]:
    """List every kind there is, by what the log calls it."""
    return sorted(_kinds.values(), key=lambda kind: kind.log)
