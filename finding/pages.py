"""Guidance as it is found: Wagtail's index, asked by ourselves so that who may read is in the same query.

Wagtail's own search applies no page privacy, and on SQLite it gives a word in a title no more than one in the text,
knows no stems, and asks its index once more for every page it ranks.
"""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from communities.models import Topic
from communities.pages import visible_pages_for
from finding.asking import Query
from finding.matching import as_fts5, as_tsquery
from resources.models import (
    CaseStudyPage,
    ChapterPage,
    GuidancePage,
    GuidePage,
    LinkedResourcePage,
    NewsPage,
    StandardPage,
)
from resources.replacing import replacements_for

#: What is found. Lists and the front page hold nothing of their own.
MODELS = (GuidePage, CaseStudyPage, LinkedResourcePage, ChapterPage, NewsPage, StandardPage)
_WORDS = {ChapterPage: "Chapter", NewsPage: "News", StandardPage: "Page"}

#: A word in a title counts for as many in the text.
WEIGHTS = {"title": 6, "body": 1}


def find_pages(request: HttpRequest, query: Query, topic: Topic | None, start: int, stop: int) -> list[Page]:
    """Give the pages from `start` up to before `stop`, best first, those that others replace behind all of them.

    Specific, with `is_replaced`, of chapters with `guide_title`. At most thirteen queries: who may read what, what is
    replaced, the index, one for each model there, and the titles of guides.
    """
    pages = visible_pages_for(request, Page.objects.all())
    if topic:
        pages = pages.filter(about(topic))
    last = replacements_for(request).replaced
    ranked = rank(query, pages, start, stop, last=last)
    found = {page.pk: page for page in Page.objects.filter(pk__in=ranked).defer_streamfields().specific()}
    guides = {page.guide_path for page in found.values() if isinstance(page, ChapterPage)}
    titles = dict(Page.objects.filter(path__in=guides).values_list("path", "title")) if guides else {}
    for page in found.values():
        page.guide_title = titles.get(page.guide_path, "") if isinstance(page, ChapterPage) else ""
        page.is_replaced = page.pk in last
    return [found[pk] for pk in ranked if pk in found]


def kind_of(page: Page) -> tuple[str, ...]:
    """Say what a page is, and of a chapter whose it is."""
    gone = ("Replaced",) if page.is_replaced else ()
    if isinstance(page, GuidancePage):
        return (page.kind, *gone)
    of = (f"of {page.guide_title}",) if page.guide_title else ()
    return (_WORDS.get(type(page), "Page"), *of, *gone)


def about(topic: Topic) -> Q:
    """Say as a condition that a page is about a Topic: guidance by its own word, a chapter by its guide's."""
    guides = GuidancePage.objects.filter(tagged_items__tag=topic)
    chapters = ChapterPage.objects.of_guides(guides.values("path"))
    return Q(pk__in=guides.values("pk")) | Q(pk__in=chapters.values("pk"))


def rank(
    query: Query,
    pages: QuerySet,
    start: int,
    stop: int,
    *,
    last: Collection[int] = (),
    in_titles: bool = False,
) -> list[int]:
    """Give the numbers of those of `pages` that match, best first, those in `last` behind all others. One query.

    With `in_titles` by their titles alone.
    """
    columns = ["title"] if in_titles else ["title", "body"]
    readable, who = pages.order_by().values("pk").query.sql_with_params()
    kinds = [kind.pk for kind in ContentType.objects.get_for_models(*MODELS).values()]
    if connection.vendor == "sqlite":
        matches = "wagtailsearch_indexentry_fts MATCH %s"
        asked = [f"{{{' '.join(columns)}}} : ({as_fts5(query, by_stem=True)})"]
        # Its columns stand in this order: what completes a word that is typed, the text, the title.
        score = f"-bm25(wagtailsearch_indexentry_fts, 0.0, {WEIGHTS['body']}.0, {WEIGHTS['title']}.0)"
        scored: list[str] = []
        source = """wagtailsearch_indexentry_fts
            JOIN wagtailsearch_indexentry entry ON entry.id = wagtailsearch_indexentry_fts.rowid"""
    else:
        # Each term may stand in either column, and of each there is an index. Without the name of a configuration:
        # Wagtail's index is made with the database's own.
        terms = [as_tsquery(Query((term,)), config="") for term in query.terms]
        either = (
            "(" + " OR ".join(f"entry.{column} @@ {wanted}" for column in columns) + ")"
            for wanted, _ in terms
        )
        matches = "(" + (" OR " if query.is_any else " AND ").join(either) + ")"
        asked = [word for _, words in terms for word in words * len(columns)]
        wanted, words = as_tsquery(query.any_of_it(), config="")
        score = " + ".join(f"ts_rank(entry.{column}, {wanted}) * {WEIGHTS[column]}" for column in columns)
        scored = words * len(columns)
        source = "wagtailsearch_indexentry entry"
    number = "CAST(entry.object_id AS integer)"
    is_last = f"CASE WHEN {number} IN ({', '.join(['%s'] * len(last))}) THEN 1 ELSE 0 END" if last else "0"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT {number}, {score} AS score, {is_last} AS is_last FROM {source}
                WHERE {matches} AND entry.content_type_id IN ({", ".join(["%s"] * len(kinds))})
                AND {number} IN ({readable})
                ORDER BY is_last, score DESC, 1 DESC LIMIT %s OFFSET %s""",  # noqa: S608  # every word is a parameter
            [*scored, *last, *asked, *kinds, *who, stop - start, start],
        )
        return [pk for pk, *_ in cursor.fetchall()]
