"""The page of a topic: everything about it that whoever looks may see, part by part."""

import pytest
from django.test import Client

from discussions import actions
from discussions.models.stored_file import SENT_STATES, ScanState
from files.models import FileVersion
from tests.communities.factories import CommunityFactory, OrganisationFactory, TopicFactory, UserFactory
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread
from tests.files.factories import hide, make_file
from tests.passages.factories import body_of
from tests.practice.factories import make_record
from tests.resources.factories import CaseStudyFactory, ChapterFactory, GuideFactory, make_private

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return TopicFactory(name="Kettles", slug="kettles", description="Hot water for many.")


def look(user=None, part: str = "", slug: str = "kettles") -> str:
    """Give the page of the topic, or of one part of it, as somebody sees it."""
    client = Client()
    if user:
        client.force_login(user)
    answer = client.get(f"/topics/{slug}/{f'{part}/' if part else ''}")
    assert answer.status_code == 200
    return answer.content.decode()


def put(topic, thing):
    """Put something under a topic; pages and communities keep it when they are saved."""
    thing.topics.add(topic)
    thing.save()
    return thing


def fill(topic, community, number: str = "one"):
    """Put one of everything under a topic."""
    guide = put(topic, GuideFactory(title=f"Guide {number}", body=body_of("Words.")))
    ChapterFactory(title=f"Chapter {number}", parent=guide, body=body_of("Words."))
    put(topic, CaseStudyFactory(title=f"Case {number}"))
    make_record(page=guide, happened=f"Tried {number}")
    thread = put(topic, make_thread(community, title=f"Talk {number}"))
    actions.mark_answer(thread=thread, post=make_reply(thread), marker=lead_of(community))
    put(topic, make_thread(community, title=f"Question {number}"))
    put(topic, CommunityFactory(open=True, name=f"Room {number}"))
    UserFactory(name=f"Person {number} knows", organisation=OrganisationFactory()).tagged_items.create(
        tag=topic
    )
    put(topic, make_file(community, title=f"File {number}"))


def test_a_topic_gathers_everything_about_it(topic):
    fill(topic, CommunityFactory(open=True))

    page = look(UserFactory())

    for name in ("Guide", "Chapter", "Case", "Tried", "Talk", "Question", "Room", "File"):
        assert f"{name} one" in page
    assert "Person one knows" in page
    assert "Hot water for many." in page


def test_signed_out_it_shows_only_what_is_open(topic):
    fill(topic, CommunityFactory(members=True))
    make_private(put(topic, GuideFactory(title="Kept guide", body=body_of("Words."))))
    put(topic, CommunityFactory(confidential=True, name="Kept room"))

    page = look()

    for name in ("Guide one", "Chapter one", "Case one", "Tried one", "Room one"):
        assert name in page
    for name in ("Talk one", "Question one", "File one", "Person one", "Kept"):
        assert name not in page


def test_what_a_room_holds_is_gathered_for_those_who_read_there(topic):
    room = CommunityFactory(private=True)
    put(topic, make_thread(room, title="Within"))
    put(topic, make_file(room, title="Inside"))

    assert {"Within" in (page := look(make_member(room))), "Inside" in page} == {True}
    assert {"Within" in (page := look(UserFactory())), "Inside" in page} == {False}
    for part in ("conversations", "questions", "files"):
        assert "Nothing of this kind yet" in look(UserFactory(), part)


def test_hidden_drafted_and_unlisted_things_are_not_gathered(topic):
    room = CommunityFactory(open=True)
    member = make_member(room, user=UserFactory(organisation=OrganisationFactory()))
    file = put(topic, make_file(room, member, title="Hidden file"))
    hide(file, lead_of(room))
    make_record(
        page=put(topic, GuideFactory(title="A guide")), author=member, happened="Half tried", draft=True
    )
    put(topic, GuideFactory(title="Unfinished guide", live=False))
    UserFactory(name="Nobody to see", is_listed=False).tagged_items.create(tag=topic)

    page = look(member)

    assert "A guide" in page
    for name in ("Hidden file", "Half tried", "Unfinished guide", "Nobody to see"):
        assert name not in page


@pytest.mark.parametrize("state", sorted(set(ScanState) - set(SENT_STATES)))
def test_a_file_that_nobody_can_have_yet_is_not_gathered(topic, state):
    room = CommunityFactory(open=True)
    file = put(topic, make_file(room, title="Unlooked at"))
    assert "Unlooked at" in look()

    FileVersion.objects.filter(pk=file.current_id).update(state=state)

    assert "Unlooked at" not in look(file.added_by)
    assert "Unlooked at" not in look(file.added_by, "files")


def test_an_answered_question_is_no_open_one(topic):
    fill(topic, CommunityFactory(open=True))

    assert "Talk one" not in look(None, "questions")
    assert "Question one" in look(None, "questions")
    assert "Talk one" in look(None, "conversations")


def test_each_part_leads_to_all_of_it_once_there_is_more(topic):
    room = CommunityFactory(open=True)
    for number in range(5):
        fill(topic, room, f"n{number}")

    page = look(UserFactory())

    assert 'href="/guidance/?topic=kettles"' in page
    assert 'href="/guidance/?topic=kettles&amp;type=case-study"' in page
    assert 'href="/people/?topic=kettles"' in page
    for part in ("chapters", "tried", "questions", "conversations", "communities", "files"):
        assert f'href="/topics/kettles/{part}/"' in page
        whole = look(UserFactory(), part)
        assert all(f"n{number}" in whole for number in range(5))


@pytest.mark.parametrize(
    ("part", "address"), [("guidance", "/guidance/?topic=kettles"), ("people", "/people/?topic=kettles")]
)
def test_a_part_that_has_a_list_already_leads_there(client, topic, part, address):
    assert client.get(f"/topics/kettles/{part}/")["Location"] == address


@pytest.mark.parametrize(
    "address", ["/topics/urns/", "/topics/kettles/secrets/", "/topics/kettles/files/?page=9"]
)
def test_what_is_not_there_is_not_found(client, topic, address):
    assert client.get(address).status_code == 404


def test_an_empty_topic_says_how_things_come_here(topic):
    page = look(UserFactory())

    assert "Nothing about this yet" in page
    assert "Say so on your profile" in page
    assert "Ask in a community" in page
    assert "that is open to everybody" in look()


def test_it_takes_as_many_queries_for_much_as_for_little(topic, client, django_assert_max_num_queries):
    room = CommunityFactory(open=True)
    client.force_login(make_member(room))
    fill(topic, room)
    client.get("/topics/kettles/")
    with django_assert_max_num_queries(40) as little:
        client.get("/topics/kettles/")
    for number in range(4):
        fill(topic, room, f"n{number}")

    with django_assert_max_num_queries(len(little)):
        client.get("/topics/kettles/")


def test_tags_lead_to_the_topic(client, topic):
    room = put(topic, CommunityFactory(open=True, name="Room"))
    thread = put(topic, make_thread(room))
    guide = put(topic, GuideFactory(body=body_of("Words.")))
    me = make_member(room)
    me.tagged_items.create(tag=topic)
    client.force_login(me)

    for address in (
        thread.get_absolute_url(), guide.url, "/communities/", f"/people/{me.pk}/", "/", "/topics/",
        "/search/?topic=kettles", "/guidance/?topic=kettles", f"/communities/{room.slug}/threads/?topic=kettles",
    ):  # fmt: skip
        assert 'href="/topics/kettles/"' in client.get(address).content.decode(), address


def test_a_desk_without_topics_says_where_to_name_them(client):
    client.force_login(UserFactory())

    assert "Say on" in client.get("/").content.decode().split('id="topics-title"')[1].split("</section>")[0]


def test_an_old_row_under_a_topic_is_shown_to_nobody_who_lost_the_right(topic):
    room = CommunityFactory(open=True)
    put(topic, make_thread(room, title="Once open"))
    room.privacy = "members"
    room.save()

    assert "Once open" not in look()


def test_an_open_question_is_shown_once_on_the_page(topic):
    room = CommunityFactory(open=True)
    for number in range(6):
        put(topic, make_thread(room, title=f"Question {number}"))

    page = look()

    assert all(page.count(f">Question {number}</a>") == 1 for number in range(6))
