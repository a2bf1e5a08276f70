"""Conversations that a second Community points to: who may share, who sees the card, who takes it away."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communities.models import Community, Membership, PublicCounter, User
from communities.permissions import CannotTakePart
from discussions import actions, permissions
from discussions.models import CrossPost
from tests.communities.factories import CommunityFactory, UserFactory
from tests.discussions.factories import lead_of, make_member, make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread():
    return make_thread(CommunityFactory(open=True, name="Sport"), title="MARKTITLE of a conversation")


@pytest.fixture
def other(thread):
    """Give a second Community, to which whoever started the Thread belongs."""
    other = CommunityFactory(name="Councils")
    make_member(other, user=thread.author)
    return other


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def share(thread, to, by=None, sentence="MARKSENTENCE"):
    return actions.share_thread(
        thread=thread, to=to, by=by or thread.author, sentence=sentence, shared_at=timezone.now()
    )


def place(thread) -> str:
    return f"/communities/{thread.community.slug}/threads/{thread.pk}/share/"


def listed(community, client) -> str:
    return client.get(f"/communities/{community.slug}/threads/").content.decode()


def test_whoever_started_it_shares_it_and_members_there_see_a_card(thread, other):
    page = signed_in(thread.author).get(place(thread)).content.decode()
    assert "Councils. Its members (1 person) will see the card there." in page

    answer = signed_in(thread.author).post(place(thread), {"to": other.pk, "sentence": "MARKSENTENCE"})

    assert answer["Location"] == thread.get_absolute_url()
    seen = listed(other, signed_in(make_member(other)))
    assert "MARKTITLE" in seen
    assert "MARKSENTENCE" in seen
    assert "From Sport" in seen


def test_a_lead_shares_what_others_started(thread, other):
    lead = lead_of(thread.community)
    make_member(other, user=lead)

    assert signed_in(lead).post(place(thread), {"to": other.pk}).status_code == 302


def test_a_card_is_no_conversation_of_the_second_community(thread, other):
    share(thread, other)
    client = signed_in(make_member(other))

    page = client.get(f"/communities/{other.slug}/threads/")
    assert page.context["page_obj"].paginator.count == 0
    activity = client.get(f"/communities/{other.slug}/threads/activity/").content.decode()
    assert str(thread.pk) not in activity.partition("threads")[2]
    assert client.get(f"/communities/{other.slug}/threads/{thread.pk}/").status_code == 404
    assert "MARKTITLE" not in client.get(f"/communities/{other.slug}/threads/?kind=question").content.decode()


def test_sharing_twice_makes_one_card(thread, other):
    first = share(thread, other)

    assert share(thread, other, sentence="Again") == first
    assert CrossPost.objects.get().sentence == "MARKSENTENCE"


@pytest.mark.parametrize("who", ["member", "outsider", "muted", "left", "paused"])
def test_others_do_not_share(thread, other, who):
    person = thread.author
    if who == "member":
        make_member(other, user=(person := make_member(thread.community)))
    elif who == "outsider":
        make_member(other, user=(person := UserFactory()))
    elif who == "muted":
        until = timezone.now() + timedelta(days=1)
        person.memberships.filter(community=thread.community).update(muted_until=until)
    elif who == "left":
        person.memberships.filter(community=thread.community).update(state="ended")
    else:
        Community.objects.filter(pk=thread.community_id).update(stage="paused")

    assert signed_in(person).post(place(thread), {"to": other.pk}).status_code == 403
    with pytest.raises(PermissionDenied):
        share(thread, other, person)
    assert not CrossPost.objects.exists()


@pytest.mark.parametrize("where", ["home", "not a member", "muted", "archived"])
def test_it_is_shared_only_where_one_may_write(thread, other, where):
    to = thread.community if where == "home" else other
    there = thread.author.memberships.filter(community=other)
    if where == "not a member":
        there.update(state="ended")
    elif where == "muted":
        there.update(muted_until=timezone.now() + timedelta(days=1))
    elif where == "archived":
        Community.objects.filter(pk=other.pk).update(stage="archived")
        to.refresh_from_db()

    with pytest.raises(PermissionDenied):
        share(thread, to)
    answer = signed_in(thread.author).post(place(thread), {"to": to.pk})
    assert answer.status_code in {403, 422}
    assert not CrossPost.objects.exists()


@pytest.mark.parametrize("privacy", ["members", "private", "confidential"])
def test_nothing_is_shared_out_of_a_closed_room(privacy):
    thread = make_thread(CommunityFactory(**{privacy: True}))
    other = CommunityFactory()
    make_member(other, user=thread.author)
    client = signed_in(thread.author)

    assert client.get(place(thread)).status_code == 403
    assert b"Share in another community" not in client.get(thread.get_absolute_url()).content
    with pytest.raises(permissions.CannotShare):
        share(thread, other)


def test_the_card_of_a_room_that_closed_is_seen_only_by_those_who_read_both(thread, other):
    share(thread, other)
    reader, both = make_member(other), make_member(other)
    make_member(thread.community, user=both)

    Community.objects.filter(pk=thread.community_id).update(privacy="members", joining="ask")

    assert "MARKTITLE" not in listed(other, signed_in(reader))
    assert "MARKSENTENCE" not in listed(other, signed_in(reader))
    assert "MARKTITLE" in listed(other, signed_in(both))


def test_a_card_in_a_closed_room_is_for_its_members(thread, other):
    share(thread, other)

    for client in (Client(), signed_in(UserFactory())):
        assert "MARKSENTENCE" not in listed(other, client)
        assert "MARKSENTENCE" not in listed(thread.community, client)


def test_a_conversation_that_moves_to_where_its_card_stands_is_listed_once(thread, other):
    card = share(thread, other)
    thread.__class__.objects.filter(pk=thread.pk).update(community=other)

    assert not CrossPost.objects.visible_to(make_member(other)).filter(pk=card.pk).exists()


def test_the_sharer_and_the_leads_there_take_the_card_away(thread, other):
    member, lead = make_member(other), lead_of(other)
    for person, status in (
        (member, 403),
        (lead_of(thread.community), 404),
        (lead, 302),
        (thread.author, 302),
    ):
        card = share(thread, other)
        answer = signed_in(person).post(f"/communities/{other.slug}/threads/shared/{card.pk}/remove/")
        assert answer.status_code == status
        assert CrossPost.objects.exists() == (status != 302)
    assert signed_in(member).get(thread.get_absolute_url()).status_code == 200


def test_members_are_refused_under_the_action_too(thread, other):
    card = share(thread, other)

    with pytest.raises(permissions.CannotShare):
        actions.unshare_thread(card=card, by=make_member(other))


def test_a_lead_of_a_private_room_takes_a_card_away_with_a_second_step(thread, settings):
    other = CommunityFactory(private=True)
    make_member(other, user=thread.author)
    card, lead = share(thread, other), lead_of(other)
    settings.REQUIRE_SECOND_STEP = True

    answer = signed_in(lead).post(f"/communities/{other.slug}/threads/shared/{card.pk}/remove/")

    assert "/account/2fa/" in answer["Location"]
    assert CrossPost.objects.exists()


def test_a_card_is_taken_out_of_its_own_community_alone(thread, other):
    card = share(thread, other)
    elsewhere = CommunityFactory(open=True)

    path = f"/communities/{elsewhere.slug}/threads/shared/{card.pk}/remove/"
    assert signed_in(thread.author).post(path).status_code == 404


def test_no_community_chosen_is_said_and_the_sentence_stays(thread, other):
    answer = signed_in(thread.author).post(place(thread), {"sentence": "MARKSENTENCE"})

    assert answer.status_code == 422
    assert b"MARKSENTENCE" in answer.content


def test_where_it_is_shared_already_is_no_choice(thread, other):
    share(thread, other)

    assert b"There is nowhere to share it" in signed_in(thread.author).get(place(thread)).content


def test_a_public_list_with_cards_is_kept_until_they_or_what_they_show_change(thread):
    other = CommunityFactory(open=True)
    make_member(other, user=thread.author)
    card = share(thread, other)
    shown = Client().get(f"/communities/{other.slug}/threads/")["X-Hub-Public"].split()
    counter = PublicCounter.objects.get(name=f"community.{other.pk}")

    assert {f"thread.{thread.pk}", f"community.{thread.community_id}", counter.name} <= {*shown}
    actions.unshare_thread(card=card, by=thread.author)
    assert PublicCounter.objects.get(pk=counter.pk).value > counter.value


def test_a_list_asks_the_same_however_many_cards_it_has(other, django_assert_num_queries):
    client = signed_in(make_member(other))

    def add(count: int) -> None:
        for _ in range(count):
            thread = make_thread(CommunityFactory(open=True))
            make_member(other, user=thread.author)
            share(thread, other)

    add(1)
    listed(other, client)
    with CaptureQueriesContext(connection) as short:
        listed(other, client)
    add(4)

    with django_assert_num_queries(len(short)):
        listed(other, client)


def test_a_conversation_that_was_merged_where_one_may_not_read_leaves_no_card(thread, other):
    share(thread, other)
    lead = lead_of(thread.community)
    closed = make_thread(CommunityFactory(private=True))
    make_member(closed.community, user=lead, role=Membership.Role.LEAD)

    actions.merge_threads(thread=thread, into=closed, lead=lead)

    assert "MARK" not in listed(other, signed_in(make_member(other)))


@pytest.mark.parametrize("change", [{"is_active": False}, {"approved_at": None}], ids=["suspended", "waits"])
def test_who_may_not_take_part_neither_shares_nor_takes_a_card_away(thread, other, change):
    card = share(thread, other)
    sharer = thread.author
    User.objects.filter(pk=sharer.pk).update(**change)
    sharer.refresh_from_db()

    with pytest.raises(CannotTakePart):
        permissions.check_may_be_shared(sharer, thread)
    with pytest.raises(CannotTakePart):
        actions.unshare_thread(card=card, by=sharer)
    assert CrossPost.objects.exists()


def test_a_card_one_does_not_see_is_not_there_to_take_away(thread, other):
    card = share(thread, other)
    Community.objects.filter(pk=thread.community_id).update(privacy="members", joining="ask")

    answer = signed_in(lead_of(other)).post(f"/communities/{other.slug}/threads/shared/{card.pk}/remove/")

    assert answer.status_code == 404
    assert CrossPost.objects.exists()
