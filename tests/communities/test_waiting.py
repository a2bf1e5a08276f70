"""The queue of what waits for Leads: its order, its counts, its cost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from communities import actions, waiting
from communities.models import Community, Membership
from tests.communities.factories import CommunityFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return MembershipFactory(lead=True)


def ask(community, days_ago=0):
    return MembershipFactory(
        community=community, asked=True, request_note="Please.", changed_at=now() - timedelta(days=days_ago)
    )


def appeal(lead, days_ago=0):
    member = MembershipFactory(community=lead.community)
    someone_else = MembershipFactory(lead=True, community=lead.community)
    decision = actions.warn_member(
        lead=someone_else.user, membership=member, reason="Names.", warned_at=now()
    )
    return actions.appeal(
        decision=decision, person=member.user, words="No.", made_at=now() - timedelta(days=days_ago)
    )


def queue_of(lead, **facts):
    return waiting.Queue(Community.objects.filter(pk=lead.community.pk), lead.user, now(), **facts)


def test_things_of_every_kind_stand_in_one_queue_oldest_first(lead):
    newest, oldest = ask(lead.community, days_ago=1), ask(lead.community, days_ago=9)
    between = appeal(lead, days_ago=5)

    found = queue_of(lead)[0:10]

    assert [item.thing for item in found] == [oldest, between, newest]
    assert queue_of(lead).count() == 3


def test_one_kind_can_be_kept(lead):
    ask(lead.community)
    kept = appeal(lead)

    assert [item.thing for item in queue_of(lead, only="appeal")[0:10]] == [kept]


def test_what_waits_elsewhere_or_is_done_is_not_there(lead):
    ask(CommunityFactory())
    MembershipFactory(community=lead.community, declined=True)
    MembershipFactory(community=lead.community, asked=True, user__suspended=True)

    assert queue_of(lead).count() == 0


def test_an_appeal_against_ones_own_decision_waits_for_others(lead):
    member = MembershipFactory(community=lead.community)
    decision = actions.warn_member(lead=lead.user, membership=member, reason="Names.", warned_at=now())
    actions.appeal(decision=decision, person=member.user, words="No.", made_at=now())

    assert queue_of(lead).count() == 0


def test_counts_are_by_community(lead):
    other = MembershipFactory(lead=True, user=lead.user)
    ask(lead.community)
    ask(other.community)
    ask(other.community)

    counts = waiting.counts(Community.objects.filter(memberships__user=lead.user), lead.user, now())

    assert counts == {lead.community.pk: 1, other.community.pk: 2}


@pytest.mark.parametrize("rows", [2, 30])
def test_the_page_costs_the_same_however_much_waits(lead, client, django_assert_num_queries, rows):
    for _ in range(rows):
        ask(lead.community)
        appeal(lead)
    client.force_login(lead.user)
    client.get("/")  # what every page asks once a minute

    with django_assert_num_queries(11):
        client.get(reverse("communities:look-after", args=[lead.community.slug]))


@pytest.mark.parametrize(("limit", "beside"), [(4, "3"), (3, "99+")])
def test_the_tab_counts_no_further_than_anybody_would_look(lead, client, monkeypatch, limit, beside):
    for _ in range(3):
        ask(lead.community)
    monkeypatch.setattr(waiting, "COUNTED_BESIDE", limit)
    client.force_login(lead.user)

    page = client.get(lead.community.get_absolute_url())

    assert f'<span class="count">{beside}<span class="visually-hidden"> waiting</span></span>' in page.text


def test_a_very_long_queue_shows_what_has_waited_longest(lead, monkeypatch):
    first, second, _ = (ask(lead.community) for _ in range(3))
    monkeypatch.setattr(waiting, "COUNTED", 2)

    queue = queue_of(lead)

    assert len(queue) == 2
    assert [waits.thing for waits in queue[0:10]] == [first, second]


def test_a_reason_that_is_missing_keeps_the_form_open_beside_its_request(lead, client):
    request, other = ask(lead.community), ask(lead.community)
    client.force_login(lead.user)

    answer = client.post(
        reverse("communities:request-decline", args=[lead.community.slug, request.pk]),
        {f"request-{request.pk}-note": ""},
    )

    assert answer.status_code == 422
    assert answer.text.count("Say why, in a sentence.") == 1
    assert Membership.objects.filter(state="asked").count() == 2
    assert other.pk


def test_an_unknown_kind_is_not_found(lead, client):
    client.force_login(lead.user)

    assert (
        client.get(reverse("communities:look-after", args=[lead.community.slug]) + "?kind=x").status_code
        == 404
    )
