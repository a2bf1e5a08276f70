"""The list of guidance: its filters stand in the address, and it costs the same however long it is."""

import pytest
from django.core.management import call_command

from resources.blocks.body import stream
from resources.models import Audience, GuidanceIndexPage, HomePage, HomePick
from tests.communities.factories import TopicFactory
from tests.resources import factories as make
from tests.resources.factories import ChapterFactory, GuideFactory

pytestmark = pytest.mark.django_db


def titles(response) -> list[str]:
    assert response.status_code == 200
    return [page.title for page in response.context["page_obj"]]


@pytest.fixture
def three_kinds():
    """One piece of each kind, oldest first: guide, case study, linked resource."""
    return (
        GuideFactory(title="The guide"),
        make.CaseStudyFactory(title="The study"),
        make.LinkedResourceFactory(title="The report"),
    )


def test_newest_guidance_stands_first(client, three_kinds):
    assert titles(client.get("/guidance/")) == ["The report", "The study", "The guide"]


@pytest.mark.parametrize(
    ("kind", "title"),
    [("guide", "The guide"), ("case-study", "The study"), ("linked-resource", "The report")],
)
def test_type_filter_keeps_one_kind(client, three_kinds, kind, title):
    assert titles(client.get(f"/guidance/?type={kind}")) == [title]


def test_topic_filter_keeps_what_is_about_it_and_other_filters_stay(client, three_kinds):
    topic = TopicFactory(slug="sport")
    for page in three_kinds[:2]:
        page.topics.set([topic])
        page.save()

    assert titles(client.get("/guidance/?topic=sport")) == ["The study", "The guide"]
    assert titles(client.get("/guidance/?topic=sport&type=guide")) == ["The guide"]


def test_audience_filter_keeps_what_names_it_and_what_names_nobody(client, three_kinds):
    guide, study, _ = three_kinds
    councils, schools = (Audience.objects.get(slug=slug) for slug in ("councils", "schools"))
    guide.audiences = [councils, schools]
    guide.save()
    study.audiences = [schools]
    study.save()

    assert titles(client.get("/guidance/?audience=councils")) == ["The report", "The guide"]


def test_count_is_said_in_words(client):
    assert "No guidance found" in client.get("/guidance/").content.decode()
    GuideFactory()
    assert "1 piece of guidance" in client.get("/guidance/").content.decode()
    GuideFactory()
    assert "2 pieces of guidance" in client.get("/guidance/").content.decode()


def test_filters_in_use_can_each_be_taken_away_by_a_link(client, three_kinds):
    html = client.get("/guidance/?type=guide&q=guide").content.decode()

    assert 'href="?q=guide"' in html
    assert 'href="?type=guide"' in html


def test_empty_result_says_what_to_do(client, three_kinds):
    html = client.get("/guidance/?q=zzzz").content.decode()

    assert "Nothing matches all of that" in html
    assert "Show all guidance" in html


def test_unknown_filter_is_an_error_on_its_field_and_not_a_crash(client, three_kinds):
    response = client.get("/guidance/?topic=nonsense&type=%00&audience=' OR 1=1")

    assert response.status_code == 200
    assert "Select a valid choice" in response.content.decode()


@pytest.mark.parametrize("words", ['"', "a AND", "NEAR(", "*", "-", "ŵ", "'; DROP", "%00", "x" * 5000])
def test_search_takes_any_words(client, three_kinds, words):
    assert client.get("/guidance/", {"q": words}).status_code == 200


def test_search_finds_words_of_the_title_body_and_chapters(client):
    guide = GuideFactory(title="Bridges", body=stream([("paragraph", "<p>Marzipan</p>")]))
    ChapterFactory(parent=guide, body=stream([("paragraph", "<p>Rhubarb</p>")]))
    GuideFactory(title="Something else")
    call_command("rebuild_references_index", verbosity=0)

    for words in ("bridges", "marzipan", "rhubarb"):
        assert titles(client.get("/guidance/", {"q": words})) == ["Bridges"]


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "99999999999999999999", "9" * 5000, "1.5", "٣"])
def test_page_of_results_that_does_not_exist_is_not_found(client, three_kinds, number):
    assert client.get(f"/guidance/?page={number}").status_code == 404
    assert client.get(f"/news/?page={number}").status_code == 404


def test_long_list_is_in_pages_that_keep_the_filters(client):
    for _ in range(21):
        GuideFactory()

    html = client.get("/guidance/?type=guide").content.decode()

    assert "type=guide&amp;page=2" in html
    assert len(titles(client.get("/guidance/?type=guide&page=2"))) == 1


@pytest.mark.parametrize(
    "address", ["/guidance/", "/guidance/?q=guide", "/guidance/?topic=sport&type=guide", "/"]
)
def test_list_asks_as_often_for_one_row_as_for_twenty(client, django_assert_max_num_queries, address):
    topics = [TopicFactory(slug="sport"), TopicFactory(), TopicFactory()]

    def grow(count):
        for _ in range(count):
            guide = GuideFactory()
            guide.topics.set(topics)
            guide.save()

    grow(1)
    client.get(address)
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    grow(19)
    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_front_page_shows_the_picks_in_the_editors_order(client, three_kinds):
    guide, study, _ = three_kinds
    home = HomePage.objects.get()
    for order, page in enumerate([guide, study]):
        HomePick.objects.create(home=home, page=page, sort_order=order)

    assert [page.title for page in client.get("/").context["guidance"]] == ["The guide", "The study"]


def test_guidance_index_exists_once_only():
    assert not GuidanceIndexPage.can_create_at(HomePage.objects.get())
