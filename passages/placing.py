"""Where words stand on a page, and where they stand after somebody changed it.

Everything here counts in whole words. A spot on a page is a run of words in one paragraph (a block of a body: a text, a
table, a caption), held with the whole paragraph as it last stood. After an edit the paragraph is laid beside the new
ones, word by word: words that are still in their order around the run say where it went, so the same three words
elsewhere on the page are not mistaken for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

#: Words on each side of a run that speak for it.
NEARBY = 8
#: Of a run's words, how many must still be there in order for it to be the same run, changed: in its own paragraph, and
#: in another one, where it takes more to believe it.
KEPT_SHARE = 0.6
KEPT_SHARE_ELSEWHERE = 0.75
#: How much longer the run may have grown with what an Editor put into it.
GROWTH = 1.5
#: Words at either end that may stand for one that was replaced.
REPLACED = 3
#: A run of this many words that stands unchanged speaks for itself, wherever it was moved.
TELLING = 8


@dataclass(frozen=True)
class Spot:
    """A run of words: the paragraph's id and words, the first word of the run, and how many they are."""

    block: str
    words: tuple[str, ...]
    first: int
    count: int

    @property
    def run(self) -> tuple[str, ...]:
        """Give the words themselves."""
        return self.words[self.first : self.first + self.count]

    @property
    def quotation(self) -> str:
        """Give the words as text."""
        return " ".join(self.run)


def spot_of(block: str, text: str, quotation: str) -> Spot | None:
    """Find what somebody chose in a paragraph, widened to whole words; None where it is not there.

    Space does not count: a selection over the cells of a table, or out of a line that was folded, has its own.
    """
    words = tuple(text.split())
    wanted = "".join(quotation.split())
    at = "".join(words).find(wanted) if wanted else -1
    if at < 0:
        return None
    ends, length = [], 0
    for word in words:
        length += len(word)
        ends.append(length)
    first = next(index for index, end in enumerate(ends) if end > at)
    last = next(index for index, end in enumerate(ends) if end >= at + len(wanted))
    return Spot(block, words, first, last - first + 1)


def place_again(spot: Spot, paragraphs: Mapping[str, Sequence[str]]) -> Spot | None:
    """Find a run in the paragraphs as they are now (words by block id), or None where it is gone.

    Its own paragraph, unchanged, is taken without looking further.
    """
    own = paragraphs.get(spot.block)
    if own is not None and tuple(own) == spot.words:
        return spot
    candidates = [
        found
        for block, words in paragraphs.items()
        if _may_hold(spot.run, words) and (found := _laid_beside(spot, block, tuple(words)))
    ]
    if not candidates:
        return None
    best = max(candidates, key=lambda found: (found.kept, found.spot.block == spot.block, found.nearby))
    return best.spot


@dataclass(frozen=True)
class _Found:
    """A run laid beside a paragraph: where it stands there, and how many of its words are kept.

    `before` and `after` are the places around it whose words are still around it, of as many as it had.
    """

    spot: Spot
    kept: int
    before: tuple[int, int]
    after: tuple[int, int]

    @property
    def nearby(self) -> int:
        """Count the words around it that speak for it."""
        return self.before[0] + self.after[0]

    @property
    def has_a_side(self) -> bool:
        """Does all that stood on one side of it stand there still? So it is where a paragraph was cut in two."""
        return any(still == had > 0 for still, had in (self.before, self.after))


def _may_hold(run: Sequence[str], words: Iterable[str]) -> bool:
    """Tell quickly whether a paragraph has enough of these words at all, in whatever order."""
    shared = Counter(map(_fold, run)) & Counter(map(_fold, words))
    return shared.total() >= KEPT_SHARE * len(run)


def _laid_beside(spot: Spot, block: str, words: tuple[str, ...]) -> _Found | None:
    pairs = _pairs(spot.words, words)
    end = spot.first + spot.count
    held = [pairs[here] for here in range(spot.first, end) if here in pairs]
    if len(held) < spot.count * (KEPT_SHARE if block == spot.block else KEPT_SHARE_ELSEWHERE):
        return None
    # A word at either end that was put for another is found between its neighbours.
    first, last = held[0], held[-1]
    if spot.first not in pairs and spot.first - 1 in pairs:
        first = max(pairs[spot.first - 1] + 1, first - REPLACED)
    if end - 1 not in pairs and end in pairs:
        last = min(pairs[end] - 1, last + REPLACED)
    if last - first + 1 > spot.count * GROWTH + 2:
        return None

    def still(places: range) -> tuple[int, int]:
        # Only neighbours that are still neighbours speak: a word that is far away now says nothing about this place.
        near = range(first - NEARBY, last + NEARBY + 1)
        return sum(here in pairs and pairs[here] in near for here in places), len(places)

    found = _Found(
        replace(spot, block=block, words=words, first=first, count=last - first + 1),
        len(held),
        before=still(range(max(0, spot.first - NEARBY), spot.first)),
        after=still(range(end, min(len(spot.words), end + NEARBY))),
    )
    return found if _is_the_same(spot, found) else None


def _is_the_same(spot: Spot, found: _Found) -> bool:
    """Do enough words speak for it? In its own paragraph fewer need to than elsewhere."""
    if found.kept == spot.count and spot.count >= TELLING:
        return True
    speaking, possible = found.kept + found.nearby, found.before[1] + found.after[1]
    is_unchanged = found.kept == spot.count == found.spot.count
    if found.spot.block == spot.block:
        return speaking >= 3 and (found.nearby >= possible / 4 or (is_unchanged and spot.count >= 3))
    if spot.count < 4 and not is_unchanged:
        return False
    return (speaking >= 4 and found.nearby >= possible / 2) or (speaking >= 6 and found.has_a_side)


def _pairs(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Pair the words of two paragraphs that are still in their order: old place to new place."""
    matcher = SequenceMatcher(None, [*map(_fold, old)], [*map(_fold, new)], autojunk=False)
    return {
        here + step: there + step
        for here, there, size in matcher.get_matching_blocks()
        for step in range(size)
    }


def _fold(word: str) -> str:
    """Give a word as it is compared: a comma or a capital more makes no other word."""
    return word.casefold().strip(".,;:!?()[]\"'‘’“”–-") or word
