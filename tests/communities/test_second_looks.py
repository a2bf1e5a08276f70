"""Who asks for a second look, who gives it, and who is written to: what each of them is refused."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from communities import actions, deciding, tasks
from communities.models import User
from communities.permissions import CannotDecide, CannotTakePart, check_can_answer_appeal, has_lead_besides
from tests.communities.factories import CommunityFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

#: People besides whom nobody who may take part looks after a Community.
NO_LEADS = [{}, {"lead": True, "user__suspended": True}]


@pytest.fixture
def lead():
    return MembershipFactory(lead=True)


@pytest.fixture
def other_lead(lead):
    return MembershipFactory(lead=True, community=lead.community)


@pytest.fixture
def decision(lead):
    member = MembershipFactory(community=lead.community)
    return actions.warn_member(lead=lead.user, membership=member, reason="No names.", warned_at=now())


def appeal(decision):
    return actions.appeal(decision=decision, person=decision.about, words="I was quoting.", made_at=now())


def answer(made, reader, *, is_granted=True):
    return actions.answer_appeal(
        appeal=made, reader=reader, is_granted=is_granted, answer="I looked.", answered_at=now()
    )


def suspend(person):
    User.objects.filter(pk=person.pk).update(is_active=False)


# --- Asking ---------------------------------------------------------------------------------


def test_nobody_asks_about_what_was_taken_back_already(lead, decision):
    actions.undo_decision(decision=decision, lead=lead.user, undone_at=now())

    with pytest.raises(CannotDecide, match="taken back already"):
        appeal(decision)


def test_the_page_of_a_decision_offers_a_second_look_while_it_stands(lead, decision, client):
    client.force_login(decision.about)

    before = client.get(decision.get_absolute_url()).text
    actions.undo_decision(decision=decision, lead=lead.user, undone_at=now())
    after = client.get(decision.get_absolute_url()).text

    assert "Ask for a second look" in before
    assert "Ask for a second look" not in after


def test_the_signed_out_are_led_from_a_decision_to_sign_in(decision, client):
    address = decision.get_absolute_url()

    assert client.get(address).headers["Location"].endswith(f"?next={address}")


# --- Answering ------------------------------------------------------------------------------


def test_an_appeal_is_answered_once(other_lead, decision):
    made = appeal(decision)
    answer(made, other_lead.user, is_granted=False)

    with pytest.raises(CannotDecide, match="answered this already"):
        answer(made, other_lead.user)


def test_somebody_who_is_neither_a_lead_nor_staff_answers_none(decision):
    made = appeal(decision)

    for reader in (UserFactory(), MembershipFactory(community=decision.community).user):
        with pytest.raises(CannotDecide):
            answer(made, reader)


@pytest.mark.parametrize("traits", [{"unapproved": True}, {"suspended": True}])
def test_staff_who_may_not_take_part_answer_none(traits, decision):
    made = appeal(decision)

    with pytest.raises(CannotTakePart):
        check_can_answer_appeal(UserFactory(staff=True, **traits), made)


@pytest.mark.parametrize("traits", NO_LEADS)
def test_whoever_leads_no_more_or_never_did_is_no_other_lead(traits, decision):
    MembershipFactory(community=decision.community, **traits)

    assert not has_lead_besides(decision)


def test_what_has_lost_its_way_back_is_not_granted(other_lead, decision, monkeypatch):
    made = appeal(decision)
    monkeypatch.delitem(deciding._kinds, decision.kind)

    with pytest.raises(CannotDecide, match="from here"):
        answer(made, other_lead.user)


def test_an_appeal_in_a_private_room_is_read_after_a_second_step(client, settings):
    settings.REQUIRE_SECOND_STEP = True
    lead, other = MembershipFactory.create_batch(2, lead=True, community=CommunityFactory(private=True))
    member = MembershipFactory(community=lead.community)
    made = appeal(actions.warn_member(lead=lead.user, membership=member, reason="So.", warned_at=now()))
    client.force_login(other.user)
    address = reverse("communities:appeal-detail", args=[made.pk])

    assert client.get(address).headers["Location"] == f"/account/2fa/?next={address}"


# --- Letters --------------------------------------------------------------------------------


@pytest.mark.parametrize("traits", NO_LEADS)
def test_staff_are_written_to_where_nobody_else_may_answer(traits, decision, mailoutbox):
    staff = UserFactory(staff=True)
    MembershipFactory(community=decision.community, **traits)
    mailoutbox.clear()

    appeal(decision)

    assert [letter.to for letter in mailoutbox] == [[staff.email]]


def test_no_letter_about_an_appeal_reaches_somebody_who_may_not_answer_it(
    lead, other_lead, decision, mailoutbox
):
    made = appeal(decision)
    suspend(other_lead.user)
    mailoutbox.clear()

    for reader in (lead.user, decision.about, other_lead.user, UserFactory()):
        tasks.write_about_appeal_to.func(made.pk, reader.pk)

    assert mailoutbox == []
