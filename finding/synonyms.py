"""Words that mean the same, as Editors keep them: read from the database when they changed, held in each process."""

from __future__ import annotations

from communities.public import read_counters
from finding.asking import Phrase, Term
from finding.models import Synonyms

#: Counts changes of the list; whatever writes it bumps this (`finding.receivers`).
COUNTER = "synonyms"

_held: tuple[int, dict[Phrase, tuple[Phrase, ...]]] = (-1, {})


def ways_of(phrases: list[Phrase]) -> list[Term]:
    """Join neighbouring words that an Editor listed as one thing, and add the other ways to say each. One query."""
    groups = _groups()
    longest = max(map(len, groups), default=0)
    terms: list[Term] = []
    rest = list(phrases)
    while rest:
        for size in range(min(longest, len(rest)), 0, -1):
            joined = tuple(word for phrase in rest[:size] for word in phrase)
            if others := groups.get(_folded(joined)):
                terms.append((joined, *(way for way in others if _folded(way) != _folded(joined))))
                del rest[:size]
                break
        else:
            terms.append((rest.pop(0),))
    return terms


def _groups() -> dict[Phrase, tuple[Phrase, ...]]:
    global _held  # one per process, made anew when the counter has moved
    version = read_counters([COUNTER])[COUNTER]
    if _held[0] != version:
        groups: dict[Phrase, tuple[Phrase, ...]] = {}
        for synonyms in Synonyms.objects.all():
            for phrase in synonyms.phrases:
                groups[_folded(phrase)] = (*groups.get(_folded(phrase), ()), *synonyms.phrases)
        _held = (version, groups)
    return _held[1]


def forget() -> None:
    """Read them anew, for tests: their databases go back to numbers that were there before."""
    global _held
    _held = (-1, {})


def _folded(phrase: Phrase) -> Phrase:
    """Give a phrase without the case and the plural that the indexes do not see either."""
    return tuple(
        word[:-1] if len(word) > 3 and word.endswith("s") else word for word in map(str.casefold, phrase)
    )
