"""How near the search comes to what ought to be found: the questions of `demo/content/questions.toml`."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from communities.models import User
from discussions.models import Thread
from files.models import KeptFile
from finding.asking import read, words_of
from finding.found import Scope
from finding.kinds import KINDS
from finding.searching import find_page
from finding.synonyms import ways_of
from resources.models import HomePage

QUESTIONS = Path(__file__).parent / "content" / "questions.toml"
#: The kinds that have answers.
ASKED = ("guidance", "conversations", "files")
DEPTH = 10
BEST, GOOD = 2, 1


@dataclass(frozen=True)
class Judged:
    """One question and how well it was answered, from 0 to 1."""

    asks: str
    ndcg: float


def measure(reader: User) -> list[Judged]:
    """Ask every question as this person: nDCG@10 of each kind that has an answer, and the mean of those.

    Raises KeyError for an answer that is not in the demonstration.
    """
    addresses = _addresses()
    asked = tomllib.loads(QUESTIONS.read_text())["question"]
    return [_judge(question, reader, addresses) for question in asked]


def mean(judged: list[Judged]) -> float:
    """Give the figure for all of them."""
    return sum(question.ndcg for question in judged) / len(judged)


def _judge(question: dict, reader: User, addresses: dict[str, tuple[str, str]]) -> Judged:
    gains: dict[str, dict[str, int]] = {}
    for gain, names in ((BEST, question["best"]), (GOOD, question.get("good", []))):
        for name in names:
            kind, address = addresses[name]
            gains.setdefault(kind, {})[address] = gain
    request = HttpRequest()
    request.user = reader
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "there is one"
    request.META |= {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    asks = question["asks"]
    scope = Scope(request, read(asks, ways_of), words_of(asks))
    scores = []
    for kind, wanted in gains.items():
        found = [row.address.partition("?")[0] for row in find_page(KINDS[kind], scope).rows[:DEPTH]]
        scores.append(
            _dcg([wanted.get(address, 0) for address in found]) / _dcg(sorted(wanted.values())[::-1])
        )
    return Judged(asks, sum(scores) / len(scores))


def _dcg(gains: list[int]) -> float:
    return sum((2**gain - 1) / math.log2(place + 2) for place, gain in enumerate(gains[:DEPTH]))


def _addresses() -> dict[str, tuple[str, str]]:
    """Give for each name its kind and address."""
    pages = HomePage.objects.get().get_descendants().live()
    found = {page.slug: ("guidance", page.get_url()) for page in pages}
    found |= {
        thread.title: ("conversations", thread.get_absolute_url())
        for thread in Thread.objects.select_related("community")
    }
    return found | {
        file.title: ("files", file.get_absolute_url())
        for file in KeptFile.objects.select_related("community")
    }
