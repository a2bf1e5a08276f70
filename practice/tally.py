"""What came of a piece of guidance, counted: one Organisation counts once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from practice.models import Outcome
from practice.querysets import PracticeRecordQuerySet

#: How a sentence says each outcome after a number.
SAID = {
    Outcome.WORKED: "worked",
    Outcome.PARTLY: "partly worked",
    Outcome.DID_NOT: "did not",
    Outcome.TOO_EARLY: "too early to say",
}


@dataclass(frozen=True)
class Tally:
    """How many Organisations came to which outcome, by the latest record of each.

    `latest` names the newest record counted of each outcome.
    """

    counts: Counter[str]
    latest: dict[str, int]
    record_count: int

    @classmethod
    def of(cls, records: PracticeRecordQuerySet, *, knows_names: bool = True) -> Tally:
        """Count records in sight. One query, of four narrow columns.

        For whoever is told no name that is not for everybody, a record without one counts for itself: one that counted
        together with a named one would be told by the sum.
        """
        counts, latest = Counter[str](), dict[str, int]()
        seen: set[int] = set()
        rows = records.newest_first().values_list("pk", "organisation", "is_named", "outcome")
        for pk, organisation, is_named, outcome in rows:
            # Of one that the network lists no more, each record stands for itself.
            who = organisation if organisation and (is_named or knows_names) else -pk
            if who not in seen:
                seen.add(who)
                counts[outcome] += 1
                latest.setdefault(outcome, pk)
        return cls(counts, latest, len(rows))

    @property
    def organisation_count(self) -> int:
        """Say how many Organisations tried it."""
        return self.counts.total()

    @property
    def parts(self) -> list[tuple[Outcome, int, str]]:
        """Give each outcome that was met, how often, and how a sentence says it; in the order of the choices."""
        return [(outcome, self.counts[outcome], SAID[outcome]) for outcome in Outcome if self.counts[outcome]]

    @property
    def sentence(self) -> str:
        """Say it: "Tried by 14 organisations: 9 worked, 3 partly worked, 2 did not"."""
        count = self.organisation_count
        if not count:
            return ""
        who = "1 organisation" if count == 1 else f"{count} organisations"
        return f"Tried by {who}: " + ", ".join(f"{number} {said}" for _, number, said in self.parts)
