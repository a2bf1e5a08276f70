"""What else there is about the same: guidance beside a conversation, conversations beside guidance.

Candidates come from the indexes by the words of the title and from shared Topics, each list permission-filtered in its
query. What shares a Topic, or at least two words of the title, is near enough to be shown; one word in passing is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.http import HttpRequest
from wagtail.models import Page

from communities.models import Topic
from communities.pages import visible_pages_for
from communities.viewers import viewer_of
from discussions.models import Thread
from finding.asking import Query, read, stem, words_of
from finding.matching import Score, best_of
from finding.pages import rank
from finding.synonyms import ways_of
from resources.models import ChapterPage, GuidancePage
from resources.replacing import replacements_for

#: What is shown, and how many are looked at for it by words, and by Topics.
MOST, LOOKED_AT = 5, 15
#: Conversations under a Topic that are looked at, those begun last of what may be read.
BEGUN_LAST = 200
#: Words of a title that must stand in another's, where no Topic is shared.
SHARED_WORDS = 2

Thing = TypeVar("Thing", Page, Thread)


def guidance_beside(request: HttpRequest, thread: Thread, topics: list[Topic]) -> list[Page]:
    """Give guidance like this conversation that whoever asks may read, the nearest first: at most MOST.

    The page it is about is linked above it already, and what is replaced helps nobody. At most eight queries.
    """
    query = read(thread.title, ways_of).any_of_it()
    current = Page.objects.exclude(pk__in=[thread.page_id or 0, *replacements_for(request).replaced])
    readable = visible_pages_for(request, current)
    shared = readable.filter(pk__in=GuidancePage.objects.filter(tagged_items__tag__in=topics).values("pk"))
    by_topic = list(shared.order_by("-last_published_at", "-pk")[:LOOKED_AT]) if topics else []
    by_words = rank(query, readable, 0, LOOKED_AT, in_titles=True) if query else []
    return _nearest(by_words, by_topic, readable, query)


def conversations_beside(request: HttpRequest, page: Page) -> list[Thread]:
    """Give conversations like this guidance that whoever asks may read, the nearest first: at most MOST.

    Those about the page itself stand above already. At most five queries.
    """
    query = read(page.title, ways_of).any_of_it()
    threads = Thread.objects.visible_to(viewer_of(request)).exclude(page=page.pk).select_related("community")
    # A Topic may have half of all conversations, so they are bounded before they are sorted: of those that may be read,
    # or closed rooms would tell of themselves by what they crowd out.
    begun_last = threads.filter(topics__in=_topics_of(page)).order_by("-pk").values("pk")[:BEGUN_LAST]
    by_topic = list(threads.filter(pk__in=begun_last).latest_first()[:LOOKED_AT])
    matching = threads.filter(words__index__matches=query)
    by_words = best_of(matching, Score("words__index", query), 0, LOOKED_AT) if query else []
    return _nearest(by_words, by_topic, threads, query)


def _topics_of(page: Page) -> Iterable[int]:
    """Give the numbers of a page's Topics, of a chapter its guide's, as a query."""
    guide = page.guide_path if isinstance(page, ChapterPage) else page.path
    return Topic.objects.filter(tagged_pages__content_object__path=guide).values("pk")


def _nearest(by_words: list[int], by_topic: list[Thing], rows, query: Query) -> list[Thing]:
    known = {thing.pk: thing for thing in by_topic}
    others = [pk for pk in by_words if pk not in known]
    found = list(by_topic)
    if others:
        found += rows.filter(pk__in=others)
    places = {pk: place for place, pk in enumerate(by_words)}

    def nearness(thing: Thing) -> tuple[int, int]:
        told = _words_shared(query, thing.title)
        return told + 2 * (thing.pk in known), -places.get(thing.pk, LOOKED_AT)

    needed = min(SHARED_WORDS, len(query.terms))
    near = [thing for thing in found if thing.pk in known or _words_shared(query, thing.title) >= needed]
    return sorted(near, key=nearness, reverse=True)[:MOST]


def _words_shared(query: Query, title: str) -> int:
    """Count the things asked for that a title holds, in any of their ways of saying them."""
    held = {stem(word) for word in words_of(title)}
    return sum(any(held.issuperset(map(stem, phrase)) for phrase in term) for term in query.terms)
