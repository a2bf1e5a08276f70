"""What can be reported, as each room offers it: finding it, naming it, putting it out of sight.

A room above registers its own as it starts, so that a case knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from care.models import Case
    from communities.models import Community, User
    from communities.querysets import Viewer


@dataclass(frozen=True)
class Subject:
    """One kind of thing that people report.

    `find` goes through `visible_to` and gives None for what the viewer may not see now. `load` gives things
    by id, whoever asks, for those who decide. `name` follows "report" ("this post"). The last four ask no permission
    and do nothing where it is done already; without them the thing cannot be put out of sight.

    What is shared by a link that nobody can guess has `find_by_key`, and its door then knows no numbers, which
    anybody can count through. Whoever may see a thing may know its `community`.
    """

    kind: str
    name: str
    find: Callable[[Viewer, int], Any | None]
    load: Callable[[Iterable[int]], dict[int, Any]]
    community: Callable[[Any], Community | None]
    author: Callable[[Any], User | None]
    address: Callable[[Any], str]
    title: Callable[[Any], str]
    words: Callable[[Any], str]
    hide: Callable[[Any, User, str, datetime], None] | None = None
    set_aside: Callable[[Any, datetime], None] | None = None
    seal: Callable[[Any, datetime], None] | None = None
    show_again: Callable[[Any, User, datetime], None] | None = None
    find_by_key: Callable[[Viewer, UUID], Any | None] | None = None

    def find_at_door(self, viewer: Viewer, mark: int | UUID) -> Any | None:
        """Give what stands behind the number or the key in an address, or None for what this viewer may not see."""
        if isinstance(mark, UUID):
            return self.find_by_key(viewer, mark) if self.find_by_key else None
        return None if self.find_by_key else self.find(viewer, mark)


_subjects: dict[str, Subject] = {}


def register(*subjects: Subject) -> None:
    """Add kinds of things, as a room starts. The same kind again replaces."""
    _subjects.update({subject.kind: subject for subject in subjects})


def subject_of(kind: str) -> Subject | None:
    """Give a kind of thing, or None for one that nobody registered."""
    return _subjects.get(kind)


def with_things(cases: Iterable[Case]) -> Sequence[Case]:
    """Put to each case the thing it is about, or None where that is gone. One query for each kind."""
    cases = list(cases)
    for kind, subject in _subjects.items():
        mine = [case for case in cases if case.subject_kind == kind]
        things = subject.load([case.subject_id for case in mine]) if mine else {}
        for case in mine:
            case.thing = things.get(case.subject_id)
    return cases
