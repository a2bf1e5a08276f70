"""Proposing Communities, groups inside them, pausing and archiving."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import now

from communities import actions
from communities.models import AccessChange, Community, CommunityProposal, Decision, Membership
from communities.permissions import (
    CannotDecide,
    CannotJoin,
    CannotLead,
    CannotLeave,
    CannotPropose,
    CannotSpeak,
    CannotTakePart,
    can_read,
    check_may_speak_now,
)
from tests.communities.factories import CommunityFactory, InvitationFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

Privacy, Role, Stage, State = Community.Privacy, Membership.Role, Community.Stage, Membership.State


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def lead():
    return MembershipFactory(lead=True)


def propose(person, name="Youth work", privacy=Privacy.MEMBERS):
    return actions.propose_community(
        person=person,
        name=name,
        purpose="For youth workers.",
        privacy=privacy,
        why="Ten of us.",
        proposed_at=now(),
    )


def open_group(lead, privacy=Privacy.MEMBERS, name="Training cohort"):
    return actions.open_group(
        parent=lead.community,
        lead=lead.user,
        name=name,
        purpose="To learn.",
        privacy=privacy,
        opened_at=now(),
    )


def change_stage(lead, stage, note="Over the summer."):
    actions.change_stage(community=lead.community, actor=lead.user, stage=stage, note=note, changed_at=now())
    lead.community.refresh_from_db()


def ask(person, community):
    return actions.ask_to_join(
        user=person, community=community, note="Please.", has_accepted=True, asked_at=now()
    )


# --- Proposing ------------------------------------------------------------------------------


def test_an_opened_proposal_is_a_community_whose_first_lead_proposed_it(staff):
    person = UserFactory()
    proposal = propose(person)

    community = actions.open_proposal(proposal=proposal, staff=staff, opened_at=now())

    assert community.slug == "youth-work"
    assert Membership.objects.get(community=community).is_lead
    assert mail.outbox[-1].to == [person.email]


def test_staff_hear_of_a_proposal_and_its_author_of_the_answer(staff):
    person = UserFactory()
    proposal = propose(person)

    actions.decline_proposal(proposal=proposal, staff=staff, answer="Sport has one.", declined_at=now())

    assert [letter.to for letter in mail.outbox] == [[staff.email], [person.email]]
    assert "Sport has one." in mail.outbox[-1].body
    assert not Community.objects.exists()


@pytest.mark.parametrize("privacy", Privacy.values)
def test_a_proposal_of_any_level_opens_as_a_sound_community(staff, privacy):
    community = actions.open_proposal(
        proposal=propose(UserFactory(), privacy=privacy), staff=staff, opened_at=now()
    )

    community.full_clean()
    assert community.privacy == privacy


def test_a_proposal_is_answered_once_and_by_staff_alone(staff):
    proposal = propose(UserFactory())

    with pytest.raises(CannotDecide):
        actions.open_proposal(proposal=proposal, staff=UserFactory(), opened_at=now())
    actions.open_proposal(proposal=proposal, staff=staff, opened_at=now())
    with pytest.raises(CannotDecide, match="answered"):
        actions.decline_proposal(proposal=proposal, staff=staff, answer="No.", declined_at=now())


def test_a_name_that_is_taken_is_not_opened_twice(staff):
    CommunityFactory(name="Youth Work")

    with pytest.raises(CannotDecide, match="called"):
        actions.open_proposal(proposal=propose(UserFactory()), staff=staff, opened_at=now())


def test_proposing_is_for_people_who_take_part_and_three_at_a_time():
    with pytest.raises(CannotTakePart):
        propose(UserFactory(unapproved=True))
    person = UserFactory()
    for number in range(3):
        propose(person, name=f"Room {number}")
    with pytest.raises(CannotPropose):
        propose(person, name="One more")


def test_a_proposal_too_many_is_told_why_and_its_words_stay(client):
    person = UserFactory()
    for number in range(3):
        propose(person, name=f"Room {number}")
    client.force_login(person)
    words = {"name": "One more", "purpose": "MARKPURPOSE", "privacy": "members", "why": "Ten of us."}

    refused = client.post(reverse("communities:community-propose"), words)

    assert refused.status_code == 422
    assert "Three of your proposals wait for an answer." in refused.text
    assert "MARKPURPOSE" in refused.text


def test_the_page_takes_a_proposal_and_shows_what_became_of_it(client, staff):
    person = UserFactory()
    client.force_login(person)
    address = reverse("communities:community-propose")
    words = {"name": "Youth work", "purpose": "For youth workers.", "privacy": "members", "why": "Ten of us."}

    refused = client.post(address, words | {"why": ""})
    client.post(address, words)

    assert refused.status_code == 422
    assert "For youth workers." in refused.text
    assert "waits for an answer" in client.get(address).text


def test_staff_open_and_decline_in_the_cms(client, staff):
    first, second = propose(UserFactory()), propose(UserFactory(), name="Another")
    client.force_login(staff)

    client.post(reverse("proposal-open", args=[first.pk]))
    refused = client.post(reverse("proposal-decline", args=[second.pk]), {f"proposal-{second.pk}-note": ""})
    client.post(reverse("proposal-decline", args=[second.pk]), {f"proposal-{second.pk}-note": "Not yet."})

    assert refused.status_code == 422
    assert Community.objects.get().name == "Youth work"
    assert not CommunityProposal.objects.filter(decided_at=None).exists()


def test_nobody_but_staff_reads_proposals(client):
    propose(UserFactory(), name="Marker kestrel")
    client.force_login(UserFactory())

    answer = client.get(reverse("proposals-waiting"))

    assert "Marker kestrel" not in answer.text
    assert answer.status_code in {302, 403}


# --- Groups ---------------------------------------------------------------------------------


def test_a_group_has_its_leads_care_and_its_communitys_rules(lead):
    lead.community.house_rules = "Be kind."
    lead.community.save()

    group = open_group(lead)

    assert group.parent == lead.community
    assert group.rules == ["Be kind."]
    assert Membership.objects.get(community=group).is_lead


@pytest.mark.parametrize(
    ("parent", "group"),
    [("members", "open"), ("private", "open"), ("private", "members"), ("confidential", "private")],
)
def test_a_group_is_never_wider_than_its_community(parent, group):
    lead = MembershipFactory(lead=True, community=CommunityFactory(**{parent: True}))

    with pytest.raises(CannotDecide, match="never wider"):
        open_group(lead, privacy=group)


def test_a_group_cannot_be_made_wider_afterwards(lead):
    group = open_group(lead)
    group.privacy = Privacy.OPEN

    with pytest.raises(ValidationError):
        group.full_clean()


def test_a_community_that_becomes_narrower_takes_its_groups_along(lead):
    group = open_group(lead)
    community = lead.community
    community.privacy, community.joining = Privacy.CONFIDENTIAL, Community.Joining.INVITATION
    community.is_chatham_house = True
    community.save()

    actions.settle_community(community=community, former_slug=community.slug, former_privacy=Privacy.MEMBERS)

    group.refresh_from_db()
    group.full_clean()
    assert group.is_confidential
    assert AccessChange.objects.filter(community=group).exists()


def test_only_members_of_the_community_come_into_its_group(lead):
    group = open_group(lead)
    outsider = UserFactory()
    inside = MembershipFactory(community=lead.community)

    with pytest.raises(CannotJoin, match="Join that first"):
        ask(outsider, group)
    assert ask(inside.user, group).state == State.ASKED


def test_whoever_is_taken_out_of_the_community_is_out_of_its_groups(lead):
    group = open_group(lead)
    member = MembershipFactory(community=lead.community)
    inside = MembershipFactory(user=member.user, community=group)

    actions.end_membership(lead=lead.user, membership=member, note="Enough.", ended_at=now())

    inside.refresh_from_db()
    assert inside.state == State.ENDED
    assert AccessChange.objects.filter(user=member.user, community=group).exists()


def test_a_group_whose_only_lead_is_taken_out_has_the_one_who_decided_it(lead):
    other = MembershipFactory(community=lead.community, lead=True)
    group = open_group(other)

    actions.end_membership(lead=lead.user, membership=other, note="Enough.", ended_at=now())

    assert Membership.objects.leads().get(community=group).user == lead.user


def test_the_only_lead_of_a_group_does_not_leave_its_community(lead):
    other = MembershipFactory(community=lead.community, lead=True)
    open_group(other)

    with pytest.raises(CannotLeave, match="Hand it over first"):
        actions.leave(user=other.user, community=lead.community, left_at=now())


def test_a_group_has_no_groups_and_members_open_none(lead):
    group = open_group(lead)

    with pytest.raises(CannotDecide, match="no groups"):
        open_group(Membership.objects.get(community=group))
    with pytest.raises(CannotLead):
        open_group(MembershipFactory(community=lead.community))


def test_a_name_taken_by_a_room_one_may_not_know_of_is_told_apart_without_a_word(lead):
    CommunityFactory(confidential=True, name="Training cohort")

    group = open_group(lead)

    assert group.name == f"Training cohort ({lead.community.name})"


def test_a_home_lists_the_groups_its_reader_may_know_of(lead, client):
    open_group(lead, name="Marker heron")
    open_group(lead, name="Marker kestrel", privacy=Privacy.CONFIDENTIAL)
    client.force_login(MembershipFactory(community=lead.community).user)

    body = client.get(lead.community.get_absolute_url()).text

    assert "Marker heron" in body
    assert "Marker kestrel" not in body


def test_a_lead_opens_a_group_by_form(lead, client):
    client.force_login(lead.user)
    address = reverse("communities:group-open", args=[lead.community.slug])

    refused = client.post(address, {"name": "Cohort", "purpose": "", "privacy": "members"})
    forged = client.post(address, {"name": "Cohort", "purpose": "To learn.", "privacy": "open"})
    client.post(address, {"name": "Cohort", "purpose": "To learn.", "privacy": "private"})

    assert (refused.status_code, forged.status_code) == (422, 422)
    assert Community.objects.get(name="Cohort").privacy == Privacy.PRIVATE


# --- Pausing and archiving --------------------------------------------------------------------


@pytest.mark.parametrize("stage", [Stage.PAUSED, Stage.ARCHIVED])
def test_nobody_writes_or_comes_in_while_it_is_closed(lead, stage):
    change_stage(lead, stage)

    with pytest.raises(CannotSpeak, match="Over the summer"):
        check_may_speak_now(lead.user, lead.community)
    with pytest.raises(CannotJoin):
        ask(UserFactory(), lead.community)
    with pytest.raises(CannotDecide):
        actions.invite(
            inviter=lead.user, community=lead.community, emails=["a@example.org"], invited_at=now()
        )


def test_closing_is_in_the_log_and_tells_open_pages_and_can_be_undone(lead):
    change_stage(lead, Stage.PAUSED)
    assert Decision.objects.get().kind == "community-paused"
    assert AccessChange.objects.filter(community=lead.community, user=None).exists()

    change_stage(lead, Stage.ACTIVE, note="")
    check_may_speak_now(lead.user, lead.community)


def test_groups_close_with_their_community(lead):
    group = open_group(lead)

    change_stage(lead, Stage.ARCHIVED)

    group.refresh_from_db()
    assert group.is_archived


def test_it_is_for_leads_and_staff(lead, staff):
    for stranger in (MembershipFactory(community=lead.community).user, MembershipFactory(lead=True).user):
        with pytest.raises(CannotLead):
            actions.change_stage(
                community=lead.community, actor=stranger, stage=Stage.PAUSED, note="No.", changed_at=now()
            )
    actions.change_stage(
        community=lead.community, actor=staff, stage=Stage.PAUSED, note="Yes.", changed_at=now()
    )


def test_its_pages_say_so_and_why(lead, client):
    change_stage(lead, Stage.PAUSED)

    body = client.get(lead.community.get_absolute_url()).text

    assert "Paused." in body
    assert "Over the summer." in body
    assert "Ask to join" not in body


def test_closing_by_form_needs_a_sentence(lead, client):
    client.force_login(lead.user)
    address = reverse("communities:community-stage", args=[lead.community.slug])

    refused = client.post(address, {"stage": "paused", "note": ""})
    client.post(address, {"stage": "paused", "note": "Half-term."})

    lead.community.refresh_from_db()
    assert refused.status_code == 422
    assert lead.community.stage == Stage.PAUSED


# --- Ways into a group past its Community -------------------------------------------------------


def undo_last(lead):
    actions.undo_decision(decision=Decision.objects.latest("pk"), lead=lead.user, undone_at=now())


def test_undoing_a_removal_brings_nobody_into_a_group_who_is_not_in_its_community(lead):
    member = MembershipFactory(community=lead.community)
    inside = MembershipFactory(community=open_group(lead), user=member.user)
    actions.end_membership(lead=lead.user, membership=inside, note="So.", ended_at=now())
    actions.leave(user=member.user, community=lead.community, left_at=now())

    with pytest.raises(CannotDecide, match="group inside"):
        undo_last(lead)

    inside.refresh_from_db()
    assert not inside.is_active


def test_a_returned_request_lets_nobody_into_a_group_who_is_not_in_its_community(lead):
    member = MembershipFactory(community=lead.community)
    inside = MembershipFactory(community=open_group(lead), user=member.user, asked=True)
    actions.decline_request(lead=lead.user, membership=inside, note="Not yet.", declined_at=now())
    decision = Decision.objects.latest("pk")
    actions.block_member(lead=lead.user, membership=member, reason="Enough.", blocked_at=now())
    actions.undo_decision(decision=decision, lead=lead.user, undone_at=now())
    inside.refresh_from_db()

    with pytest.raises(CannotDecide, match="group inside"):
        actions.approve_request(lead=lead.user, membership=inside, approved_at=now())


def test_an_invitation_to_a_group_does_not_name_the_confidential_community_it_is_in(client):
    lead = MembershipFactory(
        lead=True, community=CommunityFactory(confidential=True, name="MARKSECRET", house_rules="")
    )
    group, guest = open_group(lead, Privacy.CONFIDENTIAL), UserFactory()
    InvitationFactory(community=group, user=guest, invited_by=lead.user)
    client.force_login(guest)
    address = reverse("communities:membership-join", args=[group.slug])

    assert "MARKSECRET" not in client.get(address).text
    with pytest.raises(CannotJoin) as refusal:
        actions.accept_invitation(user=guest, community=group, has_accepted=True, accepted_at=now())
    assert "MARKSECRET" not in str(refusal.value)


@pytest.mark.parametrize("privacy", [Privacy.PRIVATE, Privacy.CONFIDENTIAL])
def test_nobody_comes_to_read_a_closed_group_by_taking_out_its_only_lead(lead, privacy):
    other = MembershipFactory(community=lead.community, lead=True)
    group = open_group(other, privacy)

    actions.end_membership(lead=lead.user, membership=other, note="Enough.", ended_at=now())

    assert not can_read(lead.user, group)
    assert Community.objects.without_lead().filter(pk=group.pk).exists()


def test_who_proposed_a_confidential_community_and_left_is_not_told_its_new_address(client, staff):
    person = UserFactory()
    community = actions.open_proposal(
        proposal=propose(person, privacy=Privacy.CONFIDENTIAL), staff=staff, opened_at=now()
    )
    MembershipFactory(community=community, lead=True)
    actions.leave(user=person, community=community, left_at=now())
    Community.objects.filter(pk=community.pk).update(slug="marksecret")
    client.force_login(person)

    page = client.get(reverse("communities:community-propose"))
    answer = client.get(reverse("communities:community-number", args=[community.pk]))

    assert "marksecret" not in page.text
    assert answer.status_code == 404


def test_closing_a_community_does_not_count_the_groups_its_lead_may_not_know_of(lead, client):
    open_group(MembershipFactory(community=lead.community, lead=True), Privacy.CONFIDENTIAL)
    client.force_login(lead.user)
    page = client.get(reverse("communities:community-stage", args=[lead.community.slug]))

    assert page.context["group_count"] == 0


def test_the_sentence_of_a_pause_can_be_changed(lead):
    change_stage(lead, Stage.PAUSED)

    change_stage(lead, Stage.PAUSED, note="Until September.")

    assert lead.community.stage_note == "Until September."


def test_the_chatham_house_rule_of_a_community_comes_to_its_groups_and_widens_none(lead):
    wide, narrow = open_group(lead), open_group(lead, privacy=Privacy.CONFIDENTIAL, name="Narrow")
    lead.community.is_chatham_house = True
    lead.community.save()

    actions.settle_community(
        community=lead.community, former_slug=lead.community.slug, former_privacy=lead.community.privacy
    )

    wide.refresh_from_db()
    narrow.refresh_from_db()
    assert (wide.is_chatham_house, narrow.privacy) == (True, Privacy.CONFIDENTIAL)
