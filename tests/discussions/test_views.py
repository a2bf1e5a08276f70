"""Pages of conversations, as a browser meets them."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from communities.models import Community, FormerSlug, Membership
from discussions import actions
from discussions.models import Post, Thread, ThreadReading
from tests.communities.factories import CommunityFactory, MembershipFactory, TopicFactory, UserFactory
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(thread: Thread, tail: str = "") -> str:
    return f"/communities/{thread.community.slug}/threads/{thread.pk}/{tail}"


def words(text: str = "Hello all.", **more) -> dict:
    return {"body": text, "body_format": "text", "token": str(uuid4())} | more


@pytest.fixture
def thread():
    return make_thread(CommunityFactory(open=True), replies=2)


@pytest.fixture
def member(thread):
    return make_member(thread.community)


# --- Reading ------------------------------------------------------------------------------


def test_thread_page_shows_its_posts_in_order(thread):
    page = Client().get(thread.get_absolute_url()).content.decode()

    assert page.index('id="post-1"') < page.index('id="post-2"') < page.index('id="post-3"')
    assert page.count("<h1") == 1


def test_wrong_words_in_the_address_lead_to_the_right_ones(thread):
    response = Client().get(address(thread, "other-words/?at=2"))

    assert response.status_code == 301
    assert response["Location"] == thread.get_absolute_url() + "?at=2"


def test_former_address_of_the_community_leads_on(thread):
    FormerSlug.objects.create(community=thread.community, slug="old-name")

    response = Client().get(f"/communities/old-name/threads/{thread.pk}/{thread.slug}/?at=2")

    assert response.status_code == 308
    assert response["Location"] == thread.get_absolute_url() + "?at=2"


@pytest.mark.parametrize(
    "query", ["page=0", "page=3", "page=x", "page=-1", "at=x", "page=99999999999999999999", "page=²"]
)
def test_page_that_does_not_exist_is_not_found(thread, query):
    assert Client().get(f"{thread.get_absolute_url()}?{query}").status_code == 404


def test_long_thread_opens_at_the_post_asked_for():
    thread = make_thread(CommunityFactory(open=True), replies=110)
    client = Client()

    page = client.get(thread.get_absolute_url() + "?at=77").content.decode()

    assert 'id="post-51"' in page
    assert 'id="post-100"' in page
    assert 'id="post-50"' not in page
    assert 'id="post-101"' not in page
    assert 'id="post-111"' in client.get(thread.get_absolute_url() + "?at=newest").content.decode()


def test_reader_who_returns_finds_the_line_above_what_is_new(thread, member):
    ThreadReading.objects.create(
        user=member, thread=thread, last_read_number=1, read_at=timezone.now() - timedelta(days=2)
    )
    client = signed_in(member)

    page = client.get(thread.get_absolute_url()).content.decode()

    assert page.index('id="post-1"') < page.index('id="unread"') < page.index('id="post-2"')
    assert 'id="unread"' not in client.get(thread.get_absolute_url()).content.decode()


def test_only_a_lead_is_called_one_beside_their_words(thread):
    lead, badge = lead_of(thread.community), '<span class="badge badge--accent">Lead</span>'
    assert badge not in Client().get(thread.get_absolute_url()).content.decode()

    make_reply(thread, lead)

    assert Client().get(thread.get_absolute_url()).content.decode().count(badge) == 1


def test_those_who_left_are_not_counted_among_the_readers_of_a_reply():
    thread = make_thread(CommunityFactory(members=True))
    MembershipFactory(community=thread.community, ended=True)

    page = signed_in(thread.author).get(thread.get_absolute_url()).content.decode()

    assert "(1 person) will see this" in page


def test_first_visit_has_no_line(thread, member):
    assert b'id="unread"' not in signed_in(member).get(thread.get_absolute_url()).content


def test_an_old_link_to_what_was_unread_leads_to_the_end_once_it_is_read(thread, member):
    client, link = signed_in(member), f"{thread.get_absolute_url()}?at=unread"
    first_visit, stale = client.get(link), client.get(link)
    make_reply(thread)
    fresh = client.get(link)

    assert (first_visit.status_code, fresh.status_code) == (200, 200)
    assert stale["Location"] == f"{thread.get_absolute_url()}?at=newest#newest"


def test_unread_counts_stand_in_the_list(thread, member):
    client = signed_in(member)
    client.get(thread.get_absolute_url())
    make_reply(thread)

    assert b"1 new" in client.get(f"/communities/{thread.community.slug}/threads/").content


@pytest.mark.parametrize("count", [3, 40])
def test_query_count_of_a_thread_page_does_not_depend_on_its_posts(django_assert_num_queries, count):
    thread = make_thread(CommunityFactory(open=True), replies=count)
    member = make_member(thread.community)
    client = signed_in(member)
    client.get(thread.get_absolute_url())

    with django_assert_num_queries(11):
        client.get(thread.get_absolute_url())


@pytest.mark.parametrize("count", [2, 12])
def test_query_count_of_a_list_does_not_depend_on_its_threads(django_assert_num_queries, count):
    community = CommunityFactory(open=True)
    for _ in range(count):
        make_thread(community)
    client = signed_in(make_member(community))
    client.get(f"/communities/{community.slug}/threads/")

    with django_assert_num_queries(11):
        client.get(f"/communities/{community.slug}/threads/")


def test_list_filters_stand_in_the_address():
    community = CommunityFactory(open=True)
    topic = TopicFactory()
    make_thread(community, title="Plain question here")
    make_thread(community, title="Tagged discussion", kind=Thread.Kind.DISCUSSION, topics=[topic])
    client, home = Client(), f"/communities/{community.slug}/threads/"

    assert b"Tagged discussion" in client.get(f"{home}?topic={topic.slug}").content
    assert b"Plain question" not in client.get(f"{home}?topic={topic.slug}").content
    assert b"Tagged discussion" not in client.get(f"{home}?kind=question").content
    assert client.get(f"{home}?kind=nonsense").status_code == 404
    assert client.get(f"{home}?topic=nonsense").status_code == 404
    assert client.get(f"{home}?page=9").status_code == 404


# --- Writing ------------------------------------------------------------------------------


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


# --- Words that cannot be posted come back ------------------------------------------------

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


# --- A busy database ----------------------------------------------------------------------


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


# --- Numbers and words in addresses -------------------------------------------------------


@pytest.mark.parametrize("query", ["topic=%00", "topic=a%00b", "page=%00", "page=" + "9" * 10, "page=٣"])
def test_list_at_an_address_that_cannot_be_is_not_found(thread, query):
    assert Client().get(f"/communities/{thread.community.slug}/threads/?{query}").status_code == 404


@pytest.mark.parametrize("number", ["9" * 10, "9" * 5000, "٣", "%00", "-1"])
def test_start_about_a_page_that_cannot_be_is_not_found(thread, member, number):
    path = f"/communities/{thread.community.slug}/threads/start/?page={number}"

    assert signed_in(member).get(path).status_code == 404


# --- The same frames over HTTP ------------------------------------------------------------


def test_changes_say_nothing_cheaply_when_nothing_is_new(thread):
    response = Client().get(address(thread, "changes/?after=3"))

    assert response.status_code == 304
    assert response.content == b""


def test_changes_bring_a_page_up_to_date(thread):
    [frame] = Client().get(address(thread, "changes/?after=1")).json()["frames"]

    assert (frame["after"], frame["upto"], frame["newest"]) == (1, 3, 3)
    assert [post["number"] for post in frame["posts"]] == [2, 3]


@pytest.mark.parametrize("after", ["", "x", "-1", "1" * 40, "²"])
def test_changes_after_no_number_are_refused(thread, after):
    assert Client().get(address(thread, f"changes/?after={after}")).status_code == 400


def test_page_from_the_future_loads_itself(thread):
    assert Client().get(address(thread, "changes/?after=99")).json() == {"frames": [{"type": "reset"}]}


def test_fragment_of_the_frame_is_the_fragment_of_the_page(thread):
    page = Client().get(thread.get_absolute_url()).content.decode()
    [frame] = Client().get(address(thread, "changes/?after=0")).json()["frames"]

    for post in frame["posts"]:
        assert post["html"] in page


def test_activity_is_not_sent_again_when_nothing_moved(thread):
    client, path = Client(), f"/communities/{thread.community.slug}/threads/activity/"
    first = client.get(path)

    assert json.loads(first.content)["frames"]
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304


# --- Caches -------------------------------------------------------------------------------


def test_open_thread_is_public_for_somebody_signed_out(thread, member):
    from communities.public import HEADER

    assert f"thread.{thread.pk}" in Client().get(thread.get_absolute_url()).headers.get(HEADER, "")
    assert HEADER not in signed_in(member).get(thread.get_absolute_url())


def test_members_thread_is_never_public():
    from communities.public import HEADER

    thread = make_thread()
    client = signed_in(MembershipFactory(community=thread.community).user)

    response = client.get(thread.get_absolute_url())

    assert response.status_code == 200
    assert HEADER not in response
    assert response["Cache-Control"] == "private, no-store"


def test_no_counter_of_public_pages_tells_of_a_conversation_among_members(thread):
    from communities.public import read_counters

    among_members = make_thread(CommunityFactory(members=True))
    before = read_counters({"talk.0"})
    make_reply(among_members)

    assert read_counters({"talk.0"}) == before


def test_counters_move_with_what_a_public_page_shows(thread):
    from communities.public import read_counters

    names = {f"thread.{thread.pk}", f"list.{thread.community_id}", "talk.0"}
    before = read_counters(names)
    make_reply(thread)

    after = read_counters(names)

    assert all(after[name] != before[name] for name in names)
