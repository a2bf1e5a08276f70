"""Guidance beside a conversation, conversations beside guidance: the nearest few that a reader may see."""

import pytest
from django.test import Client

from discussions.models import Thread
from finding import related, synonyms
from tests.communities.factories import CommunityFactory, TopicFactory, UserFactory
from tests.discussions.factories import make_member, make_thread
from tests.passages.factories import body_of
from tests.resources.factories import ChapterFactory, GuideFactory, NewsFactory, make_private

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _anew():
    synonyms.forget()


def beside(address: str, user=None) -> str:
    """Give what a page shows of what is related, as somebody sees it."""
    client = Client()
    if user:
        client.force_login(user)
    page = client.get(address).content.decode()
    return page.split('id="related-title"')[1].split("</section>")[0] if 'id="related-title"' in page else ""


def guide(title: str, topic=None, **facts):
    page = GuideFactory(title=title, body=body_of("Words."), **facts)
    if topic:
        page.topics.add(topic)
        page.save()
    return page


def talk(title: str, community=None, topic=None) -> Thread:
    thread = make_thread(community or CommunityFactory(open=True), title=title)
    if topic:
        thread.topics.add(topic)
    return thread


def test_guidance_that_shares_words_or_a_topic_stands_beside_a_conversation():
    topic = TopicFactory()
    guide("Kettles for large halls")
    guide("Something else", topic)
    guide("A kettle in passing")

    shown = beside(talk("Which kettle for a hall?", topic=topic).get_absolute_url())

    assert "Kettles for large halls" in shown
    assert "Something else" in shown
    assert "in passing" not in shown


def test_a_chapter_and_news_are_related_too():
    ChapterFactory(title="Kettles in halls", parent=guide("Hot water"), body=body_of("Words."))
    NewsFactory(title="Hall kettles recalled")

    shown = beside(talk("Which kettle for a hall?").get_absolute_url())

    assert "Kettles in halls" in shown
    assert "Hall kettles recalled" in shown


def test_the_page_a_conversation_is_about_is_not_named_again():
    page = guide("Kettles for large halls")
    thread = talk("Which kettle for a hall?")
    Thread.objects.filter(pk=thread.pk).update(page=page)

    assert "Kettles for large halls" not in beside(thread.get_absolute_url())


def test_private_guidance_stands_beside_a_conversation_for_those_who_may_read_it_alone():
    topic = TopicFactory()
    make_private(guide("Kettles for halls", topic))
    address = talk("Which kettle for a hall?", topic=topic).get_absolute_url()

    assert "Kettles for halls" in beside(address, UserFactory())
    assert "Kettles for halls" not in beside(address)
    assert "Kettles for halls" not in beside(address, UserFactory(unverified=True))


@pytest.mark.parametrize("level", ["members", "private", "confidential"])
def test_conversations_of_a_closed_room_stand_beside_guidance_for_its_members_alone(level):
    topic = TopicFactory()
    room = CommunityFactory(**{level: True})
    talk("Which kettle for a hall?", room, topic)
    page = guide("Kettles for large halls", topic)

    assert "Which kettle for a hall?" in beside(page.url, make_member(room))
    assert "Which kettle" not in beside(page.url, UserFactory())
    assert "Which kettle" not in beside(page.url)


def test_a_chapter_has_the_topics_of_its_guide():
    topic = TopicFactory()
    talk("Soup for many", topic=topic)
    chapter = ChapterFactory(title="Bowls", parent=guide("Hot water", topic), body=body_of("Words."))

    assert "Soup for many" in beside(chapter.url, UserFactory())


def test_what_is_about_the_page_stands_above_and_not_among_the_related():
    page = guide("Kettles for large halls")
    thread = talk("Which kettle for a hall?")
    Thread.objects.filter(pk=thread.pk).update(page=page)

    assert "Which kettle" not in beside(page.url, UserFactory())


def test_signed_out_a_page_of_guidance_is_the_same_whatever_was_said(client):
    topic = TopicFactory()
    page = guide("Kettles for large halls", topic)
    before = client.get(page.url)
    talk("Which kettle for a hall?", topic=topic)

    after = client.get(page.url)

    assert before.content == after.content
    assert "Look for more conversations about this" in after.content.decode()


def test_at_most_five_are_shown_and_those_that_share_more_come_first():
    topic = TopicFactory()
    for number in range(7):
        guide(f"Kettles, halls and more {number}")
    guide("Hall kettles", topic)

    shown = beside(talk("Which kettle for a hall?", topic=topic).get_absolute_url())

    assert shown.count("<li>") == 5
    assert shown.index("Hall kettles") < shown.index("Kettles, halls")


@pytest.mark.parametrize("title", ["What is this about?", "???", '"', "x" * 140, "a AND b OR (c"])
def test_any_title_makes_a_page(title):
    address = talk(title).get_absolute_url()

    assert "Look for guidance about this" in Client().get(address).content.decode()
    assert Client().get(guide(f"{title} page").url).status_code == 200


@pytest.mark.parametrize("hidden", [0, 3])
def test_of_a_topic_the_conversations_begun_last_are_looked_at_whatever_stands_in_closed_rooms(
    monkeypatch, hidden
):
    monkeypatch.setattr(related, "BEGUN_LAST", 1)
    topic, private = TopicFactory(), CommunityFactory(private=True)
    talk("Begun first", topic=topic)
    talk("Begun last", topic=topic)
    for number in range(hidden):
        talk(f"Closed {number}", private, topic)

    shown = beside(guide("Kettles for halls", topic).url, UserFactory())

    assert "Begun last" in shown
    assert "Begun first" not in shown


def test_pages_take_as_many_queries_for_much_as_for_little(client, django_assert_max_num_queries):
    topic = TopicFactory()
    room = CommunityFactory(members=True)
    client.force_login(make_member(room))
    addresses = [talk("Which kettle for a hall?", room, topic).get_absolute_url()]
    addresses.append(guide("Kettles for halls", topic).url)
    talk("Kettle hall", room)
    guide("Kettle hall")
    little = []
    for address in addresses:
        client.get(address)
        with django_assert_max_num_queries(90) as asked:
            client.get(address)
        little.append(len(asked))
    for number in range(7):
        talk(f"Kettle hall {number}", room, topic)
        guide(f"Kettle hall {number}", topic)

    for address, most in zip(addresses, little, strict=True):
        with django_assert_max_num_queries(most):
            client.get(address)


def test_where_no_guidance_is_near_no_heading_stands_over_the_way_to_look(client):
    page = client.get(talk("Nothing like it").get_absolute_url()).content.decode()

    assert "Guidance that may help" not in page
    assert "Look for guidance about this" in page
