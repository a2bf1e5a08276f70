"""Each page type opens, says what it should, and may stand only in its place."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from communities.public import HEADER
from resources.blocks.body import stream
from resources.models import (
    CaseStudyPage,
    ChapterPage,
    GuidanceIndexPage,
    GuidePage,
    HomePage,
    LinkedResourcePage,
    NewsIndexPage,
    NewsPage,
    StandardPage,
)
from tests.communities.factories import OrganisationFactory, UserFactory
from tests.resources import factories as make
from tests.resources.factories import PARAGRAPH, ChapterFactory, GuideFactory

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    "factory",
    [
        make.GuideFactory,
        make.CaseStudyFactory,
        make.LinkedResourceFactory,
        make.NewsFactory,
        make.StandardFactory,
    ],
)
def test_page_has_its_title_as_the_one_h1(client, factory):
    page = factory(title="Bread & salt <together>")

    html = text_of(client.get(page.url))

    assert html.count("<h1") == 1
    assert "Bread &amp; salt &lt;together&gt;</h1>" in html


@pytest.mark.parametrize("address", ["/", "/guidance/", "/news/"])
def test_fresh_database_has_a_front_page_and_both_lists_empty_and_kind(client, address):
    html = text_of(client.get(address))

    assert html.count("<h1") == 1


def test_chapter_names_its_place_and_its_neighbours(client):
    guide = GuideFactory(title="The guide")
    first, second, third = (
        ChapterFactory(parent=guide, title=f"Chapter {word}") for word in ("one", "two", "three")
    )

    html = text_of(client.get(second.url))

    assert "Chapter 2 of 3" in html
    assert f'href="{first.url}" rel="prev"' in html
    assert f'href="{third.url}" rel="next"' in html
    assert html.count("<h1") == 1


def test_first_chapter_leads_back_to_the_introduction(client):
    guide = GuideFactory()
    chapter = ChapterFactory(parent=guide)

    html = text_of(client.get(chapter.url))

    assert f'href="{guide.url}" rel="prev"' in html


def test_whole_guide_holds_every_chapter_with_headings_of_its_own(client):
    guide = GuideFactory()
    heading = ("heading", {"text": "Who comes", "level": "h2"})
    for _ in range(2):
        ChapterFactory(parent=guide, body=stream([heading, PARAGRAPH]))

    html = text_of(client.get(f"{guide.url}whole/"))

    assert '<h3 id="chapter-1-who-comes">' in html
    assert '<h3 id="chapter-2-who-comes">' in html
    assert html.count("<h1") == 1


def test_chapter_may_not_take_the_address_of_the_whole_guide():
    chapter = ChapterPage(title="Whole", slug="whole", body=stream([PARAGRAPH]))

    with pytest.raises(ValidationError, match="Choose another"):
        GuideFactory().add_child(instance=chapter)


def test_reading_time_counts_the_chapters_as_they_come_and_go():
    guide = GuideFactory()
    words = ("paragraph", f"<p>{'word ' * 2200}</p>")
    chapter = ChapterFactory(parent=guide, body=stream([words]))

    chapter.save_revision().publish()
    guide.refresh_from_db()
    assert guide.reading_minutes == 11

    ChapterPage.objects.get(pk=chapter.pk).delete()
    guide.refresh_from_db()
    assert guide.reading_minutes == 1


def test_case_study_names_its_organisation_or_is_refused():
    assert CaseStudyPage(organisation_name="Northfield").done_by == "Northfield"
    organisation = OrganisationFactory(name="Southfield Council")
    assert CaseStudyPage(organisation=organisation).done_by == "Southfield Council"

    with pytest.raises(ValidationError, match="Choose the organisation"):
        make.CaseStudyFactory(organisation_name="")


def test_linked_resource_names_where_its_link_leads(client):
    page = make.LinkedResourceFactory(address="https://www.gov.uk/a/b")

    html = text_of(client.get(page.url))

    assert 'href="https://www.gov.uk/a/b"' in html
    assert "Open it at gov.uk" in html


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/"])
def test_linked_resource_refuses_an_address_that_is_not_of_the_web(address):
    with pytest.raises(ValidationError):
        make.LinkedResourceFactory(address=address)


@pytest.mark.parametrize(
    ("parent", "allowed"),
    [
        (Page, {HomePage, Page}),
        (HomePage, {GuidanceIndexPage, NewsIndexPage, StandardPage}),
        (GuidanceIndexPage, {GuidePage, CaseStudyPage, LinkedResourcePage}),
        (GuidePage, {ChapterPage}),
        (ChapterPage, set()),
        (CaseStudyPage, set()),
        (LinkedResourcePage, set()),
        (NewsIndexPage, {NewsPage}),
        (NewsPage, set()),
        (StandardPage, {StandardPage}),
    ],
)
def test_each_type_holds_only_its_own_kind_of_page(parent, allowed):
    assert set(parent.allowed_subpage_models()) - {Page} == allowed - {Page}


def test_signed_in_person_gets_the_desk_and_a_visitor_the_front_page(client):
    assert "resources/home.html" in {template.name for template in client.get("/").templates}

    client.force_login(UserFactory())

    assert "resources/desk.html" in {template.name for template in client.get("/").templates}


def test_slug_change_leaves_a_redirect_from_the_old_address(client, django_capture_on_commit_callbacks):
    guide = GuideFactory(slug="old-name")
    guide.slug = "new-name"

    with django_capture_on_commit_callbacks(execute=True):
        guide.save_revision().publish()

    response = client.get("/guidance/old-name/")
    assert response.status_code in (301, 302)
    assert response["Location"].endswith("/guidance/new-name/")


def test_draft_answers_as_a_page_that_never_was(client):
    draft = GuideFactory(draft=True, slug="draft")

    assert client.get("/guidance/draft/").status_code == 404
    assert client.get("/guidance/never/").status_code == 404
    assert draft.title not in text_of(client.get("/guidance/"))


@pytest.mark.parametrize(
    ("address", "counters"),
    [("/", "guidance communities talk.0"), ("/guidance/", "guidance"), ("/news/", "guidance")],
)
def test_public_page_is_marked_with_what_it_shows(client, address, counters):
    assert client.get(address)[HEADER] == counters


def test_guide_is_marked_with_the_conversations_about_it(client):
    guide = GuideFactory()

    assert f"talk.{guide.pk}" in client.get(guide.url)[HEADER].split()


def test_page_for_a_signed_in_person_is_never_marked(client):
    guide = GuideFactory()
    client.force_login(UserFactory())

    assert HEADER not in client.get(guide.url)
