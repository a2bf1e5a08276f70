"""What each act in a Community refuses, asked of the act itself and not of the page before it."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from communities import actions
from communities.limits import check_rate
from communities.models import Community, CommunityProposal, Membership, ReadyReason
from communities.permissions import (
    CannotDecide,
    CannotLead,
    check_can_delete_account,
    check_can_keep_reason,
    check_can_undo,
)
from tests.communities.factories import CommunityFactory, InvitationFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

Role, Stage, State = Membership.Role, Community.Stage, Membership.State


@pytest.fixture
def lead():
    return MembershipFactory(lead=True)


def warn(lead, membership):
    return actions.warn_member(lead=lead.user, membership=membership, reason="No names.", warned_at=now())


def mute(lead, membership):
    return actions.mute_member(
        lead=lead.user, membership=membership, reason="A pause.", until=now(), muted_at=now()
    )


def unmute(lead, membership):
    actions.unmute_member(lead=lead.user, membership=membership, unmuted_at=now())


def block(lead, membership):
    return actions.block_member(lead=lead.user, membership=membership, reason="Enough.", blocked_at=now())


def unblock(lead, membership):
    actions.unblock_member(lead=lead.user, membership=membership, unblocked_at=now())


def remove(lead, membership):
    actions.end_membership(lead=lead.user, membership=membership, note="So.", ended_at=now())
    return membership.community.decisions.first()


def decline(lead, membership):
    actions.decline_request(lead=lead.user, membership=membership, note="Not yet.", declined_at=now())
    return membership.community.decisions.first()


def undo(lead, decision):
    actions.undo_decision(decision=decision, lead=lead.user, undone_at=now())


# --- Who decides ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "traits"),
    [
        (unmute, {"muted": True}),
        (unblock, {"blocked": True}),
        (block, {"asked": True}),
        (block, {"ended": True}),
    ],
)
def test_only_a_lead_of_this_community_decides_about_somebody(act, traits, lead):
    about = MembershipFactory(community=lead.community, **traits)
    others = [MembershipFactory(community=lead.community), MembershipFactory(lead=True)]

    for other in others:
        with pytest.raises(CannotLead):
            act(other, about)


@pytest.mark.parametrize("belongs_here", [True, False])
def test_only_a_lead_of_this_community_says_what_it_tells_people(belongs_here, lead):
    by = MembershipFactory(community=lead.community) if belongs_here else MembershipFactory(lead=True)
    reason = ReadyReason.objects.create(words="Ours.", community=lead.community)

    for act in (
        lambda: actions.change_welcome(lead=by.user, community=lead.community, words="Taken over."),
        lambda: actions.add_ready_reason(lead=by.user, community=lead.community, words="Taken over."),
        lambda: actions.change_ready_reason(lead=by.user, reason=reason, words="Taken over."),
        lambda: actions.remove_ready_reason(lead=by.user, reason=reason),
    ):
        with pytest.raises(CannotLead):
            act()
    assert list(ReadyReason.objects.filter(community=lead.community)) == [reason]


def test_the_networks_reasons_are_kept_by_its_office(lead):
    networks = ReadyReason.objects.create(words="The network's.")

    with pytest.raises(CannotLead, match="office keeps"):
        check_can_keep_reason(lead.user, networks)


# --- What is there to decide ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "traits"),
    [
        (warn, {"ended": True}),
        (mute, {"asked": True}),
        (unmute, {"ended": True}),
        (block, {"blocked": True}),
        (unblock, {}),
        (unblock, {"ended": True}),
        (unblock, {"declined": True}),
    ],
)
def test_nothing_is_decided_about_somebody_where_it_means_nothing(act, traits, lead):
    about = MembershipFactory(community=lead.community, **traits)

    with pytest.raises(CannotDecide):
        act(lead, about)


@pytest.mark.parametrize("stage", [Stage.PAUSED, Stage.ARCHIVED])
def test_no_group_is_opened_in_a_community_that_is_closed(stage, lead):
    Community.objects.filter(pk=lead.community.pk).update(stage=stage)

    with pytest.raises(CannotDecide, match="can be read"):
        actions.open_group(
            parent=Community.objects.get(pk=lead.community.pk),
            lead=lead.user,
            name="Training cohort",
            purpose="To learn.",
            privacy=Community.Privacy.MEMBERS,
            opened_at=now(),
        )


# --- What is taken back ---------------------------------------------------------------------


def test_somebody_suspended_since_is_not_brought_back(lead):
    member = MembershipFactory(community=lead.community)
    decision = remove(lead, member)
    actions.suspend_account(user=member.user, by=UserFactory(staff=True), reason="Spam.", suspended_at=now())

    with pytest.raises(CannotDecide, match="changed since"):
        undo(lead, decision)


def test_a_request_made_anew_is_not_put_back_again(lead):
    asking = MembershipFactory(community=lead.community, asked=True)
    decision = decline(lead, asking)
    Membership.objects.filter(pk=asking.pk).update(state=State.ASKED)

    with pytest.raises(CannotDecide, match="changed since"):
        undo(lead, decision)


def test_a_block_that_is_gone_is_not_taken_back(lead):
    member = MembershipFactory(community=lead.community)
    decision = block(lead, member)
    Membership.objects.filter(pk=member.pk).update(state=State.ACTIVE)

    with pytest.raises(CannotDecide, match="come back already"):
        undo(lead, decision)


def test_a_decision_without_a_way_back_is_offered_none(lead):
    member = MembershipFactory(community=lead.community)
    undo(lead, warn(lead, member))

    with pytest.raises(CannotDecide, match="from here"):
        check_can_undo(lead.user, lead.community.decisions.get(kind="warning-taken-back"))


# --- Where nobody leads ---------------------------------------------------------------------


@pytest.mark.parametrize("traits", [{}, {"lead": True, "user__suspended": True}])
def test_staff_take_on_a_community_that_nobody_looks_after(traits):
    staff = UserFactory(staff=True)
    community = MembershipFactory(community__confidential=True, **traits).community
    InvitationFactory(community=community, invited_by=staff, user=staff, role=Role.LEAD)

    accepted = actions.accept_invitation(
        user=staff, community=community, has_accepted=True, accepted_at=now()
    )

    assert accepted.is_lead


def test_a_community_of_members_alone_has_no_lead(lead):
    alone = MembershipFactory().community

    assert list(Community.objects.without_lead()) == [alone]


def test_a_member_of_a_group_that_nobody_leads_may_leave_its_community(lead):
    member = MembershipFactory(community=lead.community)
    MembershipFactory(user=member.user, community=CommunityFactory(parent=lead.community))

    actions.leave(user=member.user, community=lead.community, left_at=now())

    member.refresh_from_db()
    assert not member.is_active


def test_a_member_of_a_community_that_nobody_leads_can_be_deleted():
    check_can_delete_account(UserFactory(staff=True), MembershipFactory().user)


# --- How often ------------------------------------------------------------------------------


def test_an_eleventh_proposal_of_a_day_waits(client):
    person = UserFactory()
    for _ in range(10):
        check_rate("propose", person.pk, "10/day")
    client.force_login(person)
    words = {"name": "Youth work", "purpose": "For youth workers.", "privacy": "members", "why": "Ten of us."}

    refused = client.post(reverse("communities:community-propose"), words)

    assert refused.status_code == 422
    assert not CommunityProposal.objects.exists()
