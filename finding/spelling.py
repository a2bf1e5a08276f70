"""Did you mean …: words that were not found, compared with those that everybody may read.

Only titles that are open to anybody lend their words: a suggestion must never tell that a word stands in a room its
reader may not enter. Each process holds them while the counters of what they were read from stand.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from wagtail.models import Page

from communities.models import Community, Topic
from communities.pages import visible_pages
from communities.public import read_counters
from discussions.models import Thread
from finding.asking import Phrase, words_of
from finding.models import Synonyms

#: How near a word must be, from 0 to 1, and how short one may be that is looked at.
NEARNESS = 0.75
SHORTEST = 4
#: Unknown words that are compared: each takes some milliseconds.
MOST = 3
#: What only adds is seen after this.
KEPT_SECONDS = 600
#: Titles that are read, newest first.
TITLES = 20_000


@dataclass(frozen=True)
class Vocabulary:
    """Words that everybody may read, by their first letter, and what they are true under."""

    words: dict[str, list[str]]
    counters: dict[str, int]
    made_at: float

    def near(self, word: str) -> str | None:
        """Give the word most like this one, or None where it is known, or like none."""
        folded = word.casefold()
        like = self.words.get(folded[:1], [])
        if len(folded) < SHORTEST or folded in like:
            return None
        return next(iter(get_close_matches(folded, like, n=1, cutoff=NEARNESS)), None)


_held: Vocabulary | None = None


def suggest(words: Phrase) -> str:
    """Give what was probably meant, empty where nothing better is known. Two queries while nothing changed."""
    vocabulary = _vocabulary()
    left = MOST
    meant = []
    for word in words:
        near = vocabulary.near(word) if left else None
        near = near if near and _is_public_still(near) else None
        left -= near is not None
        meant.append(near or word)
    return "" if tuple(meant) == words else " ".join(meant)


def forget() -> None:
    """Read them anew, for tests: their databases go back to numbers that were there before."""
    global _held
    _held = None


def _vocabulary() -> Vocabulary:
    global _held  # one per process, made anew when a counter has moved
    rooms = Community.objects.filter(privacy=Community.Privacy.OPEN).values_list("pk", flat=True)
    counters = read_counters(["guidance", "communities", "synonyms", *(f"community.{pk}" for pk in rooms)])
    is_old = _held is None or time.monotonic() - _held.made_at > KEPT_SECONDS
    if _held is None or is_old or _held.counters != counters:
        words: dict[str, set[str]] = {}
        for text in _public_titles():
            for word in words_of(text):
                if len(word) >= SHORTEST:
                    words.setdefault(word[0].casefold(), set()).add(word.casefold())
        _held = Vocabulary(
            {letter: sorted(each) for letter, each in words.items()}, counters, time.monotonic()
        )
    return _held


def _is_public_still(word: str) -> bool:
    """Ask whether a title that everybody may read holds this word now: titles change and close between two readings."""
    nobody = AnonymousUser()
    return (
        Thread.objects.visible_to(nobody).filter(title__icontains=word).exists()
        or visible_pages(nobody, Page.objects.filter(title__icontains=word)).exists()
        or Topic.objects.filter(Q(name__icontains=word) | Q(description__icontains=word)).exists()
        or Community.objects.visible_to(nobody)
        .filter(Q(name__icontains=word) | Q(purpose__icontains=word))
        .exists()
        or Synonyms.objects.filter(ways__icontains=word).exists()
    )


def _public_titles() -> Iterable[str]:
    nobody = AnonymousUser()
    yield from visible_pages(nobody, Page.objects.all()).values_list("title", flat=True)
    for name, description in Topic.objects.values_list("name", "description"):
        yield from (name, description)
    for name, purpose in Community.objects.visible_to(nobody).values_list("name", "purpose"):
        yield from (name, purpose)
    threads = Thread.objects.visible_to(nobody).order_by("-pk").values_list("title", flat=True)
    yield from threads[:TITLES]
    yield from Synonyms.objects.values_list("ways", flat=True)
