"""Memberships of the network: seats, what a tier opens, and what is over when one ends."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate, now

from communities import actions as belonging
from communities.models import CommunityProposal, User
from organisations import actions
from organisations.models import NetworkMembership, Opening, Tier
from organisations.permissions import NoSeat, NotOpened, does_open, seats_of
from tests.communities.factories import OrganisationFactory, UserFactory
from tests.discussions.factories import make_reply, make_thread
from tests.organisations.factories import (
    NetworkMembershipFactory,
    address,
    make_administrator,
)

pytestmark = pytest.mark.django_db


def approve(council, colleague, by):
    return actions.approve_colleague(organisation=council, colleague=colleague, by=by, approved_at=now())


def propose(person):
    words = {"name": "Wardens", "purpose": "To talk.", "privacy": "members", "why": "Because."}
    return belonging.propose_community(person=person, proposed_at=now(), **words)


# --- Seats ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("traits", "has_room"),
    [
        (None, True),
        ({}, True),
        ({"tier__seats": 1}, False),
        ({"tier__seats": 2}, True),
        ({"tier__seats": 1, "seats": 2}, True),
        ({"tier__seats": 2, "seats": 1}, False),
        ({"tier__seats": 1, "future": True}, True),
        ({"last_day": True}, True),
        ({"ended": True}, False),
    ],
    ids=[
        "no membership",
        "no limit",
        "full",
        "one left",
        "more for this one",
        "fewer for this one",
        "not begun",
        "last day",
        "ended",
    ],
)
def test_an_administrator_lets_in_as_many_as_there_are_seats(
    council, administrator, applicant, traits, has_room
):
    if traits is not None:
        NetworkMembershipFactory(organisation=council, **traits)

    if has_room:
        assert approve(council, applicant, administrator).is_approved
    else:
        with pytest.raises(NoSeat):
            approve(council, applicant, administrator)
        assert not User.objects.get(pk=applicant.pk).is_approved


def test_the_refusal_says_what_to_do(client, council, administrator, applicant):
    NetworkMembershipFactory(organisation=council, seats=1)
    client.force_login(administrator)

    page = client.post(address("colleague-approve", council, applicant.pk), follow=True).content.decode()

    assert "The one seat of Marker Council is taken. Say who has left" in page
    assert applicant.name in page


def test_only_people_who_take_part_take_a_seat(council, administrator, applicant):
    UserFactory(organisation=council, suspended=True)
    UserFactory(organisation=OrganisationFactory())
    NetworkMembershipFactory(organisation=council, seats=2)

    before = seats_of(council)
    approve(council, applicant, administrator)

    assert (before.used, before.left) == (1, 1)
    assert (seats_of(council).used, seats_of(council).left) == (2, 0)


def test_staff_let_somebody_in_beyond_the_seats(council, administrator, applicant):
    NetworkMembershipFactory(organisation=council, seats=1)

    belonging.approve_account(user=applicant, by=UserFactory(staff=True), approved_at=now())

    seats = seats_of(council)
    assert (seats.used, seats.total, seats.left) == (2, 1, 0)


def test_when_somebody_leaves_their_seat_is_free(council, administrator, applicant):
    NetworkMembershipFactory(organisation=council, seats=2)
    leaver = UserFactory(organisation=council)
    with pytest.raises(NoSeat):
        approve(council, applicant, administrator)

    actions.say_left(organisation=council, colleague=leaver, by=administrator)

    assert approve(council, applicant, administrator).is_approved


# --- What a tier opens ----------------------------------------------------------------------


@pytest.mark.parametrize("opening", Opening)
@pytest.mark.parametrize(
    ("traits", "is_open"),
    [
        (None, True),
        ({}, True),
        ({"shut": True}, False),
        ({"shut": True, "future": True}, True),
        ({"ended": True}, False),
    ],
    ids=["no membership", "opens it", "does not", "does not, and has not begun", "ended"],
)
def test_what_a_membership_opens(council, opening, traits, is_open):
    if traits is not None:
        shut = {f"tier__opens_{opening}": False} if "shut" in traits else {}
        others = {name: value for name, value in traits.items() if name != "shut"}
        NetworkMembershipFactory(organisation=council, **others, **shut)

    assert does_open(council, opening) == is_open


def test_each_opening_has_its_switch_in_the_tier():
    switches = {field.name for field in Tier._meta.fields if field.name.startswith("opens_")}

    assert switches == {f"opens_{opening}" for opening in Opening}


@pytest.mark.parametrize("opens", [True, False])
def test_people_propose_communities_where_their_tier_opens_it(council, opens):
    NetworkMembershipFactory(organisation=council, tier__opens_proposals=opens)
    person = UserFactory(organisation=council)

    if opens:
        assert propose(person)
    else:
        with pytest.raises(NotOpened, match="does not include proposing"):
            propose(person)
        assert not CommunityProposal.objects.exists()
        assert propose(UserFactory(organisation=OrganisationFactory()))
        assert propose(UserFactory())


def test_the_page_says_before_anything_is_typed_that_proposing_is_not_open(client, council):
    NetworkMembershipFactory(organisation=council, tier__opens_proposals=False)
    pages = {}
    for name, viewer in {"shut": UserFactory(organisation=council), "open": UserFactory()}.items():
        client.force_login(viewer)
        pages[name] = client.get(reverse("communities:community-propose")).content.decode()

    assert "does not include proposing communities" in pages["shut"]
    assert "Propose it" not in pages["shut"]
    assert "Propose it" in pages["open"]


# --- When it ends ---------------------------------------------------------------------------


def test_people_of_a_membership_that_ended_read_and_write_as_before(client, council):
    NetworkMembershipFactory(organisation=council, ended=True)
    thread = make_thread()
    colleague = make_reply(thread).author
    User.objects.filter(pk=colleague.pk).update(organisation=council)
    client.force_login(colleague)

    assert client.get(thread.get_absolute_url()).status_code == 200
    assert make_reply(thread, colleague).author == colleague


def test_the_refusal_says_that_it_ended_and_not_that_it_is_full(council, administrator, applicant):
    NetworkMembershipFactory(organisation=council, ended=True)

    with pytest.raises(NoSeat, match="ended on"):
        approve(council, applicant, administrator)


@pytest.mark.parametrize(
    ("traits", "words"),
    [
        ({"seats": 3, "end_date": localdate() + timedelta(days=30)}, ["1 of 3 taken", "until "]),
        ({}, ["as many more as you like", "without an end", "Administrators invite", "People propose"]),
        ({"ended": True}, ["The membership has ended", "goes on reading"]),
    ],
    ids=["with an end", "without", "over"],
)
def test_the_administrators_page_says_what_the_membership_is(client, council, administrator, traits, words):
    membership = NetworkMembershipFactory(organisation=council, tier__name="Marker Tier", **traits)
    client.force_login(administrator)

    page = client.get(address("look-after", council)).content.decode()

    assert [each for each in [*words, membership.tier.name] if each not in page] == []


def test_without_a_membership_the_page_says_nothing_of_one(client, council, administrator):
    NetworkMembershipFactory()
    client.force_login(administrator)

    assert "Membership of the network" not in client.get(address("look-after", council)).content.decode()


# --- What staff see and change --------------------------------------------------------------


@pytest.fixture
def staff(client):
    user = UserFactory(staff=True)
    client.force_login(user)
    return user


def test_staff_keep_tiers_and_memberships(client, staff, council):
    client.post(
        reverse("organisations_tier:add"),
        {"name": "Partner", "position": 1, "description": "", "seats": 5, "opens_proposals": "on"},
    )
    tier = Tier.objects.get()
    client.post(
        reverse("organisations_networkmembership:add"),
        {
            "organisation": council.pk,
            "tier": tier.pk,
            "start_date": "2026-01-01",
            "end_date": "",
            "seats": "",
        },
    )

    membership = NetworkMembership.objects.get()
    assert (tier.opens_inviting, tier.opens_proposals) == (False, True)
    assert (membership.organisation, membership.seat_count) == (council, 5)


def test_a_membership_that_ends_before_it_starts_is_refused_in_words(council):
    membership = NetworkMembershipFactory.build(
        organisation=council, tier=Tier.objects.create(name="T"), end_date=localdate() - timedelta(days=500)
    )

    with pytest.raises(ValidationError, match="does not end before it starts"):
        membership.full_clean()


def test_staff_see_what_ends_soon_what_has_ended_and_whom_nobody_looks_after(
    client, staff, council, administrator
):
    for name, days in {"Soon": 59, "Today": 0, "Later": 61, "Over": -1}.items():
        NetworkMembershipFactory(
            organisation__name=f"Marker {name}", end_date=localdate() + timedelta(days=days)
        )
    alone = UserFactory(organisation=OrganisationFactory(name="Marker Alone")).organisation
    make_administrator(alone, suspended=True)
    OrganisationFactory(name="Marker Empty")
    names = ["Soon", "Today", "Later", "Over", "Alone", "Empty", "Council"]

    found = {}
    for show in ("ending", "ended", "alone"):
        page = client.get(reverse("network-attention"), {"show": show}).content.decode()
        found[show] = [name for name in names if f"Marker {name}" in page]
    panel = client.get(reverse("wagtailadmin_home")).content.decode()

    assert found == {"ending": ["Soon", "Today"], "ended": ["Over"], "alone": ["Alone"]}
    assert [name for name in names if f"Marker {name}" in panel] == ["Soon", "Today", "Alone"]


def test_the_lists_are_staffs_alone(client, administrator):
    client.force_login(administrator)

    assert client.get(reverse("network-attention")).status_code in {302, 403}


@pytest.mark.parametrize("show", ["ending", "ended", "alone"])
def test_a_list_asks_as_many_queries_for_many_as_for_few(client, staff, show, django_assert_max_num_queries):
    client.get(reverse("network-attention"), {"show": show})
    days = -1 if show == "ended" else 3
    for _ in range(10):
        membership = NetworkMembershipFactory(end_date=localdate() + timedelta(days=days))
        UserFactory(organisation=membership.organisation)

    with django_assert_max_num_queries(12):
        client.get(reverse("network-attention"), {"show": show})


def test_a_list_that_there_is_not_is_not_found(client, staff):
    assert client.get(reverse("network-attention"), {"show": "everything"}).status_code == 404
