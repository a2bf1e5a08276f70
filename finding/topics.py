"""Everything there is about a Topic, part by part, each only as far as whoever looks may see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.http import urlencode
from wagtail.models import Page

from communities.models import Community, Topic, User
from communities.pages import visible_pages_for
from communities.viewers import viewer_of
from discussions.models import Thread
from discussions.querysets import ThreadQuerySet
from files.models import KeptFile
from finding.pages import about
from practice.models import PracticeRecord
from resources.models import CaseStudyPage, ChapterPage, GuidancePage
from resources.querysets import GuidancePageQuerySet, behind_others
from resources.replacing import replacements_for

#: Rows of each part on a Topic's page.
FIRST_ROWS = 4


@dataclass(frozen=True)
class Part:
    """One kind of thing about a Topic. `rows` gives those that whoever asks may see, in their order."""

    slug: str
    title: str
    #: What its link to the rest says, after "All".
    words: str
    #: Which fragment draws a row: `finding/_topic_row.html`.
    shape: str
    rows: Callable[[HttpRequest, Topic], QuerySet]
    #: Where all of them stand already, before the Topic's slug; else on a page of the Topic's own.
    list_address: str = ""
    list_query: tuple[tuple[str, str], ...] = ()

    def elsewhere(self, topic: Topic) -> str:
        """Give the address of the list that has all of them already, empty where there is none."""
        query = urlencode([("topic", topic.slug), *self.list_query])
        return f"{self.list_address}?{query}" if self.list_address else ""


@dataclass
class Shown:
    """The first rows of one part, and whether there are more."""

    part: Part
    rows: list[Any] = field(default_factory=list)
    has_more: bool = False
    elsewhere: str = ""


def gather(request: HttpRequest, topic: Topic) -> list[Shown]:
    """Give the first rows of every part that has any; as many queries for much as for little."""
    shown: list[Shown] = []
    for part in PARTS.values():
        above = [row for each in shown if each.part.shape == part.shape for row in each.rows]
        found = list(part.rows(request, topic)[: FIRST_ROWS + 1 + len(above)])
        rows = [row for row in found if row not in above]  # an open question is not shown twice
        shown.append(Shown(part, rows[:FIRST_ROWS], len(rows) > FIRST_ROWS, part.elsewhere(topic)))
    return [each for each in shown if each.rows]


def _guidance(request: HttpRequest, topic: Topic) -> QuerySet:
    return _of_guidance(request, topic).not_exact_type(CaseStudyPage)


def _case_studies(request: HttpRequest, topic: Topic) -> QuerySet:
    return _of_guidance(request, topic).exact_type(CaseStudyPage)


def _of_guidance(request: HttpRequest, topic: Topic) -> GuidancePageQuerySet:
    pages = visible_pages_for(request, GuidancePage.objects.filter(tagged_items__tag=topic))
    return pages.newest_first(last=replacements_for(request).replaced).with_topics()


def _chapters(request: HttpRequest, topic: Topic) -> QuerySet:
    pages = visible_pages_for(request, ChapterPage.objects.filter(about(topic)))
    return pages.defer_streamfields().order_by(*behind_others(replacements_for(request).replaced), "path")


def _records(request: HttpRequest, topic: Topic) -> QuerySet:
    records = PracticeRecord.objects.visible_to(viewer_of(request)).in_sight()
    return records.filter(page__in=Page.objects.filter(about(topic))).for_list().newest_first()


def _conversations(request: HttpRequest, topic: Topic) -> ThreadQuerySet:
    viewer = viewer_of(request)
    threads = Thread.objects.visible_to(viewer).filter(topics=topic)
    return threads.for_list().with_unread_for(viewer).latest_first()


def _questions(request: HttpRequest, topic: Topic) -> QuerySet:
    return _conversations(request, topic).unanswered()


def _communities(request: HttpRequest, topic: Topic) -> QuerySet:
    return (
        Community.objects.visible_to(viewer_of(request))
        .filter(tagged_items__tag=topic)
        .order_by("name", "pk")
    )


def _people(request: HttpRequest, topic: Topic) -> QuerySet:
    viewer = viewer_of(request)
    people = User.objects.visible_to(viewer).listed_to(viewer).filter(tagged_items__tag=topic)
    return people.select_related("organisation", "place").order_by("name", "pk")


def _files(request: HttpRequest, topic: Topic) -> QuerySet:
    files = KeptFile.objects.visible_to(viewer_of(request)).in_sight().sent().filter(topics=topic)
    return files.for_list().newest_first()


PARTS = {
    part.slug: part
    for part in (
        Part("guidance", "Guidance", "guidance", "guidance", _guidance, "/guidance/"),
        Part("chapters", "Chapters", "chapters", "chapter", _chapters),
        Part(
            "case-studies", "Case studies", "case studies", "guidance", _case_studies,
            "/guidance/", (("type", CaseStudyPage.kind_slug),),
        ),
        Part("tried", "What was tried", "records", "record", _records),
        Part("questions", "Open questions", "open questions", "thread", _questions),
        Part("conversations", "Conversations", "conversations", "thread", _conversations),
        Part("communities", "Communities", "communities", "community", _communities),
        Part("people", "People who know about it", "people", "person", _people, "/people/"),
        Part("files", "Files", "files", "file", _files),
    )
}  # fmt: skip
