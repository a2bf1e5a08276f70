"""Pages that are edited at random, with every word known by name: do passages stay on their words?

The same trial is run by the suite and by `manage.py measure_anchors`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from passages.placing import Spot, place_again

#: Few, so that the same words stand in many places, as they do in guidance.
WORDS = """
people club council hate crime incident young volunteers train pitch mosque church school ask listen report
trust mixed teams local the a of and to in for with who they when before after every first safe place name
match lead partner evidence change plan meet kettle week month town funding review group join bring together
"""
VOCABULARY = WORDS.split()


@dataclass(frozen=True)
class Word:
    """A word that is itself, however many others look like it."""

    text: str
    name: int


class Page:
    """Paragraphs of words under ids, and what Editors do to them."""

    def __init__(self, random: Random, paragraphs: int = 12) -> None:
        self.random = random
        self._named = 0
        self.blocks: dict[str, list[Word]] = {}
        for _ in range(paragraphs):
            self.blocks[self._id()] = self._new_words(random.randint(6, 60))

    def text(self) -> dict[str, tuple[str, ...]]:
        """Give the page as a reader has it."""
        return {block: tuple(word.text for word in words) for block, words in self.blocks.items()}

    def edit(self) -> str:
        """Do one thing to it, and say which."""
        acts = (
            *(self.reword, self.insert, self.cut) * 3, self.rewrite, self.move, self.split, self.merge, self.delete,
            self.add, self.copy,
        )  # fmt: skip
        act = self.random.choice(acts)
        act()
        return act.__name__

    def reword(self) -> None:
        """Put other words for a few."""
        words = self._some()
        for _ in range(min(len(words), self.random.randint(1, 3))):
            words[self.random.randrange(len(words))] = self._new_words(1)[0]

    def insert(self) -> None:
        """Put a few words in."""
        words = self._some()
        at = self.random.randint(0, len(words))
        words[at:at] = self._new_words(self.random.randint(1, 6))

    def cut(self) -> None:
        """Take a few words out."""
        words = self._some()
        at = self.random.randrange(len(words))
        del words[at : at + min(self.random.randint(1, 6), len(words) - 1)]

    def rewrite(self) -> None:
        """Write a paragraph anew in its place."""
        self._some()[:] = self._new_words(self.random.randint(6, 60))

    def move(self) -> None:
        """Take a paragraph elsewhere, as drag and drop and as cut and paste do: with its id and without."""
        block = self._one()
        words = self.blocks.pop(block)
        if self.random.random() < 0.5:
            block = self._id()
        self._put(self.random.randint(0, len(self.blocks)), block, words)

    def split(self) -> None:
        """Make two paragraphs of one; the first keeps the id."""
        block = self._one()
        words = self.blocks[block]
        at = self.random.randint(1, max(1, len(words) - 1))
        if words[at:]:
            place = list(self.blocks).index(block)
            self.blocks[block], rest = words[:at], words[at:]
            self._put(place + 1, self._id(), rest)

    def merge(self) -> None:
        """Put a paragraph behind the one above it."""
        ids = list(self.blocks)
        if len(ids) > 2:
            place = self.random.randrange(1, len(ids))
            self.blocks[ids[place - 1]] += self.blocks.pop(ids[place])

    def delete(self) -> None:
        """Take a paragraph away."""
        if len(self.blocks) > 3:
            del self.blocks[self._one()]

    def add(self) -> None:
        """Write a paragraph more."""
        self._put(
            self.random.randint(0, len(self.blocks)), self._id(), self._new_words(self.random.randint(6, 60))
        )

    def copy(self) -> None:
        """Say half of a paragraph again somewhere else, as a summary does."""
        words = self.blocks[self._one()]
        again = words[: max(1, len(words) // 2)] + self._new_words(10)
        self._put(self.random.randint(0, len(self.blocks)), self._id(), again)

    def choose(self) -> tuple[Spot, tuple[int, ...]]:
        """Choose a run of two to twenty words, with the names of its words."""
        block = self._one()
        words = self.blocks[block]
        count = min(len(words), self.random.randint(2, 20))
        first = self.random.randint(0, len(words) - count)
        spot = Spot(block, tuple(word.text for word in words), first, count)
        return spot, tuple(word.name for word in words[first : first + count])

    def _put(self, place: int, block: str, words: list[Word]) -> None:
        items = list(self.blocks.items())
        items.insert(place, (block, words))
        self.blocks = dict(items)

    def _one(self) -> str:
        return self.random.choice(list(self.blocks))

    def _some(self) -> list[Word]:
        return self.blocks[self._one()]

    def _id(self) -> str:
        return f"block-{self._name()}"

    def _name(self) -> int:
        self._named += 1
        return self._named

    def _new_words(self, count: int) -> list[Word]:
        return [Word(self.random.choice(VOCABULARY), self._name()) for _ in range(count)]


def try_edits(seed: int, *, edits: int = 200, passages: int = 20) -> Counter[str]:
    """Edit a page and place its passages again after each edit; count what became of them.

    Keys: `stayed` (the same words in the same paragraph), `placed again`, `earlier version` (of which `could have
    stayed` had every word still in a row), and `wrong`: on words that are for more than half not the passage's own, or
    elsewhere although they still stand where they stood.
    """
    random = Random(seed)  # noqa: S311  # the same pages every time
    page = Page(random)
    kept = [page.choose() for _ in range(passages)]
    became: Counter[str] = Counter()
    for _ in range(edits):
        page.edit()
        text = page.text()
        for index, (spot, names) in enumerate(kept):
            found = place_again(spot, text)
            became[_verdict(page, spot, found, names)] += 1
            if found is None:
                if any(_holds_in_a_row(words, names) for words in page.blocks.values()):
                    became["could have stayed"] += 1
                kept[index] = page.choose()  # asked of the new page, so that there are always as many
            else:
                words = page.blocks[found.block][found.first : found.first + found.count]
                kept[index] = (found, tuple(word.name for word in words))
    return became


def _verdict(page: Page, before: Spot, found: Spot | None, names: tuple[int, ...]) -> str:
    if found is None:
        return "earlier version"
    words = page.blocks[found.block][found.first : found.first + found.count]
    has_left = found.block != before.block and _holds_in_a_row(page.blocks.get(before.block, []), names)
    if has_left or sum(word.name in names for word in words) * 2 < len(names):
        return "wrong"
    return "stayed" if found.block == before.block and found.run == before.run else "placed again"


def _holds_in_a_row(words: Sequence[Word], names: tuple[int, ...]) -> bool:
    row = [word.name for word in words]
    return names[0] in row and tuple(row[row.index(names[0]) :][: len(names)]) == names
