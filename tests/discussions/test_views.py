"""Pages of conversations, as a browser meets them."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from communities.models import FormerSlug
from discussions.models import Thread, ThreadReading
from tests.communities.factories import CommunityFactory, MembershipFactory, TopicFactory
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread
from tests.discussions.pages import address, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread():
    return make_thread(CommunityFactory(open=True), replies=2)


@pytest.fixture
def member(thread):
    return make_member(thread.community)


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

    with django_assert_num_queries(19):
        client.get(thread.get_absolute_url())


@pytest.mark.parametrize("count", [2, 12])
def test_query_count_of_a_list_does_not_depend_on_its_threads(django_assert_num_queries, count):
    community = CommunityFactory(open=True)
    for _ in range(count):
        make_thread(community)
    client = signed_in(make_member(community))
    client.get(f"/communities/{community.slug}/threads/")

    with django_assert_num_queries(14):
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


# --- Numbers and words in addresses -----------------------------------------------------


@pytest.mark.parametrize("query", ["topic=%00", "topic=a%00b", "page=%00", "page=" + "9" * 10, "page=٣"])
def test_list_at_an_address_that_cannot_be_is_not_found(thread, query):
    assert Client().get(f"/communities/{thread.community.slug}/threads/?{query}").status_code == 404


@pytest.mark.parametrize("number", ["9" * 10, "9" * 5000, "٣", "%00", "-1"])
def test_start_about_a_page_that_cannot_be_is_not_found(thread, member, number):
    path = f"/communities/{thread.community.slug}/threads/start/?page={number}"

    assert signed_in(member).get(path).status_code == 404


# --- The same frames over HTTP ----------------------------------------------------------


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


# --- Caches -----------------------------------------------------------------------------


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
