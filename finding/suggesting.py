"""What is suggested while somebody types: a few things that are called so, each through the door of its kind.

Titles and names alone, by how their words begin. As many queries whatever there is, and nothing is kept: what one
reader is offered is no other reader's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from communities.models import Community, Topic, User
from communities.pages import visible_pages_for
from communities.viewers import viewer_of
from discussions.models import Thread
from finding.asking import COMMON, MAX_CHARACTERS, Phrase
from finding.pages import MODELS
from resources.models import GuidePage
from resources.querysets import behind_others
from resources.replacing import replacements_for

#: What is offered at once, and of each kind.
MOST, OF_EACH = 8, 3
#: Letters without which nothing is offered, and words that are looked at.
FEWEST_LETTERS, MOST_WORDS = 2, 6

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Suggestion:
    """One thing to go to at once, and what it is in a word or two."""

    title: str
    what: str
    address: str


def suggest(request: HttpRequest, typed: str) -> list[Suggestion]:
    """Give what is called as this begins and may be seen by whoever asks: at most MOST, kind by kind."""
    words = tuple(_WORD.findall(typed[:MAX_CHARACTERS]))[:MOST_WORDS]
    if len("".join(words)) < FEWEST_LETTERS:
        return []
    kinds = [
        list(kind(request, words)) for kind in (_topics, _guidance, _communities, _conversations, _people)
    ]
    first = [each for each in chain.from_iterable(zip_longest(*kinds)) if each][:MOST]
    return [each for kind in kinds for each in kind if each in first]


def _called(field: str, words: Iterable[str]) -> Q:
    """Say as a condition that each of these begins a word of the field. They hold letters and digits alone."""
    asked = Q()
    for word in words:
        asked &= Q(**{f"{field}__iregex": rf"(^|\W){word}"})
    return asked


def _may_become_common(word: str) -> bool:
    """Could this be the beginning of a word that PostgreSQL's index leaves out?"""
    return any(common.startswith(word.casefold()) for common in COMMON)


def _topics(request: HttpRequest, words: Phrase) -> Iterator[Suggestion]:
    for topic in Topic.objects.filter(_called("name", words))[:OF_EACH]:
        yield Suggestion(topic.name, "Topic", reverse("topics:topic-detail", args=[topic.slug]))


def _guidance(request: HttpRequest, words: Phrase) -> Iterator[Suggestion]:
    kinds = ContentType.objects.get_for_models(*MODELS).values()
    replaced = replacements_for(request).replaced
    pages = visible_pages_for(request, Page.objects.filter(content_type__in=kinds))
    pages = pages.filter(_called("title", words))
    found = pages.order_by(*behind_others(replaced), "-last_published_at", "-pk")[:OF_EACH]
    guides = _guides_above(request, found)
    for page in found:
        what = f"Chapter of {guides[page.pk]}" if page.pk in guides else "Guidance"
        what = f"{what} that was replaced" if page.pk in replaced else what
        yield Suggestion(page.title, what, page.get_url(request) or "/")


def _guides_above(request: HttpRequest, pages: Iterable[Page]) -> dict[int, str]:
    """Give the title of the guide of each page that is a chapter, as far as it may be read. One query."""
    above = {page.pk: page.path[: -Page.steplen] for page in pages}
    guides = visible_pages_for(request, Page.objects.exact_type(GuidePage).filter(path__in=above.values()))
    titles = dict(guides.values_list("path", "title"))
    return {pk: titles[path] for pk, path in above.items() if path in titles}


def _communities(request: HttpRequest, words: Phrase) -> Iterator[Suggestion]:
    rooms = Community.objects.visible_to(viewer_of(request)).filter(_called("name", words))
    for room in rooms.order_by("name", "pk")[:OF_EACH]:
        yield Suggestion(room.name, "Community", room.get_absolute_url())


def _conversations(request: HttpRequest, words: Phrase) -> Iterator[Suggestion]:
    # The index knows stems, which half a word has not: it finds what begins like it, the title is then asked itself.
    threads = Thread.objects.visible_to(viewer_of(request))
    if sure := [word for word in words if not _may_become_common(word)]:
        threads = threads.filter(words__index__begins=sure)
    threads = threads.filter(_called("title", words)).select_related("community").latest_first()
    for thread in threads[:OF_EACH]:
        yield Suggestion(
            thread.title, f"{thread.get_kind_display()} in {thread.community.name}", thread.get_absolute_url()
        )


def _people(request: HttpRequest, words: Phrase) -> Iterator[Suggestion]:
    viewer = viewer_of(request)
    people = User.objects.visible_to(viewer).listed_to(viewer).filter(_called("name", words))
    for person in people.select_related("organisation").order_by("name", "pk")[:OF_EACH]:
        yield Suggestion(
            person.name,
            person.organisation.name if person.organisation else "Person",
            person.get_absolute_url(),
        )
