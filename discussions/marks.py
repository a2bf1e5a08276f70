"""A reader's own marks on the Posts they see: words they pressed, and what they saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discussions.models import Reaction, SavedPost, Thread

if TYPE_CHECKING:
    from communities.querysets import Viewer


def said_by(reader: Viewer, thread: Thread, numbers: tuple[int, int]) -> dict[int, list[str]]:
    """Give what somebody has said to the Posts in a range of numbers, by number; nothing for the signed-out."""
    if not reader.is_authenticated:
        return {}
    said: dict[int, list[str]] = {}
    theirs = Reaction.objects.filter(user=reader, post__thread=thread, post__number__range=numbers)
    for number, kind in theirs.values_list("post__number", "kind"):
        said.setdefault(number, []).append(kind)
    return said


def quiet_ids_of(reader: Viewer) -> frozenset[int]:
    """Give the ids of those whose Posts this reader has folded away; nobody's for the signed-out."""
    return reader.quiet_ids if reader.is_authenticated else frozenset()


def saved_by(reader: Viewer, thread: Thread, numbers: tuple[int, int]) -> list[int]:
    """Give the numbers, in a range, of the Posts somebody has put aside; none for the signed-out."""
    if not reader.is_authenticated:
        return []
    theirs = SavedPost.objects.visible_to(reader).filter(post__thread=thread, post__number__range=numbers)
    return list(theirs.values_list("post__number", flat=True))
