"""What is different in the words of a page: paragraph by paragraph, and in each word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

#: Paragraphs shown of one update; a page that was written anew is read as a page.
MOST = 12
#: Words shown on each side of a change where only its gist is.
AROUND = 8


class Change(NamedTuple):
    """A paragraph before and after; nothing before where it is new, nothing after where it is gone."""

    before: str
    after: str


class Piece(NamedTuple):
    """A run of words of a change: `is_gone` from the old, `is_new` in the new, or in both."""

    words: str
    is_gone: bool
    is_new: bool


def changes_between(
    old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]], first: str = ""
) -> list[Change]:
    """Give the paragraphs (words by block id) that are not as they were, in the new order and then those that are gone.

    The block named `first` comes first; at most `MOST`.
    """
    blocks = [block for block, words in new.items() if tuple(old.get(block, ())) != tuple(words)]
    blocks += [block for block in old if block not in new]
    blocks.sort(key=lambda block: block != first)
    return [Change(" ".join(old.get(block, ())), " ".join(new.get(block, ()))) for block in blocks[:MOST]]


def pieces_of(change: Change) -> Iterator[Piece]:
    """Lay the words of a change beside each other, in the order they are read."""
    before, after = change.before.split(), change.after.split()
    for kind, old, old_end, new, new_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            yield Piece(" ".join(after[new:new_end]), is_gone=False, is_new=False)
            continue
        if old < old_end:
            yield Piece(" ".join(before[old:old_end]), is_gone=True, is_new=False)
        if new < new_end:
            yield Piece(" ".join(after[new:new_end]), is_gone=False, is_new=True)


def folded(pieces: Sequence[Piece]) -> list[Piece]:
    """Keep of the runs that stayed only `AROUND` words beside what did not."""
    last = len(pieces) - 1
    return [
        piece if piece.is_gone or piece.is_new else Piece(_near(piece.words, at > 0, at < last), False, False)
        for at, piece in enumerate(pieces)
    ]


def _near(text: str, has_before: bool, has_after: bool) -> str:
    """Cut the middle out of a run between changes, or its far end."""
    words = text.split()
    head = words[:AROUND] if has_before else []
    tail = words[-AROUND:] if has_after else []
    return text if len(words) <= len(head) + len(tail) else " ".join([*head, "…", *tail])
