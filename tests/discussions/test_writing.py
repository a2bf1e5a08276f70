"""Writing by a form, without script and with it: replies, conversations, changes, and what Leads do."""

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from communities.models import Membership
from discussions import actions
from discussions.models import Post, Thread
from tests.communities.factories import CommunityFactory, UserFactory
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread
from tests.discussions.pages import address, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread():
    return make_thread(CommunityFactory(open=True), replies=2)


@pytest.fixture
def member(thread):
    return make_member(thread.community)


def test_reply_without_script_leads_to_its_own_place(thread, member):
    response = signed_in(member).post(address(thread, "reply/"), words())

    assert response.status_code == 302
    assert response["Location"] == f"{thread.get_absolute_url()}?at=4#post-4"


def test_reply_by_script_is_told_its_number(thread, member):
    response = signed_in(member).post(
        address(thread, "reply/"), words(), headers={"Accept": "application/json"}
    )

    assert response.status_code == 201
    assert (response.json()["number"], response.json()["change"]) == (4, 4)


def test_same_press_twice_is_one_reply(thread, member):
    client, press = signed_in(member), words()

    first, second = (client.post(address(thread, "reply/"), press) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert thread.posts.count() == 4


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write something first."),
        ("  \n\t ", "Write something first."),
        ("x" * 20_001, "Please keep it under"),
    ],
)
def test_reply_that_cannot_be_is_said_kindly_and_kept(thread, member, text, sentence):
    response = signed_in(member).post(address(thread, "reply/"), words(text))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    if text.strip():
        assert text in response.content.decode()
    assert thread.posts.count() == 3


def test_refusal_by_script_names_the_field(thread, member):
    response = signed_in(member).post(
        address(thread, "reply/"), words(""), headers={"Accept": "application/json"}
    )

    assert response.status_code == 422
    assert response.json() == {"errors": {"body": ["Write something first."]}}


def test_reply_to_a_thread_locked_meanwhile_keeps_the_words(thread, member):
    Thread.objects.update(locked_at=timezone.now())

    response = signed_in(member).post(address(thread, "reply/"), words("My careful words"))

    assert response.status_code == 403
    assert "A Lead has closed this conversation" in response.content.decode()
    assert "My careful words" in response.content.decode()


def test_reply_after_leaving_keeps_the_words(thread, member):
    Membership.objects.filter(user=member).update(state=Membership.State.ENDED)

    response = signed_in(member).post(address(thread, "reply/"), words("My careful words"))

    assert response.status_code == 403
    assert "My careful words" in response.content.decode()


def test_busy_database_keeps_the_words(thread, member, monkeypatch):
    def busy(**facts):
        raise OperationalError("database is locked")

    monkeypatch.setattr(actions, "post_reply", busy)

    response = signed_in(member).post(address(thread, "reply/"), words("My careful words"))

    assert response.status_code == 503
    assert "The hub is busy" in response.content.decode()
    assert "My careful words" in response.content.decode()


def test_words_wait_while_somebody_signs_in_again(thread, member):
    client = signed_in(member)
    page = client.get(thread.get_absolute_url()).content.decode()
    writer = page.split('name="writer" value="')[1].split('"')[0]
    client.logout()

    response = client.post(address(thread, "reply/"), words("Typed before it expired", writer=writer))
    assert response["Location"].startswith("/account/login/?next=")
    client.force_login(member)
    back = client.get(address(thread), follow=True).content.decode()

    assert "Typed before it expired" in back
    assert "Typed before it expired" not in client.get(thread.get_absolute_url()).content.decode()


def test_kept_words_go_to_nobody_else(thread, member):
    client = signed_in(member)
    page = client.get(thread.get_absolute_url()).content.decode()
    writer = page.split('name="writer" value="')[1].split('"')[0]
    client.logout()
    client.post(address(thread, "reply/"), words("Private thoughts", writer=writer))
    client.force_login(make_member(thread.community))

    assert "Private thoughts" not in client.get(thread.get_absolute_url()).content.decode()


def test_hostile_markup_is_harmless_on_every_page(thread, member):
    hostile = (
        "<p onclick=alert(1)>Hi<script>alert(2)</script><img src=x onerror=alert(3)>"
        '<a href="javascript:alert(4)">x</a></p>'
    )
    client = signed_in(member)
    client.post(address(thread, "reply/"), words(hostile, body_format="html"))

    for tail in (
        f"{thread.slug}/",
        "posts/4/",
        "posts/4/edit/",
        "posts/4/history/",
        "posts/4/delete/",
        "changes/?after=0",
    ):
        page = client.get(address(thread, tail)).content.decode()
        assert "alert(2)" not in page
        assert "onerror" not in page
        assert "javascript:" not in page


def test_fields_that_were_not_offered_set_nothing(thread, member):
    stranger = UserFactory()
    extra = {
        "author": stranger.pk,
        "number": 1,
        "thread": 99,
        "hidden_at": "2020-01-01",
        "posted_at": "2020-01-01",
        "community": 9,
    }

    signed_in(member).post(address(thread, "reply/"), words() | extra)

    post = Post.objects.get(thread=thread, number=4)
    assert post.author == member
    assert post.posted_at.year > 2020
    assert not post.is_hidden


def test_quote_fills_the_composer_without_script(thread, member):
    page = signed_in(member).get(f"{thread.get_absolute_url()}?quote=2").content.decode()

    assert "wrote:" in page
    assert 'name="quoted" value="2"' in page


@pytest.mark.parametrize("state", ["hidden_at", "deleted_at"])
def test_what_is_out_of_sight_is_not_quoted_into_the_composer(thread, member, state):
    Post.objects.filter(thread=thread, number=2).update(body="<p>MARKHIDDEN</p>", **{state: timezone.now()})

    page = signed_in(member).get(f"{thread.get_absolute_url()}?quote=2").content.decode()

    assert "MARKHIDDEN" not in page
    assert 'name="quoted" value="2"' not in page


def test_quoted_post_is_named_above_the_reply(thread, member):
    client = signed_in(member)

    client.post(address(thread, "reply/"), words(quoted=2))

    assert Post.objects.get(thread=thread, number=4).quoted.number == 2
    assert "post 2</a>" in client.get(thread.get_absolute_url()).content.decode()


def test_new_thread_starts_with_its_first_post():
    community = CommunityFactory()
    member = make_member(community)

    response = signed_in(member).post(
        f"/communities/{community.slug}/threads/start/",
        words(title="  Who   has tried this? ", kind="question"),
    )

    thread = Thread.objects.get()
    assert thread.title == "Who has tried this?"
    assert response["Location"] == address(thread)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "Give it a title."),
        ({"title": "abc"}, "too short"),
        ({"title": "a" * 141}, "longer than 140"),
        ({"kind": ""}, "Choose what kind it is."),
        ({"kind": "announcement"}, "Select a valid choice"),
        ({"body": ""}, "Write something first."),
    ],
)
def test_new_thread_says_what_is_missing(fields, sentence):
    community = CommunityFactory()
    member = make_member(community)
    form = words(title="Who has tried this?", kind="question") | fields

    response = signed_in(member).post(f"/communities/{community.slug}/threads/start/", form)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Thread.objects.exists()


def test_start_page_is_refused_outside_with_a_way_in():
    community = CommunityFactory(open=True)

    response = signed_in(UserFactory()).get(f"/communities/{community.slug}/threads/start/")

    assert response.status_code == 403
    assert community.get_absolute_url() in response.content.decode()


def test_author_edits_and_readers_see_the_earlier_words(thread, member):
    post = make_reply(thread, member, body="<p>First <strong>words</strong>.</p>")
    client = signed_in(member)

    assert "First **words**." in client.get(address(thread, f"posts/{post.number}/edit/")).content.decode()
    client.post(address(thread, f"posts/{post.number}/edit/"), words("Second words."))

    history = Client().get(address(thread, f"posts/{post.number}/history/")).content.decode()
    assert "First <strong>words</strong>." in history
    assert "Second words." in history


def test_author_deletes_after_being_asked(thread, member):
    post = make_reply(thread, member)
    client = signed_in(member)

    client.get(address(thread, f"posts/{post.number}/delete/"))
    post.refresh_from_db()
    assert not post.is_deleted
    client.post(address(thread, f"posts/{post.number}/delete/"))

    post.refresh_from_db()
    assert post.is_deleted
    assert b"We tried that." not in client.get(thread.get_absolute_url()).content


def test_lead_locks_and_pins_from_one_page(thread):
    client = signed_in(lead_of(thread.community))

    client.post(address(thread, "lock/"), {"locked": "yes"})
    client.post(address(thread, "pin/"), {"pinned": "yes"})

    thread.refresh_from_db()
    assert thread.is_locked
    assert thread.is_pinned
    assert b"Open it again" in client.get(address(thread, "manage/")).content


@pytest.mark.parametrize("page", ["manage", "summary", "move", "split"])
def test_a_page_for_leads_is_refused_to_other_members(thread, member, page):
    assert signed_in(lead_of(thread.community)).get(address(thread, f"{page}/")).status_code == 200
    assert signed_in(member).get(address(thread, f"{page}/")).status_code == 403


def test_lead_must_say_why_a_post_is_hidden(thread):
    client = signed_in(lead_of(thread.community))

    refused = client.post(address(thread, "posts/2/hide/"), {"reason": " "})
    client.post(address(thread, "posts/2/hide/"), {"reason": "It names somebody."})

    assert refused.status_code == 422
    assert "It names somebody." in Client().get(thread.get_absolute_url()).content.decode()
