"""How well `pausing` sees what it should, and how often it asks for nothing."""

from __future__ import annotations

from dataclasses import dataclass

from discussions.pausing import Kind, find
from discussions.pausing_examples import Example


@dataclass
class Score:
    """Of so many sentences with something in them, how many were asked about; and false alarms by its kind."""

    wanted: int = 0
    found: int = 0
    false_alarms: int = 0

    @property
    def recall(self) -> float:
        """Give the share that was found, 1 where there was nothing to find."""
        return self.found / self.wanted if self.wanted else 1.0


def measure(examples: list[Example]) -> dict[Kind, Score]:
    """Score each kind. A sentence counts as found when anything in it is asked about as that kind."""
    scores = {kind: Score() for kind in Kind}
    for example in examples:
        kinds = {finding.kind for finding in find(example.text)}
        if example.kind is None:
            for kind in kinds:
                scores[kind].false_alarms += 1
            continue
        scores[example.kind].wanted += 1
        scores[example.kind].found += example.kind in kinds
    return scores
