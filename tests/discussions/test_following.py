"""Levels of following: what is news on whose desk, and what only waits in the digest."""

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from communities.actions import start_staff_reading
from communities.models import Community, Membership, User
from discussions import actions
from discussions.models import CommunityFollow, FollowLevel, Thread, ThreadReading
from discussions.permissions import CannotFollow
from tests.communities.factories import CommunityFactory, MembershipFactory, UserFactory
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


@pytest.mark.parametrize("level", ["everything", "replies", "digest", "nothing"])
def test_each_level_does_what_its_sentence_says(thread, reader, level):
    follow(thread, reader, level)

    assert is_news(thread, reader) == (level == "everything")
    assert is_in_digest(thread, reader) == (level == "digest")


def test_members_follow_everything_and_visitors_nothing_until_they_choose(thread, reader):
    visitor = UserFactory()

    assert is_news(thread, reader)
    assert not is_news(thread, visitor)
    follow_all(thread, visitor, "everything")
    assert is_news(thread, visitor)


def test_staff_who_read_for_a_reason_can_follow_nothing_of_it(client):
    thread = make_thread(CommunityFactory(confidential=True), replies=1)
    staff = UserFactory(staff=True)
    start_staff_reading(
        community=thread.community, by=staff, reason="Asked to look", started_at=timezone.now()
    )

    with pytest.raises(CannotFollow):
        follow_all(thread, staff, "everything")
    with pytest.raises(CannotFollow):
        follow(thread, staff, "everything")
    client.force_login(staff)
    assert b"Follow" not in client.get(thread.get_absolute_url()).content
    assert b"Follow without joining" not in client.get(thread.community.get_absolute_url()).content

    MembershipFactory(user=staff, community=thread.community)
    follow_all(thread, staff, "digest")

    assert CommunityFollow.objects.get(user=staff).level == "digest"


def test_the_level_of_a_thread_wins_over_that_of_its_community_until_it_is_given_up(thread, reader):
    follow_all(thread, reader, "nothing")
    assert not is_news(thread, reader)

    follow(thread, reader, "everything")
    assert is_news(thread, reader)

    follow(thread, reader, None)
    assert not is_news(thread, reader)


def test_replies_are_news_when_they_quote_one_and_only_while_unread(thread, reader):
    mine = make_reply(thread, reader)
    follow(thread, reader, "replies")
    make_reply(thread)
    assert not is_news(thread, reader)

    make_reply(thread, quoted=mine)
    assert is_news(thread, reader)

    read(thread, reader)
    make_reply(thread)
    assert not is_news(thread, reader)


@pytest.mark.parametrize("state", ["hidden", "deleted", "own"])
def test_what_says_nothing_to_one_is_no_reply(thread, reader, state):
    mine = make_reply(thread, reader)
    follow(thread, reader, "replies")
    author = reader if state == "own" else make_member(thread.community)
    reply = make_reply(thread, author, quoted=mine)
    actions.mark_unread(post=reply, reader=reader)
    if state == "hidden":
        lead = lead_of(thread.community)
        actions.hide_post(post=reply, lead=lead, reason="No.", hidden_at=timezone.now())
    elif state == "deleted":
        actions.delete_post(post=reply, author=author, deleted_at=timezone.now())

    assert not is_news(thread, reader)


@pytest.mark.parametrize("is_member", [True, False])
@pytest.mark.parametrize("of_community", [None, *FollowLevel.values])
@pytest.mark.parametrize("of_thread", ["", *FollowLevel.values])
def test_the_control_says_what_the_lists_do(thread, is_member, of_community, of_thread):
    reader = make_member(thread.community) if is_member else UserFactory()
    if of_community:
        CommunityFollow.objects.create(user=reader, community=thread.community, level=of_community)
    follow(thread, reader, of_thread or None)

    listed = Thread.objects.with_unread_for(reader).get(pk=thread.pk)

    page = signed_in(reader).get(thread.get_absolute_url())
    assert page.context["follow"].level == listed.level


def test_replies_are_news_to_whoever_started_the_conversation(thread):
    follow(thread, thread.author, "replies")
    assert not is_news(thread, thread.author)  # their own words

    make_reply(thread)

    assert is_news(thread, thread.author)


@pytest.mark.parametrize("level", FollowLevel.values)
def test_whoever_is_named_is_told_at_every_level(thread, reader, level):
    follow(thread, reader, level)

    make_reply(thread, body=f'<p><span class="mention" data-user="{reader.pk}">@x</span></p>')

    assert b"You were mentioned" in signed_in(reader).get("/").content


def test_what_may_not_be_read_is_neither_news_nor_digest(reader):
    closed = make_thread(CommunityFactory(private=True), replies=1)
    other = make_thread(closed.community, replies=1)
    member = make_member(closed.community)
    follow(closed, member, "everything")
    follow(other, member, "digest")
    assert is_news(closed, member)
    assert is_in_digest(other, member)

    Membership.objects.filter(user=member).update(state=Membership.State.ENDED)

    assert not is_news(closed, member)
    assert not is_in_digest(other, member)


def test_somebody_signed_out_follows_nothing(thread):
    page = Client().get(thread.get_absolute_url()).content

    assert b"Following" not in page
    assert (
        Client().post(f"/communities/{thread.community.slug}/threads/{thread.pk}/follow/").status_code == 302
    )


def test_a_press_chooses_and_leads_back_to_the_same_posts(thread, reader):
    client = signed_in(reader)
    address = f"/communities/{thread.community.slug}/threads/{thread.pk}/follow/"

    answer = client.post(address, {"level": "digest", "at": "2"})

    assert answer["Location"] == f"{thread.get_absolute_url()}?at=2#follow"
    assert b"Following: digest only" in client.get(thread.get_absolute_url()).content


def test_a_press_for_the_whole_community_shows_at_its_list(thread, reader):
    client = signed_in(reader)

    client.post(f"/communities/{thread.community.slug}/threads/follow/", {"level": "nothing"})

    page = client.get(f"/communities/{thread.community.slug}/threads/").content
    assert b"Following: nothing" in page
    assert b"thread-row--unread" not in page


@pytest.mark.parametrize("level", ["loudly", "\0", "EVERYTHING"])
def test_a_level_we_do_not_have_is_refused(thread, reader, level):
    client = signed_in(reader)
    home = f"/communities/{thread.community.slug}/threads/"

    assert client.post(f"{home}{thread.pk}/follow/", {"level": level}).status_code == 400
    assert client.post(f"{home}follow/", {"level": level}).status_code == 400


@pytest.mark.parametrize(
    "path", ["follow/", "{pk}/follow/", "read/", "{pk}/posts/1/unread/", "{pk}/posts/1/save/"]
)
def test_what_may_not_be_read_is_not_followed_saved_or_marked(path):
    thread = make_thread(CommunityFactory(private=True))
    outsider = signed_in(UserFactory())
    path = f"/communities/{thread.community.slug}/threads/{path.format(pk=thread.pk)}"

    answer = outsider.post(path, {"level": "everything", "on": "yes", "upto": "9"})

    assert answer.status_code == 404


def test_the_code_of_yesterday_still_writes_down_what_was_read(thread, reader):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO discussions_threadreading (user_id, thread_id, last_read_number, read_at)"
            " VALUES (%s, %s, 1, %s)",
            [reader.pk, thread.pk, timezone.now()],
        )

    assert ThreadReading.objects.get(user=reader).level == ""


@pytest.mark.parametrize("unapproved", [False, True])
def test_an_open_community_is_followed_without_joining_from_its_home(thread, unapproved):
    visitor = UserFactory(unapproved=unapproved)
    client = signed_in(visitor)
    home = thread.community.get_absolute_url()
    assert b"Follow without joining" in client.get(home).content
    assert thread.title.encode() not in client.get("/inbox/").content

    client.post(f"{home}threads/follow/", {"level": "everything"})

    assert thread.title.encode() in client.get("/inbox/").content
    assert b"Following: everything" in client.get(home).content
    assert not visitor.memberships.exists()


def test_following_from_outside_ends_when_the_community_closes(thread):
    visitor = UserFactory()
    follow_all(thread, visitor, "everything")
    assert is_news(thread, visitor)

    Community.objects.filter(pk=thread.community_id).update(privacy="members", joining="ask")

    assert not is_news(thread, visitor)
    assert thread.title.encode() not in signed_in(visitor).get("/inbox/").content


def test_somebody_suspended_follows_nothing(thread):
    visitor = UserFactory()
    client = signed_in(visitor)
    follow_all(thread, visitor, "everything")
    assert thread.title.encode() in client.get("/inbox/").content

    User.objects.filter(pk=visitor.pk).update(is_active=False)

    assert thread.title.encode() not in client.get("/inbox/").content


@pytest.mark.parametrize("who", ["member", "signed out"])
def test_only_whoever_does_not_belong_is_offered_to_follow_from_outside(thread, reader, who):
    client = signed_in(reader) if who == "member" else Client()

    page = client.get(thread.community.get_absolute_url()).content

    assert b"Follow without joining" not in page
    assert (b"Following: everything" in page) == (who == "member")
