"""Coming in and leaving: each rule through its action, with what it writes and whom it tells."""

import pytest
from django.utils.timezone import now

from communities import actions, tasks
from communities.models import AccessChange, Membership, User
from communities.permissions import CannotDecide, CannotJoin, CannotLead, CannotLeave, CannotTakePart
from communities.public import read_counters
from tests.communities.factories import CommunityFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

State, Role = Membership.State, Membership.Role


def join(user, community, has_accepted=True):
    return actions.join(user=user, community=community, has_accepted=has_accepted, joined_at=now())


def ask(user, community, note="I coach at a club."):
    return actions.ask_to_join(user=user, community=community, note=note, has_accepted=True, asked_at=now())


# --- Joining ------------------------------------------------------------------------------


def test_join_makes_an_active_membership_and_notes_the_accepted_rules():
    membership = join(UserFactory(), CommunityFactory(open=True))

    assert membership.is_active
    assert membership.rules_accepted_at == membership.joined_at


@pytest.mark.parametrize(
    ("person", "community", "refusal"),
    [
        ({"unapproved": True}, {"open": True}, CannotTakePart),
        ({"suspended": True}, {"open": True}, CannotTakePart),
        ({}, {"members": True}, CannotJoin),  # by asking
        ({}, {"private": True}, CannotJoin),
        ({}, {"confidential": True}, CannotJoin),
    ],
)
def test_join_is_refused(person, community, refusal):
    user, community = UserFactory(**person), CommunityFactory(**community)

    with pytest.raises(refusal):
        join(user, community)

    assert not Membership.objects.exists()


def test_join_is_refused_without_accepting_the_rules():
    with pytest.raises(CannotJoin):
        join(UserFactory(), CommunityFactory(open=True), has_accepted=False)


def test_joining_twice_is_refused_and_doubles_nothing():
    user, community = UserFactory(), CommunityFactory(open=True)
    join(user, community)

    with pytest.raises(CannotJoin):
        join(user, community)

    assert Membership.objects.count() == 1


def test_somebody_who_left_comes_back_as_a_member_and_not_as_a_lead():
    former = MembershipFactory(community__open=True, ended=True, role=Role.LEAD)

    membership = join(former.user, former.community)

    assert membership.pk == former.pk
    assert not membership.is_lead


def test_join_bumps_what_public_pages_count():
    community = CommunityFactory(open=True)
    before = read_counters(["communities", f"community.{community.pk}"])

    join(UserFactory(), community)

    after = read_counters(["communities", f"community.{community.pk}"])
    assert all(after[name] > before[name] for name in before)


# --- Asking -------------------------------------------------------------------------------


def test_asking_writes_to_each_lead_once_the_request_stands(committed, mailoutbox):
    lead = MembershipFactory(lead=True)
    MembershipFactory(community=lead.community)
    MembershipFactory(community=lead.community, lead=True, user__suspended=True)

    with committed():
        ask(UserFactory(name="Asha Patel"), lead.community, note="A private sentence.")

    assert [mail.to for mail in mailoutbox] == [[lead.user.email]]
    assert "Asha Patel asks to join" in mailoutbox[0].subject
    assert "A private sentence." not in mailoutbox[0].body


def test_asking_twice_is_refused_and_writes_once(committed, mailoutbox):
    lead, user = MembershipFactory(lead=True), UserFactory()
    with committed():
        ask(user, lead.community)

    with committed(), pytest.raises(CannotJoin):
        ask(user, lead.community)

    assert len(mailoutbox) == 1


def test_approving_lets_in_and_writes(committed, mailoutbox):
    lead = MembershipFactory(lead=True)
    request = MembershipFactory(community=lead.community, asked=True)

    with committed():
        membership = actions.approve_request(lead=lead.user, membership=request, approved_at=now())

    assert membership.is_active
    assert membership.decided_by == lead.user
    assert mailoutbox[0].to == [request.user.email]


def test_declining_writes_the_reason(committed, mailoutbox):
    lead = MembershipFactory(lead=True)
    request = MembershipFactory(community=lead.community, asked=True)

    with committed():
        actions.decline_request(
            lead=lead.user, membership=request, note="We keep it small.", declined_at=now()
        )

    request.refresh_from_db()
    assert request.state == State.DECLINED
    assert "We keep it small." in mailoutbox[0].body


@pytest.mark.parametrize("by", ["member", "lead elsewhere", "staff", "outsider"])
def test_only_a_lead_of_this_community_decides(by):
    request = MembershipFactory(asked=True)
    somebody = UserFactory(staff=by == "staff")
    if by == "member":
        MembershipFactory(user=somebody, community=request.community)
    if by == "lead elsewhere":
        MembershipFactory(user=somebody, lead=True)

    with pytest.raises(CannotLead):
        actions.approve_request(lead=somebody, membership=request, approved_at=now())

    request.refresh_from_db()
    assert request.state == State.ASKED


def test_a_request_is_decided_once():
    lead = MembershipFactory(lead=True)
    request = MembershipFactory(community=lead.community, asked=True)
    actions.decline_request(lead=lead.user, membership=request, note="No.", declined_at=now())

    with pytest.raises(CannotDecide):
        actions.approve_request(lead=lead.user, membership=request, approved_at=now())


def test_nobody_is_let_in_whose_account_is_suspended_meanwhile():
    lead = MembershipFactory(lead=True)
    request = MembershipFactory(community=lead.community, asked=True, user__suspended=True)

    with pytest.raises(CannotDecide):
        actions.approve_request(lead=lead.user, membership=request, approved_at=now())


def test_a_letter_does_not_go_out_when_it_is_no_longer_true(mailoutbox):
    from communities.tasks import write_about_membership

    membership = MembershipFactory(ended=True)

    write_about_membership.enqueue(membership.pk, "approved")

    assert mailoutbox == []


@pytest.mark.parametrize("change", [{"approved_at": None}, {"is_active": False}])
def test_no_letter_goes_to_somebody_who_may_not_take_part_any_more(mailoutbox, change):
    lead = MembershipFactory(lead=True)
    request = MembershipFactory(asked=True, community=lead.community)
    member = MembershipFactory(community=lead.community)
    letters = {
        lead.user: lambda: tasks.write_to_lead_about_request.enqueue(request.pk, lead.pk),
        request.user: lambda: tasks.write_that_account_is_approved.enqueue(request.user.pk),
        member.user: lambda: tasks.write_about_membership.enqueue(member.pk, "approved"),
    }

    for person, write in letters.items():
        write()
        User.objects.filter(pk=person.pk).update(**change)
        write()

    assert [letter.to for letter in mailoutbox] == [[person.email] for person in letters]


# --- Leaving ------------------------------------------------------------------------------


def test_leaving_ends_the_membership_and_has_sockets_asked_again():
    membership = MembershipFactory()

    actions.leave(user=membership.user, community=membership.community, left_at=now())

    membership.refresh_from_db()
    assert membership.state == State.ENDED
    assert AccessChange.objects.filter(user=membership.user, community=membership.community).count() == 1


def test_the_last_lead_cannot_leave_without_handing_over():
    lead = MembershipFactory(lead=True)
    member = MembershipFactory(community=lead.community)
    with pytest.raises(CannotLeave):
        actions.leave(user=lead.user, community=lead.community, left_at=now())

    actions.change_role(lead=lead.user, membership=member, role=Role.LEAD, changed_at=now())
    actions.leave(user=lead.user, community=lead.community, left_at=now())

    lead.refresh_from_db()
    assert lead.state == State.ENDED


def test_a_suspended_lead_does_not_count_as_another_lead():
    lead = MembershipFactory(lead=True)
    MembershipFactory(lead=True, community=lead.community, user__suspended=True)

    with pytest.raises(CannotLeave):
        actions.leave(user=lead.user, community=lead.community, left_at=now())


def test_the_last_lead_cannot_become_a_member():
    lead = MembershipFactory(lead=True)

    with pytest.raises(CannotDecide):
        actions.change_role(lead=lead.user, membership=lead, role=Role.MEMBER, changed_at=now())


def test_ending_a_membership_takes_the_role_and_writes_why(committed, mailoutbox):
    lead = MembershipFactory(lead=True)
    other = MembershipFactory(lead=True, community=lead.community)

    with committed():
        actions.end_membership(lead=lead.user, membership=other, note="You moved on.", ended_at=now())

    other.refresh_from_db()
    assert (other.state, other.role) == (State.ENDED, Role.MEMBER)
    assert "You moved on." in mailoutbox[0].body
    assert AccessChange.objects.filter(user=other.user, community=lead.community).exists()
