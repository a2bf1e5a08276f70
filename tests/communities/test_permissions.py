"""Each rule about belonging through its action, with everything right but one thing."""

from functools import partial

import pytest
from django.utils.timezone import now

from communities import actions, permissions
from communities.models import Membership
from communities.permissions import CannotDecide, CannotJoin, CannotLead, CannotLeave, CannotTakePart
from tests.communities.factories import CommunityFactory, InvitationFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


# --- Looking after a Community ------------------------------------------------------------

#: What a Lead does, each with the Membership it is done to.
ACTS = {
    "approve": (
        {"asked": True},
        lambda lead, one: actions.approve_request(lead=lead, membership=one, approved_at=now()),
    ),
    "decline": (
        {"asked": True},
        lambda lead, one: actions.decline_request(lead=lead, membership=one, note="No.", declined_at=now()),
    ),
    "invite": (
        {},
        lambda lead, one: actions.invite(
            inviter=lead, community=one.community, emails=["new@example.org"], invited_at=now()
        ),
    ),
    "change role": (
        {},
        lambda lead, one: actions.change_role(lead=lead, membership=one, role="lead", changed_at=now()),
    ),
    "end": (
        {},
        lambda lead, one: actions.end_membership(lead=lead, membership=one, note="So.", ended_at=now()),
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_what_a_lead_does_is_refused_to_members_and_to_leads_elsewhere(act):
    state, do = ACTS[act]
    lead = MembershipFactory(lead=True)
    one = MembershipFactory(community=lead.community, **state)
    before = (one.state, one.role, Membership.objects.filter(community=lead.community).count())

    for other in (MembershipFactory(community=lead.community), MembershipFactory(lead=True)):
        with pytest.raises(CannotLead):
            do(other.user, one)
    one.refresh_from_db()
    assert (one.state, one.role, Membership.objects.filter(community=lead.community).count() - 1) == before

    do(lead.user, one)


@pytest.mark.parametrize("trait", ["unapproved", "suspended"])
@pytest.mark.parametrize("act", ACTS)
def test_a_lead_whose_account_may_not_take_part_is_told_so(act, trait):
    state, do = ACTS[act]
    lead = MembershipFactory(lead=True, user=UserFactory(**{trait: True}))

    with pytest.raises(CannotTakePart):
        do(lead.user, MembershipFactory(community=lead.community, **state))


def test_the_role_of_somebody_who_left_is_not_changed():
    lead = MembershipFactory(lead=True)

    with pytest.raises(CannotDecide, match="does not belong"):
        ACTS["change role"][1](lead.user, MembershipFactory(community=lead.community, ended=True))


def test_a_lead_does_not_end_their_own_membership():
    lead = MembershipFactory(lead=True)
    MembershipFactory(community=lead.community, lead=True)

    with pytest.raises(CannotDecide, match="To leave"):
        ACTS["end"][1](lead.user, lead)


# --- Coming in and leaving ----------------------------------------------------------------


@pytest.mark.parametrize("trait", ["unapproved", "suspended"])
def test_an_account_that_may_not_take_part_does_not_ask(trait):
    with pytest.raises(CannotTakePart):
        ask(UserFactory(**{trait: True}), CommunityFactory())


def ask(user, community):
    return actions.ask_to_join(user=user, community=community, note="", has_accepted=True, asked_at=now())


def test_a_community_that_takes_no_requests_is_not_asked():
    with pytest.raises(CannotJoin, match="does not take requests"):
        ask(UserFactory(), CommunityFactory(open=True))


def test_a_community_one_may_not_know_of_is_not_entered():
    with pytest.raises(CannotJoin, match="is not open to you"):
        ask(UserFactory(), CommunityFactory(confidential=True))


@pytest.mark.parametrize("state", ["declined", "revoked", "expired"])
def test_an_invitation_that_does_not_stand_is_neither_taken_nor_declined(state):
    guest = UserFactory()
    invitation = InvitationFactory(user=guest, **{state: True})

    with pytest.raises(CannotJoin, match="does not stand"):
        actions.accept_invitation(
            user=guest, community=invitation.community, has_accepted=True, accepted_at=now()
        )
    with pytest.raises(CannotJoin, match="does not stand"):
        actions.decline_invitation(user=guest, community=invitation.community, declined_at=now())


@pytest.mark.parametrize("state", ["asked", "ended"])
def test_who_does_not_belong_does_not_leave(state):
    one = MembershipFactory(**{state: True})

    with pytest.raises(CannotLeave, match="do not belong"):
        actions.leave(user=one.user, community=one.community, left_at=now())


# --- Running the network ------------------------------------------------------------------

#: What the office does with an account, each with the kind of account it is done to.
OFFICE = {
    "approve": ("unapproved", partial(actions.approve_account, approved_at=now())),
    "decline": ("unapproved", partial(actions.decline_account, sentence="Sorry.", declined_at=now())),
    "return": (None, actions.return_to_waiting),
    "suspend": (None, partial(actions.suspend_account, reason="Spam.", suspended_at=now())),
    "lift": ("suspended", actions.lift_suspension),
}


@pytest.mark.parametrize("act", OFFICE)
def test_only_the_office_decides_about_accounts(act):
    trait, do = OFFICE[act]
    user = UserFactory(**({trait: True} if trait else {}))

    for other in (UserFactory(), UserFactory(is_staff=True), UserFactory(staff=True, suspended=True)):
        with pytest.raises(CannotDecide, match="office"):
            do(user=user, by=other)

    do(user=user, by=UserFactory(staff=True))


def test_an_approved_account_is_not_declined_but_suspended():
    with pytest.raises(CannotDecide, match="Suspend it instead"):
        OFFICE["decline"][1](user=UserFactory(), by=UserFactory(staff=True))


def test_nobody_suspends_themselves():
    staff = UserFactory(staff=True)

    with pytest.raises(CannotDecide, match="your own"):
        actions.suspend_account(user=staff, by=staff, reason="Tired.", suspended_at=now())


# --- What may be told ---------------------------------------------------------------------


def test_how_many_belong_is_told_to_members_only_where_people_may_not_be_known():
    community = CommunityFactory(confidential=True)

    assert permissions.can_see_member_count(MembershipFactory(community=community).user, community)
    assert not permissions.can_see_member_count(UserFactory(), community)
