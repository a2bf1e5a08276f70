"""Words that cannot be posted come back, whatever stood in their way."""

import re

import pytest
from django.db import OperationalError
from django.utils import timezone

from communities.models import Community, FormerSlug, Membership
from discussions import actions
from discussions.models import Thread, ThreadReading
from tests.communities.factories import CommunityFactory, TopicFactory
from tests.discussions.factories import make_member, make_reply, make_thread
from tests.discussions.pages import address, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread():
    return make_thread(CommunityFactory(open=True), replies=2)


@pytest.fixture
def member(thread):
    return make_member(thread.community)


BY_SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def former_member():
    """Give somebody who has just left a Community that only members read, and a Thread of it."""
    thread = make_thread(CommunityFactory())
    member = make_member(thread.community)
    Membership.objects.filter(user=member).update(state=Membership.State.ENDED)
    return member, thread


def test_other_words_with_a_used_token_are_refused_and_kept(thread, member):
    client, first = signed_in(member), words("First words.")
    client.post(address(thread, "reply/"), first)

    response = client.post(address(thread, "reply/"), first | {"body": "Second words."})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Your first words are posted already, as post 4" in page
    assert "Second words." in page
    assert first["token"] not in page
    assert thread.posts.count() == 4


def test_other_words_with_a_used_token_get_a_new_one_by_script(thread, member):
    client, first = signed_in(member), words("First words.")
    client.post(address(thread, "reply/"), first, headers=BY_SCRIPT)

    refused = client.post(address(thread, "reply/"), first | {"body": "Second words."}, headers=BY_SCRIPT)
    token = refused.json()["token"]
    again = client.post(
        address(thread, "reply/"), first | {"body": "Second words.", "token": token}, headers=BY_SCRIPT
    )

    assert refused.status_code == 409
    assert "posted already, as post 4" in refused.json()["errors"]["__all__"][0]
    assert again.json()["number"] == 5


def test_other_words_with_the_token_of_a_started_thread_are_kept(member, thread):
    client, start = signed_in(member), f"/communities/{thread.community.slug}/threads/start/"
    first = words("First words.", title="Who has tried this?", kind="question")
    client.post(start, first)

    response = client.post(start, first | {"body": "Second words."})

    assert response.status_code == 409
    assert "Second words." in response.content.decode()
    assert first["token"] not in response.content.decode()
    assert Thread.objects.count() == 2


@pytest.mark.parametrize("privacy", ["members", "confidential"])
def test_reply_after_leaving_a_closed_community_gives_the_words_back(former_member, privacy):
    member, thread = former_member
    Community.objects.update(privacy=privacy, joining="invitation", is_chatham_house=True)

    response = signed_in(member).post(
        address(thread, "reply/"), words("<p>My <b>careful</b> words</p>", body_format="html")
    )

    assert response.status_code == 404
    assert "My **careful** words</textarea>" in response.content.decode()


def masked(response, pk: int) -> str:
    """Give a page without what differs each time it is asked for, and without the number asked for."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return page.replace(f"/{pk}/", "/0/")


def test_words_come_back_the_same_from_a_thread_that_never_was(former_member):
    member, thread = former_member
    client, form = signed_in(member), words("My careful words")

    real = client.post(address(thread, "reply/"), form)
    absent = client.post(address(thread, "reply/").replace(f"/{thread.pk}/", "/999999/"), form)

    assert real.status_code == absent.status_code == 404
    assert masked(real, thread.pk) == masked(absent, 999999)


def test_reply_by_script_after_leaving_is_refused_in_a_sentence(former_member):
    member, thread = former_member

    response = signed_in(member).post(address(thread, "reply/"), words(), headers=BY_SCRIPT)

    assert response.status_code == 404
    assert "nothing was posted" in response.json()["errors"]["__all__"][0]


@pytest.mark.parametrize(
    ("what", "sentence", "outcome"),
    [
        ("threads/999999/reply/", "You cannot reply here any more", "nothing was posted"),
        ("threads/start/", "You cannot start a conversation here any more", "nothing was posted"),
        ("threads/999999/posts/1/edit/", "You cannot change a post here any more", "nothing was changed"),
        ("threads/999999/summary/", "You cannot sum up a conversation here any more", "nothing was changed"),
        ("/inbox/drafts/save/", "You cannot write here any more", "no draft was saved"),
    ],
)
def test_what_is_sent_to_a_place_that_is_gone_is_answered_in_its_own_words(member, what, sentence, outcome):
    client, form = signed_in(member), words("My careful words", place="thread-999999", revision=0)
    path = what if what.startswith("/") else f"/communities/never-was/{what}"

    page, answer = client.post(path, form), client.post(path, form, headers=BY_SCRIPT)

    assert page.status_code == answer.status_code == 404
    assert answer.json()["errors"]["__all__"][0].startswith(f"{sentence}, so {outcome}.")
    assert f"{outcome.capitalize()}. Copy it before you leave this page." in page.content.decode()


def test_edit_after_a_lead_closed_the_thread_gives_the_words_back(thread, member):
    post = make_reply(thread, member)
    Thread.objects.update(locked_at=timezone.now())
    client, edit = signed_in(member), address(thread, f"posts/{post.number}/edit/")

    page = client.post(edit, words("My careful words"))
    answer = client.post(edit, words("My careful words"), headers=BY_SCRIPT)

    assert page.status_code == answer.status_code == 403
    assert "My careful words</textarea>" in page.content.decode()
    assert "A Lead has closed this conversation" in page.content.decode()
    assert "A Lead has closed this conversation" in answer.json()["errors"]["__all__"][0]


def test_start_after_leaving_gives_the_words_back(thread, member):
    Membership.objects.filter(user=member).update(state=Membership.State.ENDED)
    client, start = signed_in(member), f"/communities/{thread.community.slug}/threads/start/"
    form = words("My careful words", title="Who has tried this?", kind="question")

    page, answer = client.post(start, form), client.post(start, form, headers=BY_SCRIPT)

    assert page.status_code == answer.status_code == 403
    assert "Who has tried this?\n\nMy careful words</textarea>" in page.content.decode()
    assert "Only members" in answer.json()["errors"]["__all__"][0]


def test_a_refused_page_that_was_only_read_has_no_box(former_member):
    member, thread = former_member

    assert b"unposted-words" not in signed_in(member).get(address(thread)).content


def test_reply_to_the_former_address_of_the_community_arrives(thread, member):
    FormerSlug.objects.create(community=thread.community, slug="old-name")

    response = signed_in(member).post(
        f"/communities/old-name/threads/{thread.pk}/reply/", words("Over the old bridge"), follow=True
    )

    assert response.status_code == 200
    assert thread.posts.last().body == "<p>Over the old bridge</p>"


def test_every_field_waits_while_somebody_signs_in_again(thread, member):
    first, second = TopicFactory(), TopicFactory()
    client, start = signed_in(member), f"/communities/{thread.community.slug}/threads/start/"
    page = client.get(start).content.decode()
    writer = page.split('name="writer" value="')[1].split('"')[0]
    client.logout()

    form = words(title="Who has tried this?", kind="question", topics=[first.pk, second.pk], writer=writer)
    client.post(start, form)
    client.force_login(member)
    back = client.get(start).context["form"].initial

    assert (back["title"], back["kind"]) == ("Who has tried this?", "question")
    assert back["topics"] == [str(first.pk), str(second.pk)]
    assert back["token"] == form["token"]


# --- A busy database --------------------------------------------------------------------


@pytest.fixture
def no_turn_to_write(monkeypatch):
    """Let every write of this test find the database busy."""

    def busy(**facts):
        raise OperationalError("database is locked")

    monkeypatch.setattr(actions, "post_reply", busy)
    monkeypatch.setattr(actions, "mark_read", busy)


def test_page_is_read_while_the_database_is_busy(thread, member, no_turn_to_write):
    assert signed_in(member).get(thread.get_absolute_url()).status_code == 200


def test_words_are_kept_though_nothing_at_all_can_be_written(thread, member, no_turn_to_write):
    response = signed_in(member).post(address(thread, "reply/"), words("My careful words"))

    assert response.status_code == 503
    assert "My careful words" in response.content.decode()


def test_what_was_seen_is_not_said_to_be_written_when_it_was_not(thread, member, no_turn_to_write):
    response = signed_in(member).post(address(thread, "read/"), {"number": 3})

    assert response.status_code == 503


def test_refused_reply_is_not_a_visit(thread, member):
    signed_in(member).post(address(thread, "reply/"), words(""))

    assert not ThreadReading.objects.filter(user=member).exists()
