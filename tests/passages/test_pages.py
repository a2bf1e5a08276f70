"""Passages on the page: marks beside paragraphs, the page of a part, and the words beside a conversation."""

from uuid import uuid4

import pytest
from django.urls import reverse

from discussions.models import HeldPost, Thread
from passages.forms import WHOLE
from passages.models import Passage
from tests.communities.factories import CommunityFactory, TopicFactory, UserFactory
from tests.discussions.factories import make_member
from tests.passages.factories import MIDDLE, make_page, make_passage, talk_about
from tests.resources.factories import ChapterFactory, make_private

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    return make_page()


def part_of(guide, place: int = 1, **query) -> str:
    return reverse("passages:part", args=[guide.pk, guide.body[place].id], query=query or None)


def mark_beside(client, guide, place: int = 1) -> str:
    words = client.get(guide.url).content.decode()
    return words.split(f'href="{part_of(guide, place)}" data-mark>')[1].split("<")[0]


def test_a_mark_counts_the_conversations_this_reader_may_read(client, guide):
    passage = make_passage(guide, "the first day")
    talk_about(passage, CommunityFactory(open=True))
    private = talk_about(make_passage(guide, "mixed later."), CommunityFactory(private=True))

    signed_out = mark_beside(client, guide)
    client.force_login(make_member(private.community))

    assert signed_out == "1 conversation"
    assert mark_beside(client, guide) == "2 conversations"
    assert mark_beside(client, guide, 0) == "Ask about this"


def test_marks_cost_the_same_whatever_is_said(client, guide, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    community = CommunityFactory(open=True)
    talk_about(make_passage(guide), community)
    client.get(guide.url)
    with CaptureQueriesContext(connection) as once:
        client.get(guide.url)
    for word in MIDDLE.split():
        talk_about(make_passage(guide, word), community)

    with django_assert_max_num_queries(len(once)):
        client.get(guide.url)


def test_the_page_of_a_part_lists_what_this_reader_may_read(client, guide):
    passage = make_passage(guide)
    open_one = talk_about(passage, CommunityFactory(open=True), title="Why on the first day?")
    private = talk_about(passage, CommunityFactory(private=True), title="It went wrong here")
    elsewhere = talk_about(make_passage(guide, place=0), CommunityFactory(open=True), title="Which kettle?")

    words = client.get(part_of(guide)).content.decode()

    assert MIDDLE in words
    assert open_one.title in words
    assert private.title not in words
    assert elsewhere.title not in words


def test_a_part_is_not_found_by_those_who_may_not_read_the_page(client, guide):
    address = part_of(guide)
    make_private(guide)

    assert client.get(address).status_code == 404
    assert client.get(reverse("passages:part", args=[guide.pk + 1000, uuid4()])).status_code == 404
    client.force_login(UserFactory())
    assert client.get(address).status_code == 200


def test_a_heading_and_a_block_that_is_gone_are_no_parts(client, guide):
    assert client.get(reverse("passages:part", args=[guide.pk, uuid4()])).status_code == 404


def test_somebody_signed_out_is_led_to_sign_in_and_back(client, guide):
    address = part_of(guide, words="the first day")

    words = client.get(address).content.decode()
    pressed = client.post(address, {"words": ""})

    assert "Sign in to ask about it" in words
    assert pressed.status_code == 302
    assert pressed["Location"].startswith(reverse("account_login"))


def test_one_who_waits_for_approval_is_told_so(client, guide):
    client.force_login(UserFactory(unapproved=True))

    assert "as soon as the network" in client.get(part_of(guide)).content.decode()


def test_one_without_a_community_is_led_to_find_one(client, guide):
    client.force_login(UserFactory())

    assert "Find a community to join" in client.get(part_of(guide)).content.decode()


def test_chosen_words_and_sentences_are_offered(client, guide):
    client.force_login(make_member(CommunityFactory(members=True)))

    words = client.get(part_of(guide, words="eams on the fir")).content.decode()

    assert "“teams on the first”" in words
    assert "“Mix the teams on the first day.”" in words
    assert "The whole paragraph" in words


def test_words_that_are_not_there_are_not_offered(client, guide):
    client.force_login(make_member(CommunityFactory(members=True)))

    words = client.get(part_of(guide, words="SECRET")).content.decode()

    assert "SECRET" not in words.split("</title>")[1].split("<form", 1)[1]


def test_a_question_begins_about_the_chosen_words(client, guide):
    community = CommunityFactory(members=True)
    client.force_login(make_member(community))

    chosen = client.post(
        part_of(guide, words="the first day"), {"words": "the first day.", "community": community.pk}
    )
    form = client.get(chosen["Location"])
    client.post(
        chosen["Location"],
        {
            "title": "Why on the first day?",
            "kind": "question",
            "body": "Why?",
            "body_format": "text",
            "token": uuid4(),
        },
    )

    assert "<mark>the first day.</mark>" in form.content.decode()
    assert form.context["form"]["kind"].value() == "question"
    thread = Thread.objects.get()
    assert (thread.page_id, thread.passage) == (guide.pk, Passage.objects.get().pk)


def test_a_question_that_waits_keeps_its_words(client, guide):
    community = CommunityFactory(members=True, holding="every")
    client.force_login(make_member(community))

    chosen = client.post(part_of(guide), {"words": WHOLE, "community": community.pk})
    client.post(
        chosen["Location"],
        {
            "title": "Why on the first day?",
            "kind": "question",
            "body": "Why?",
            "body_format": "text",
            "token": uuid4(),
        },
    )

    assert HeldPost.objects.get().passage == Passage.objects.get().pk


def test_what_is_missing_is_said(client, guide):
    client.force_login(make_member(CommunityFactory(members=True)))
    strange = CommunityFactory(members=True)

    for values in (
        {"words": ""},
        {"words": "", "community": strange.pk},
        {"words": "not there", "community": ""},
    ):
        response = client.post(part_of(guide), values)
        assert response.status_code == 422
        assert "There is a problem" in response.content.decode()
    assert not Passage.objects.exists()


def test_a_conversation_shows_its_words_to_those_who_may_read_the_page(client, guide):
    thread = talk_about(make_passage(guide, "the first day"), CommunityFactory(open=True))

    before = client.get(thread.get_absolute_url()).content.decode()
    make_private(guide)
    after = client.get(thread.get_absolute_url()).content.decode()

    assert "<mark>the first day.</mark>" in before
    assert "the first day." not in after


def test_words_of_an_earlier_version_say_so(client, guide):
    passage = make_passage(guide)
    thread = talk_about(passage, CommunityFactory(open=True))
    Passage.objects.update(is_placed=False)

    assert "earlier version" in client.get(thread.get_absolute_url()).content.decode()


def test_nobody_holds_more_passages_than_an_hour_bears(client, guide):
    community = CommunityFactory(open=True)
    client.force_login(make_member(community))
    asked = {"words": WHOLE, "community": community.pk}
    for _ in range(60):
        client.post(part_of(guide), asked)

    answer = client.post(part_of(guide), asked)

    assert answer.status_code == 403
    assert "often enough" in answer.content.decode()


def test_a_conversation_about_a_page_begins_with_the_topics_of_the_page(client, guide):
    kettles, urns, halls = (TopicFactory(name=name) for name in ("Kettles", "Urns", "Halls"))
    guide.topics.add(kettles, urns)
    guide.save()
    chapter = ChapterFactory(parent=guide)
    passage = make_passage(guide)
    community = CommunityFactory(open=True)
    client.force_login(make_member(community))
    start = reverse("discussions:thread-start", args=[community.slug])

    for query in (f"?page={guide.pk}&passage={passage.pk}", f"?page={chapter.pk}"):
        form = client.get(start + query).context["form"]
        assert set(form["topics"].value()) == {kettles.pk, urns.pk}
        assert "The page’s own are ticked" in form.fields["topics"].help_text
    assert not client.get(start).context["form"]["topics"].value()

    words = {"title": "Which kettle?", "kind": "question", "body": "For forty.", "body_format": "text"}
    chosen = {"topics": [urns.pk, halls.pk], "token": uuid4()}
    client.post(f"{start}?page={guide.pk}", words | chosen)
    assert set(Thread.objects.get(title="Which kettle?").topics.all()) == {urns, halls}
