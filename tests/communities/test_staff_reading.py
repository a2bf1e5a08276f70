"""Staff read what is not theirs for a stated reason only, for a while, on the record, and never write."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import ModelLogEntry

from communities import actions
from communities.models import AccessChange, Community, StaffReading
from communities.permissions import can_read, is_member, readable_pairs, staff_reading_of
from tests.communities.factories import CommunityFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

REASON = "Marker reason lapwing"


def url(name, community):
    return reverse(f"communities:{name}", args=[community.pk])


@pytest.fixture
def staff(client):
    user = UserFactory(staff=True)
    client.force_login(user)
    return user


@pytest.fixture
def room():
    return CommunityFactory(confidential=True)


def _without_token(response) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", response.content)


def read(room, by, started_at=None):
    return actions.start_staff_reading(community=room, by=by, reason=REASON, started_at=started_at or now())


def test_a_stated_reason_opens_the_conversations_and_leads_there(client, staff, room):
    answer = client.post(url("read-as-staff", room), {"reason": REASON})

    assert answer.headers["Location"] == room.get_absolute_url()
    page = client.get(room.get_absolute_url())
    assert page.status_code == 200
    assert f"because: {REASON}" in page.content.decode()


def test_without_a_reason_nothing_opens(client, staff, room):
    answer = client.post(url("read-as-staff", room), {"reason": "  "})

    assert answer.status_code == 422
    assert "Say why, in a sentence." in answer.content.decode()
    assert not can_read(staff, room)


def test_the_page_says_first_what_stays_on_the_record(client, staff, room):
    page = client.get(url("read-as-staff", room)).content.decode()

    assert "for 60 minutes" in page
    assert "the community’s Leads can see them" in page


def test_nobody_but_staff_learns_that_the_address_exists(client, room):
    client.force_login(MembershipFactory(lead=True, community=room).user)

    there = client.get(url("read-as-staff", room))
    absent = client.get(reverse("communities:read-as-staff", args=[999_999]))

    assert (there.status_code, absent.status_code) == (404, 404)
    assert _without_token(there) == _without_token(absent)


def test_the_action_refuses_everybody_but_staff(room):
    with pytest.raises(PermissionDenied, match="office"):
        read(room, UserFactory())


def test_staff_who_wait_for_approval_are_refused(room):
    with pytest.raises(PermissionDenied, match="waiting"):
        read(room, UserFactory(staff=True, unapproved=True))


def test_an_open_community_takes_no_reason(client, staff):
    community = CommunityFactory(open=True)

    answer = client.post(url("read-as-staff", community), {"reason": REASON})

    assert answer.status_code == 422
    assert not StaffReading.objects.exists()


def test_a_member_needs_no_reason(staff, room):
    MembershipFactory(user=staff, community=room)

    with pytest.raises(PermissionDenied, match="You belong"):
        read(room, staff)


def test_reading_gives_sight_and_no_membership(staff, room):
    read(room, staff)

    assert can_read(staff, room)
    assert readable_pairs({(staff.pk, room.pk)}) == {(staff.pk, room.pk)}
    assert not is_member(staff, room)


def test_it_opens_one_community_for_one_person(staff, room):
    other_room, other_staff = CommunityFactory(private=True), UserFactory(staff=True)
    read(room, staff)

    assert not can_read(staff, other_room)
    assert not can_read(other_staff, room)
    assert readable_pairs({(staff.pk, other_room.pk), (other_staff.pk, room.pk)}) == set()


def test_it_ends_by_the_clock(staff, room):
    read(room, staff, started_at=now() - timedelta(minutes=61))

    assert not can_read(staff, room)
    assert not Community.objects.visible_to(staff).filter(pk=room.pk).exists()
    assert readable_pairs({(staff.pk, room.pk)}) == set()


@pytest.mark.parametrize("change", [{"is_superuser": False}, {"is_active": False}, {"approved_at": None}])
def test_it_ends_with_the_power_that_gave_it(staff, room, change):
    read(room, staff)
    for name, value in change.items():
        setattr(staff, name, value)
    staff.save()

    assert not can_read(staff, room)
    assert readable_pairs({(staff.pk, room.pk)}) == set()


def test_open_pages_are_asked_again_when_its_time_is_over(staff, room):
    reading = read(room, staff)

    note = AccessChange.objects.get(user=staff, community=room)
    assert note.at == reading.ends_at


def test_one_press_ends_it(client, staff, room):
    read(room, staff)

    answer = client.post(url("read-as-staff-end", room))

    assert answer.headers["Location"] == reverse("communities_community:edit", args=[room.pk])
    assert not can_read(staff, room)
    assert AccessChange.objects.filter(user=staff, community=room, at__lte=now()).exists()


def test_ending_twice_changes_and_records_nothing_more(staff, room):
    reading = read(room, staff)
    ended_at = now()
    for at in (ended_at, ended_at + timedelta(minutes=1)):
        actions.end_staff_reading(community=room, by=staff, ended_at=at)

    reading.refresh_from_db()
    assert reading.ended_at == ended_at
    assert ModelLogEntry.objects.filter(action="communities.staff_reading_end").count() == 1


def test_another_reason_makes_the_first_give_way(staff, room):
    first = read(room, staff)
    second = actions.start_staff_reading(community=room, by=staff, reason="Another", started_at=now())

    first.refresh_from_db()
    assert first.ended_at is not None
    assert StaffReading.objects.standing().get() == second


def test_the_record_says_who_and_where_and_holds_no_words(staff, room):
    reading = read(room, staff)

    entry = ModelLogEntry.objects.get(action="communities.staff_reading")
    assert (entry.user, entry.object_id, entry.data) == (staff, str(room.pk), {"reading": reading.pk})
    assert entry.label == f"community {room.pk}"
    assert REASON not in f"{entry.label}{entry.data}"


def test_the_way_there_stands_beside_the_communitys_settings(client, staff, room):
    page = client.get(reverse("communities_community:edit", args=[room.pk])).content.decode()

    assert url("read-as-staff", room) in page


def test_a_second_step_is_asked_for(client, staff, room, settings):
    settings.REQUIRE_SECOND_STEP = True

    answer = client.post(url("read-as-staff", room), {"reason": REASON})

    assert answer.headers["Location"].startswith("/account/2fa/")
    assert not StaffReading.objects.exists()


def test_a_stranger_is_led_to_sign_in(client, room):
    assert client.get(url("read-as-staff", room)).headers["Location"].startswith("/account/login/")


def test_nobody_but_staff_pays_for_the_question(room, django_assert_num_queries):
    member = MembershipFactory(community=room).user

    with django_assert_num_queries(0):
        assert staff_reading_of(member, room) is None
