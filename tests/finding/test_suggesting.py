"""What the search box offers while somebody types: things called so, as far as they may be seen."""

import pytest
from django.test import Client

from communities.limits import forget_all
from discussions.models import Thread
from tests.communities.factories import CommunityFactory, OrganisationFactory, TopicFactory, UserFactory
from tests.discussions.factories import make_member, make_thread
from tests.finding.test_search import HOSTILE
from tests.passages.factories import body_of
from tests.resources.factories import ChapterFactory, GuideFactory, make_private

pytestmark = pytest.mark.django_db

ADDRESS = "/search/suggest/"


@pytest.fixture(autouse=True)
def _anew():
    forget_all()


def offered(user, typed: str) -> list[tuple[str, str]]:
    """Give what is offered as (title, what)."""
    client = Client()
    if user:
        client.force_login(user)
    return [(row["title"], row["what"]) for row in client.get(ADDRESS, {"q": typed}).json()["rows"]]


def titles(user, typed: str) -> list[str]:
    return [title for title, _ in offered(user, typed)]


def test_each_kind_of_thing_is_offered_by_how_its_words_begin_and_says_what_it_is():
    room = CommunityFactory(open=True, name="Kettle table")
    TopicFactory(name="Kettles and urns")
    make_thread(room, title="Which kettle for a hall?")
    GuideFactory(title="Kettle care", body=body_of("Words."))
    UserFactory(name="Ada Kettle", organisation=OrganisationFactory(name="Barrow Council"))

    assert offered(UserFactory(), "ket") == [
        ("Kettles and urns", "Topic"),
        ("Kettle care", "Guidance"),
        ("Kettle table", "Community"),
        ("Which kettle for a hall?", "Question in Kettle table"),
        ("Ada Kettle", "Barrow Council"),
    ]


def test_a_chapter_says_of_which_guide_it_is_as_far_as_that_may_be_read():
    guide = GuideFactory(title="Hot water", body=body_of("Words."))
    ChapterFactory(title="Kettle care", parent=guide, body=body_of("Words."))
    assert offered(None, "kettle") == [("Kettle care", "Chapter of Hot water")]

    guide.unpublish()

    assert ("Kettle care", "Chapter of Hot water") not in offered(None, "kettle")


@pytest.mark.parametrize(
    "typed", ["pol", "polici", "policin", "policing", "POLICING", "policing in", "in pol", "wha"]
)
def test_a_conversation_is_offered_at_every_letter_of_its_title(typed):
    make_thread(CommunityFactory(open=True), title="What policing in towns means")

    assert titles(None, typed) == ["What policing in towns means"]


def test_a_name_with_an_apostrophe_is_offered_as_it_is_written():
    UserFactory(name="Ada O'Brien")

    assert titles(UserFactory(), "o'bri") == ["Ada O'Brien"]


def test_the_middle_of_a_word_is_no_beginning():
    make_thread(CommunityFactory(open=True), title="Teakettles")

    assert titles(None, "kett") == []


@pytest.mark.parametrize("level", ["members", "private", "confidential"])
def test_what_a_room_holds_is_offered_to_those_who_read_there_alone(level):
    room = CommunityFactory(**{level: True})
    make_thread(room, title="Kettles within")

    assert titles(make_member(room), "kettles") == ["Kettles within"]
    assert titles(UserFactory(), "kettles") == titles(None, "kettles") == []


def test_private_pages_confidential_rooms_and_unlisted_people_are_not_offered():
    make_private(GuideFactory(title="Kettles within", body=body_of("Words.")))
    room = CommunityFactory(confidential=True, name="Kettle table")
    UserFactory(name="Ada Kettle", is_listed=False)
    UserFactory(name="Bea Kettle")

    assert titles(None, "kettle") == []
    assert titles(UserFactory(), "kettle") == ["Kettles within", "Bea Kettle"]
    assert "Kettle table" in titles(make_member(room), "kettle")


def test_at_most_eight_are_offered_and_no_kind_takes_all_of_them():
    room = CommunityFactory(open=True)
    for number in range(5):
        make_thread(room, title=f"Kettle {number}")
        GuideFactory(title=f"Kettle guide {number}", body=body_of("Words."))
        CommunityFactory(open=True, name=f"Kettle room {number}")

    kinds = [what.split(" in ")[0] for _, what in offered(None, "kettle")]

    assert kinds == ["Guidance"] * 3 + ["Community"] * 3 + ["Question"] * 2


def test_it_takes_as_many_queries_for_much_as_for_little(django_assert_max_num_queries):
    reader = UserFactory()
    client = Client()
    client.force_login(reader)
    room = CommunityFactory(open=True)
    make_thread(room, title="Kettle")
    GuideFactory(title="Kettle guide", body=body_of("Words."))
    client.get(ADDRESS, {"q": "kettle"})
    with django_assert_max_num_queries(15) as little:
        client.get(ADDRESS, {"q": "kettle"})
    for number in range(4):
        make_thread(CommunityFactory(open=True, name=f"Kettle {number}"), title="Kettle")
        GuideFactory(title=f"Kettle guide {number}", body=body_of("Words."))
        UserFactory(name="Kettle", organisation=OrganisationFactory())

    with django_assert_max_num_queries(len(little)):
        client.get(ADDRESS, {"q": "kettle"})


@pytest.mark.parametrize("typed", ["k", "", " ", *HOSTILE])
def test_whatever_is_typed_gets_an_answer(typed):
    make_thread(CommunityFactory(open=True), title="Evenings")

    assert titles(UserFactory(), typed) == []


def test_nobody_keeps_what_was_offered(client):
    assert client.get(ADDRESS, {"q": "kettle"})["Cache-Control"] == "private, no-store"


def test_too_many_letters_an_hour_are_refused_with_a_sentence(client, monkeypatch):
    monkeypatch.setattr("finding.views.TYPING_LIMIT", "1/hour")
    client.get(ADDRESS, {"q": "kettle"})

    answer = client.get(ADDRESS, {"q": "kettle"})

    assert answer.status_code == 429
    assert "try again" in answer.json()["error"]


def test_both_boxes_say_where_suggestions_come_from_and_search_without_them(client):
    for address in ("/communities/", "/search/"):
        page = client.get(address).content.decode()
        assert f'data-suggest="{ADDRESS}"' in page
        assert 'action="/search/"' in page


def test_a_new_title_is_offered_from_its_next_letter_on():
    thread = make_thread(CommunityFactory(open=True), title="Kettles")
    Thread.objects.filter(pk=thread.pk).update(title="Urns")

    assert titles(None, "kettles") == []
    assert titles(None, "urn") == ["Urns"]
