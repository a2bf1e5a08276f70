"""The inbox: what is new in it, all marked as read at once, and unread again from a Post on."""

import pytest
from django.test import Client
from django.utils import timezone

from communities.models import Membership
from discussions import actions
from discussions.models import FollowLevel, Mention, Post, Thread, ThreadReading
from tests.communities.factories import CommunityFactory
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread():
    return make_thread(CommunityFactory(open=True), replies=1)


@pytest.fixture
def reader(thread):
    return make_member(thread.community)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def follow(thread, reader, level: str | None) -> None:
    actions.follow_thread(
        thread=thread,
        reader=reader,
        level=FollowLevel(level) if level else None,
        chosen_at=timezone.now(),
    )


def follow_all(thread, reader, level: str) -> None:
    actions.follow_community(community=thread.community, reader=reader, level=FollowLevel(level))


def is_news(thread, reader) -> bool:
    return Thread.objects.news_for(reader).filter(pk=thread.pk).exists()


def is_in_digest(thread, reader) -> bool:
    return Thread.objects.digest_of(reader).filter(pk=thread.pk).exists()


def read(thread, reader) -> None:
    newest = Thread.objects.get(pk=thread.pk).last_post_number
    actions.mark_read(thread=thread, reader=reader, number=newest, read_at=timezone.now())


# --- The inbox ----------------------------------------------------------------------------


def test_the_inbox_lists_news_and_the_digest_apart(thread, reader):
    quiet = make_thread(thread.community, title="For a quiet hour")
    follow(quiet, reader, "digest")
    client = signed_in(reader)

    news, digest = client.get("/inbox/").content, client.get("/inbox/digest/").content

    assert thread.title.encode() in news
    assert b"For a quiet hour" not in news
    assert b"For a quiet hour" in digest
    assert thread.title.encode() not in digest


@pytest.mark.parametrize("count", [2, 40])
def test_query_count_of_the_inbox_does_not_depend_on_what_is_new(django_assert_num_queries, count):
    community = CommunityFactory()
    reader = make_member(community)
    author = make_member(community)
    for _ in range(count):
        make_thread(community, author)
    client = signed_in(reader)
    client.get("/inbox/")

    with django_assert_num_queries(8):
        client.get("/inbox/")


# --- All read, and unread again -----------------------------------------------------------


def mark_all_read(client: Client, path: str):
    return client.post(path, {"upto": client.get(path).context["upto"]})


def test_all_of_a_community_is_read_at_once_and_other_communities_are_not(thread, reader):
    make_thread(thread.community)
    elsewhere = make_thread(CommunityFactory())
    elsewhere.community.memberships.create(user=reader, state=Membership.State.ACTIVE)
    client = signed_in(reader)
    path = f"/communities/{thread.community.slug}/threads/read/"

    assert b"2 conversations in" in client.get(path).content
    mark_all_read(client, path)

    assert list(Thread.objects.news_for(reader)) == [elsewhere]


def test_all_one_follows_is_read_at_once_mentions_too(thread, reader):
    make_reply(thread, body=f'<p><span class="mention" data-user="{reader.pk}">@x</span></p>')
    client = signed_in(reader)

    mark_all_read(client, "/inbox/read/")

    assert not Thread.objects.news_for(reader).exists()
    assert b"You were mentioned" not in client.get("/inbox/").content


def test_what_comes_while_one_is_asked_stays_unread(thread, reader):
    client = signed_in(reader)
    upto = client.get("/inbox/read/").context["upto"]
    make_reply(thread)
    late = make_thread(thread.community)

    client.post("/inbox/read/", {"upto": upto})

    assert {row.pk: row.unread_count for row in Thread.objects.news_for(reader)} == {thread.pk: 1, late.pk: 1}


def test_a_thread_whose_last_posts_were_moved_away_is_all_read_too(thread, reader):
    lead = lead_of(thread.community)
    gone = make_reply(thread)
    actions.split_thread(thread=thread, numbers=[gone.number], title="Apart", lead=lead)

    mark_all_read(signed_in(reader), "/inbox/read/")

    assert not Thread.objects.news_for(reader).exists()


@pytest.mark.parametrize("upto", ["", "x", "-1", "9" * 30])
def test_marking_all_without_saying_upto_where_is_refused(reader, upto):
    assert signed_in(reader).post("/inbox/read/", {"upto": upto}).status_code == 400


def test_query_count_of_marking_all_does_not_depend_on_how_many(
    reader, thread, django_assert_max_num_queries
):
    for _ in range(30):
        make_thread(thread.community, thread.author)
    upto = Post.objects.latest("pk").pk

    with django_assert_max_num_queries(10):
        actions.mark_all_read(
            threads=Thread.objects.news_for(reader),
            mentions=Mention.objects.visible_to(reader),
            reader=reader,
            upto=upto,
            read_at=timezone.now(),
        )


def test_a_newer_reply_stays_unread_when_an_older_post_was_moved_in_behind_it(thread, reader):
    lead = lead_of(thread.community)
    old = make_reply(make_thread(thread.community))
    client = signed_in(reader)
    upto = client.get("/inbox/read/").context["upto"]
    late = make_reply(thread)
    actions.move_posts(thread=old.thread, numbers=[old.number], to=thread, lead=lead)

    client.post("/inbox/read/", {"upto": upto})

    assert Thread.objects.news_for(reader).get(pk=thread.pk).last_read == late.number - 1


def test_what_another_window_has_read_further_is_not_taken_back(thread, reader):
    client = signed_in(reader)
    upto = client.get("/inbox/read/").context["upto"]
    make_reply(thread)
    read(thread, reader)

    client.post("/inbox/read/", {"upto": upto})

    assert ThreadReading.objects.get(user=reader, thread=thread).last_read_number == 3


def test_the_inbox_marks_news_and_the_digest_what_waits_there(thread, reader):
    quiet = make_thread(thread.community)
    follow(quiet, reader, "digest")
    client = signed_in(reader)

    mark_all_read(client, "/inbox/read/")
    assert not is_news(thread, reader)
    assert is_in_digest(quiet, reader)

    mark_all_read(client, "/inbox/digest/read/")
    assert not is_in_digest(quiet, reader)


def test_a_mention_that_came_by_an_edit_is_seen_by_reading_and_by_marking_all(thread, reader):
    client = signed_in(reader)
    first, second = make_reply(thread), make_reply(make_thread(thread.community))
    for post in (first, second):
        client.get(post.thread.get_absolute_url())
        body = f'<p><span class="mention" data-user="{reader.pk}">@x</span></p>'
        actions.edit_post(post=post, editor=post.author, body=body, edited_at=timezone.now())
    assert client.get("/inbox/").content.count(b"/inbox/mentions/") == 2

    client.get(thread.get_absolute_url())
    assert client.get("/inbox/").content.count(b"/inbox/mentions/") == 1
    mark_all_read(client, "/inbox/read/")

    assert b"You were mentioned" not in client.get("/inbox/").content


def test_the_page_that_asks_tells_nothing_of_rooms_one_may_not_read(reader):
    before = signed_in(reader).get("/inbox/read/").context["upto"]

    make_reply(make_thread(CommunityFactory(private=True)))

    assert signed_in(reader).get("/inbox/read/").context["upto"] == before


def test_nothing_new_is_said_without_a_button(thread, reader):
    read(thread, reader)

    page = signed_in(reader).get("/inbox/read/").content

    assert b"There is nothing new" in page
    assert b'name="upto"' not in page


def test_unread_from_here_opens_there_again_with_the_mention(thread, reader):
    named = make_reply(thread, body=f'<p><span class="mention" data-user="{reader.pk}">@x</span></p>')
    client = signed_in(reader)
    client.get(thread.get_absolute_url())
    assert not is_news(thread, reader)

    answer = client.post(f"/communities/{thread.community.slug}/threads/{thread.pk}/posts/2/unread/")

    assert answer["Location"] == f"/communities/{thread.community.slug}/threads/"
    assert Thread.objects.news_for(reader).get().unread_count == named.number - 1
    assert b"You were mentioned" in client.get("/").content
    page = client.get(thread.get_absolute_url()).content
    assert page.index(b'id="post-1"') < page.index(b'id="unread"') < page.index(b'id="post-2"')


@pytest.mark.parametrize(
    ("level", "called"),
    [("replies", "Replies and mentions"), ("digest", "Digest only"), ("nothing", "Nothing")],
)
def test_unread_from_here_says_where_it_is_found_when_it_is_no_news(thread, reader, level, called):
    client, home = signed_in(reader), f"/communities/{thread.community.slug}/threads/"
    follow(thread, reader, level)

    page = client.post(f"{home}{thread.pk}/posts/2/unread/", follow=True).content.decode()

    assert f"You follow it as “{called}”, so you find it here and not on your desk." in page


def test_unread_from_here_says_no_more_when_it_is_news(thread, reader):
    client, home = signed_in(reader), f"/communities/{thread.community.slug}/threads/"
    mine = make_thread(thread.community, reader)
    make_reply(mine)
    follow(mine, reader, "replies")

    for each in (thread, mine):
        page = client.post(f"{home}{each.pk}/posts/2/unread/", follow=True).content.decode()
        assert "is unread from post 2 on." in page
        assert "You follow it as" not in page


def test_an_inbox_without_news_claims_no_more_than_that(thread, reader):
    follow_all(thread, reader, "nothing")
    client = signed_in(reader)

    for path in ("/", "/inbox/"):
        page = client.get(path).content.decode()
        assert "Nothing new in conversations you follow" in page
        assert "read everything" not in page


@pytest.mark.parametrize("path", ["/inbox/read/", "/communities/{slug}/threads/read/"])
def test_the_mentions_of_others_are_neither_counted_nor_marked(thread, reader, path):
    other = make_member(thread.community)
    make_reply(thread, body=f'<p><span class="mention" data-user="{other.pk}">@x</span></p>')
    client, path = signed_in(reader), path.format(slug=thread.community.slug)

    assert client.get(path).context["mentions"] == 0
    mark_all_read(client, path)

    assert b"You were mentioned" in signed_in(other).get("/inbox/").content
