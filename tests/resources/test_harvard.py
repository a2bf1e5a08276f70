"""Citing a page of the hub: one line, for each kind of page."""

from datetime import date

import pytest

from communities.public import HEADER
from resources.harvard import citation_of
from resources.models import PageAuthor
from tests.communities.factories import OrganisationFactory
from tests.resources import factories as make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 29)


def write(page, *names: str):
    for order, name in enumerate(names):
        page.authors.add(PageAuthor(organisation=OrganisationFactory(name=name), sort_order=order))
    page.save()
    return type(page).objects.get(pk=page.pk)


def test_without_authors_the_hub_is_cited():
    guide = make.GuideFactory(title="Bridging")

    assert citation_of(guide, TODAY) == (
        f"Cohesion Hub (2022) Bridging. Available at: {guide.full_url} (Accessed: 29 November 2026)."
    )


@pytest.mark.parametrize(
    ("names", "who"), [(["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_authors_are_named_and_the_hub_publishes(names, who):
    guide = write(make.GuideFactory(title="Bridging"), *names)

    assert citation_of(guide, TODAY).startswith(f"{who} (2022) Bridging. Cohesion Hub. Available at: http")


def test_a_chapter_is_cited_as_a_part_of_its_guide():
    chapter = make.ChapterFactory(parent=make.GuideFactory(title="Bridging"), title="Inviting")

    assert "(2022) ‘Inviting’, in Bridging. Available at:" in citation_of(chapter, TODAY)
    assert chapter.full_url in citation_of(chapter, TODAY)


@pytest.mark.parametrize("factory", [make.GuideFactory, make.CaseStudyFactory, make.LinkedResourceFactory])
def test_a_page_offers_its_citation_and_stays_one_that_is_kept_for_everybody(client, factory):
    page = factory(title="Bread & salt")

    answer = client.get(page.url)

    assert "(2022) Bread &amp; salt." in answer.content.decode()
    assert answer[HEADER]
