"""Conversations that Leads slow, close until a day, or merge."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import now

from communities import actions as belonging_actions
from communities.models import Decision
from discussions import actions
from discussions.models import Draft, Post, SavedPost, Thread, ThreadReading
from discussions.permissions import CannotModerate, CannotMove, CannotReply
from tests.communities.factories import CommunityFactory, MembershipFactory
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread():
    return make_thread(title="Heated")


@pytest.fixture
def lead(thread):
    return lead_of(thread.community)


def fresh(thread):
    return Thread.objects.select_related("community").get(pk=thread.pk)


def slow(thread, lead, minutes=30):
    actions.set_slow(thread=thread, lead=lead, minutes=minutes)
    return fresh(thread)


def close(thread, lead, **until):
    actions.set_locked(thread=thread, lead=lead, locked_at=now(), **until)
    return fresh(thread)


def merge(thread, into, lead):
    return actions.merge_threads(thread=thread, into=into, lead=lead)


def undo(lead, kind):
    decision = Decision.objects.filter(kind=kind).latest("pk")
    belonging_actions.undo_decision(decision=decision, lead=lead, undone_at=now())


# --- Slowly -----------------------------------------------------------------------------------


def test_a_slow_conversation_takes_one_post_of_a_person_in_so_many_minutes(thread, lead, time_machine):
    member = make_member(thread.community)
    thread = slow(thread, lead)
    make_reply(thread, member)

    with pytest.raises(CannotReply, match="You can post again from"):
        make_reply(thread, member)
    make_reply(thread)  # somebody else
    time_machine.move_to(now() + timedelta(minutes=31))
    make_reply(thread, member)


def test_leads_are_not_slowed(thread, lead):
    thread = slow(thread, lead)

    make_reply(thread, lead)
    make_reply(thread, lead)


def test_a_refused_reply_keeps_its_words(thread, lead, client):
    member = make_member(thread.community)
    make_reply(slow(thread, lead), member)
    client.force_login(member)

    answer = client.post(
        reverse("discussions:thread-reply", args=[thread.community.slug, thread.pk]),
        {"body": "Half a thought", "body_format": "text", "token": str(uuid4())},
    )

    assert answer.status_code == 403
    assert "Half a thought" in answer.text
    assert "You can post again from" in answer.text


def test_slowing_can_be_undone_and_is_the_leads(thread, lead):
    slow(thread, lead)
    undo(lead, "thread-slowed")
    assert fresh(thread).slow_minutes == 0

    for stranger in (make_member(thread.community), lead_of(CommunityFactory())):
        with pytest.raises(CannotModerate):
            slow(thread, stranger)


def test_only_offered_paces_are_taken(thread, lead, client):
    client.force_login(lead)
    address = reverse("discussions:thread-slow", args=[thread.community.slug, thread.pk])

    client.post(address, {"minutes": "99999"})
    assert fresh(thread).slow_minutes == 0
    client.post(address, {"minutes": "30"})
    assert fresh(thread).slow_minutes == 30


# --- Closed until ---------------------------------------------------------------------------


def test_a_conversation_closed_until_a_day_opens_by_itself(thread, lead, time_machine):
    thread = close(thread, lead, opens_at=now() + timedelta(days=1))

    with pytest.raises(CannotReply, match="closed this conversation until"):
        make_reply(thread)
    time_machine.move_to(now() + timedelta(days=1, minutes=1))

    assert not fresh(thread).is_locked
    make_reply(fresh(thread))


def test_the_row_itself_takes_no_post_before_its_time(thread, lead, monkeypatch):
    member = make_member(thread.community)
    close(thread, lead, opens_at=now() + timedelta(days=1))
    stale = thread  # as a press that was checked a moment before

    post = stale.add_post(author=member, body="<p>Late.</p>", token=uuid4(), posted_at=now())

    assert post is None


def test_a_lead_closes_for_some_days_by_form(thread, lead, client):
    client.force_login(lead)
    address = reverse("discussions:thread-lock", args=[thread.community.slug, thread.pk])

    client.post(address, {"locked": "yes", "days": "3"})
    page = client.get(fresh(thread).get_absolute_url()).text

    assert timedelta(days=2) < fresh(thread).opens_at - now() < timedelta(days=4)
    assert "closed this conversation until" in page
    client.post(address, {"locked": "no"})
    assert fresh(thread).opens_at is None


# --- Merged -----------------------------------------------------------------------------------


@pytest.fixture
def other(thread):
    return make_thread(thread.community, title="The other one", replies=1)


def test_all_posts_go_to_the_end_of_the_other_in_their_order(thread, other, lead):
    make_reply(thread, body="<p>Second.</p>")
    whole = [post.body for post in other.posts.all()] + [post.body for post in thread.posts.all()]

    merge(thread, other, lead)

    assert [post.body for post in Post.objects.filter(thread=other).order_by("number")] == whole
    assert fresh(other).reply_count == len(whole) - 1


def test_old_addresses_lead_to_the_other_for_those_who_may_read_it(thread, other, lead, client):
    post = make_reply(thread)
    addresses = [thread.get_absolute_url(), post.get_absolute_url()]
    merge(thread, other, lead)
    client.force_login(make_member(thread.community))

    led = [client.get(address, follow=True).redirect_chain[-1][0] for address in addresses]

    assert all(f"/threads/{other.pk}/" in address for address in led)
    assert led[1].endswith(f"#post-{fresh(other).last_post_number}")
    client.logout()
    assert client.get(addresses[0]).status_code == 404


def test_a_merged_conversation_is_in_no_list(thread, other, lead, client):
    merge(thread, other, lead)
    client.force_login(lead)

    page = client.get(reverse("discussions:thread-list", args=[thread.community.slug])).text

    assert "The other one" in page
    assert "Heated" not in page


def test_followers_drafts_and_saved_posts_go_along(thread, other, lead):
    reader = make_member(thread.community)
    post = make_reply(thread)
    SavedPost.objects.create(user=reader, post=post, saved_at=now())
    actions.follow_thread(thread=thread, reader=reader, level="everything", chosen_at=now())
    Draft.objects.create(
        author=reader, kind="thread", target_id=thread.pk, body="Half", token=uuid4(), saved_at=now()
    )

    merge(thread, other, lead)

    assert ThreadReading.objects.get(thread=other, user=reader).level == "everything"
    assert Draft.objects.get(author=reader).target_id == other.pk
    assert SavedPost.objects.get().post.thread_id == other.pk


def test_a_conversation_is_not_merged_with_itself_or_into_a_closed_one(thread, other, lead):
    with pytest.raises(CannotMove, match="one conversation already"):
        merge(thread, thread, lead)
    close(other, lead)
    with pytest.raises(CannotMove, match="Open it first"):
        merge(thread, other, lead)


def test_nothing_is_merged_twice(thread, other, lead):
    third = make_thread(thread.community)
    merge(thread, other, lead)

    with pytest.raises(CannotMove, match="merged already"):
        merge(thread, third, lead)
    with pytest.raises(CannotMove, match="merged already"):
        merge(third, thread, lead)


def test_words_never_go_to_a_wider_audience_by_merging(lead, thread):
    wider = CommunityFactory(open=True)
    MembershipFactory(user=lead, community=wider, lead=True)

    with pytest.raises(CannotMove, match="was for its members"):
        merge(thread, make_thread(wider), lead)


def test_merging_takes_a_lead_of_both(thread, other, lead):
    for stranger in (make_member(thread.community), lead_of(CommunityFactory())):
        with pytest.raises(CannotModerate):
            merge(thread, other, stranger)
    elsewhere = make_thread(CommunityFactory())
    with pytest.raises(CannotModerate):
        merge(thread, elsewhere, lead)


def test_a_lead_merges_by_address(thread, other, lead, client):
    client.force_login(lead)
    page = reverse("discussions:thread-merge", args=[thread.community.slug, thread.pk])

    refused = client.post(page, {"address": "https://example.org/nowhere"})
    client.post(page, {"address": f"http://testserver{other.get_absolute_url()}?at=2"})

    assert refused.status_code == 422
    assert "There is no such conversation" in refused.text
    assert Thread.objects.get(pk=thread.pk).merged_into == other


def test_a_reply_to_what_was_merged_meanwhile_is_given_back(thread, other, lead, client):
    member = make_member(thread.community)
    merge(thread, other, lead)
    client.force_login(member)

    answer = client.post(
        reverse("discussions:thread-reply", args=[thread.community.slug, thread.pk]),
        {"body": "Half a thought", "body_format": "text", "token": str(uuid4())},
    )

    assert answer.status_code == 403
    assert "Half a thought" in answer.text
    assert not Post.objects.filter(author=member).exists()
