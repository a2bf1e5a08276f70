"""The log of decisions: what writes it, who reads it, and how a decision is taken back or appealed against."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils.timezone import now

from communities import actions
from communities.models import Appeal, Decision, Membership, User
from communities.permissions import CannotDecide, CannotJoin, CannotLead, CannotSpeak, check_may_speak_now
from tests.communities.factories import CommunityFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

State, Role = Membership.State, Membership.Role


@pytest.fixture
def lead():
    return MembershipFactory(lead=True)


@pytest.fixture
def other_lead(lead):
    return MembershipFactory(lead=True, community=lead.community)


@pytest.fixture
def member(lead):
    return MembershipFactory(community=lead.community)


def warn(lead, member, reason="Please leave names out."):
    return actions.warn_member(lead=lead.user, membership=member, reason=reason, warned_at=now())


def mute(lead, member, days=3):
    return actions.mute_member(
        lead=lead.user,
        membership=member,
        reason="A pause.",
        until=now() + timedelta(days=days),
        muted_at=now(),
    )


def remove(lead, member):
    actions.end_membership(lead=lead.user, membership=member, note="Off topic, again.", ended_at=now())
    return Decision.objects.latest("pk")


def block(lead, membership):
    return actions.block_member(lead=lead.user, membership=membership, reason="Enough.", blocked_at=now())


def undo(lead, decision):
    actions.undo_decision(decision=decision, lead=lead.user, undone_at=now())


def appeal(decision):
    return actions.appeal(decision=decision, person=decision.about, words="I was quoting.", made_at=now())


def answer(made, reader, *, is_granted):
    return actions.answer_appeal(
        appeal=made, reader=reader, is_granted=is_granted, answer="I looked.", answered_at=now()
    )


# --- The log ------------------------------------------------------------------------------


def test_what_is_decided_about_a_member_stands_in_the_log_and_reaches_them(lead, member):
    decision = warn(lead, member)

    assert (decision.kind, decision.by, decision.about) == ("member-warned", lead.user, member.user)
    assert [letter.to for letter in mail.outbox] == [[member.user.email]]
    assert "Please leave names out." in mail.outbox[0].body
    assert f"/decisions/{decision.pk}/" in mail.outbox[0].body


def test_a_letter_from_a_confidential_community_holds_a_link_and_no_word_of_it():
    lead = MembershipFactory(
        lead=True, community=CommunityFactory(confidential=True, name="Room of kestrels")
    )
    member = MembershipFactory(community=lead.community)

    decision = warn(lead, member, reason="About the heron.")

    letter = mail.outbox[0].subject + mail.outbox[0].body
    assert f"/decisions/{decision.pk}/" in letter
    assert "kestrels" not in letter
    assert "heron" not in letter


def test_from_under_the_chatham_house_rule_goes_a_link_and_no_words(django_capture_on_commit_callbacks):
    lead = MembershipFactory(lead=True, community=CommunityFactory(is_chatham_house=True))
    member = MembershipFactory(community=lead.community)
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        decision = warn(lead, member)

    [letter] = [letter for letter in mail.outbox if letter.to == [member.user.email]]
    assert decision.reason not in letter.body
    assert "warn" not in letter.body + letter.subject
    assert decision.get_absolute_url() in letter.body


def test_a_decision_that_was_taken_back_before_its_letter_left_sends_none(lead, member):
    from communities import tasks

    decision = warn(lead, member)
    undo(lead, decision)
    mail.outbox.clear()

    tasks.write_about_decision.func(decision.pk)

    assert not mail.outbox


def test_nobody_changes_a_decision_through_django(lead, member):
    decision = warn(lead, member)
    decision.reason = "Another one."

    for change in (
        decision.save,
        decision.delete,
        Decision.objects.all().delete,
        lambda: Decision.objects.update(reason="Another one."),
    ):
        with pytest.raises(TypeError):
            change()


@pytest.mark.parametrize("column", ["reason", "kind", "subject_id", "decided_at"])
def test_the_database_itself_refuses_to_change_a_decision(lead, member, column):
    warn(lead, member)

    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        connection.cursor().execute(f"UPDATE communities_decision SET {column} = {column}")


def test_the_people_in_a_decision_may_be_forgotten(lead, member):
    decision = warn(lead, member)

    User.objects.filter(pk=member.user.pk).delete()

    assert Decision.objects.get(pk=decision.pk).about is None


def test_leads_read_the_log_and_keep_one_kind(lead, member, client):
    warn(lead, member)
    mute(lead, member)
    client.force_login(lead.user)
    address = reverse("communities:decision-log", args=[lead.community.slug])

    everything, warnings = client.get(address), client.get(f"{address}?kind=member-warned")

    assert "Please leave names out." in everything.text
    assert "A pause." in everything.text
    assert "A pause." not in warnings.text
    assert client.get(f"{address}?kind=nonsense").status_code == 404


def test_the_log_costs_the_same_however_long(lead, member, client, django_assert_max_num_queries):
    for _ in range(20):
        warn(lead, member)
    client.force_login(lead.user)

    with django_assert_max_num_queries(13):
        client.get(reverse("communities:decision-log", args=[lead.community.slug]))


# --- What Leads do about members ------------------------------------------------------------


def test_a_muted_member_belongs_and_may_not_write_until_then(lead, member, time_machine):
    mute(lead, member, days=3)

    with pytest.raises(CannotSpeak, match="pause here until"):
        check_may_speak_now(member.user, lead.community)
    member.refresh_from_db()
    assert member.is_active
    time_machine.move_to(now() + timedelta(days=4))
    check_may_speak_now(member.user, lead.community)


def test_a_blocked_person_is_out_and_cannot_come_in_again(lead, member):
    block(lead, member)

    member.refresh_from_db()
    assert member.state == State.BLOCKED
    with pytest.raises(CannotJoin, match="do not come in again"):
        actions.ask_to_join(
            user=member.user, community=lead.community, note="Please.", has_accepted=True, asked_at=now()
        )
    invited = actions.invite(
        inviter=lead.user, community=lead.community, emails=[member.user.email], invited_at=now()
    )
    assert invited == []


def test_somebody_who_asked_can_be_kept_out(lead):
    asking = MembershipFactory(community=lead.community, asked=True)

    block(lead, asking)

    asking.refresh_from_db()
    assert asking.state == State.BLOCKED


def test_handing_over_makes_the_member_a_lead_and_the_lead_a_member(lead, member):
    actions.hand_over(lead=lead.user, membership=member, handed_over_at=now())

    lead.refresh_from_db()
    member.refresh_from_db()
    assert (member.role, lead.role) == (Role.LEAD, Role.MEMBER)


@pytest.mark.parametrize("act", [warn, mute, block])
def test_a_member_a_lead_elsewhere_and_staff_decide_nothing(act, lead, member):
    strangers = [
        MembershipFactory(community=lead.community),
        MembershipFactory(lead=True),
        MembershipFactory(user__staff=True),
    ]

    for stranger in strangers:
        with pytest.raises(CannotLead):
            act(stranger, member)


@pytest.mark.parametrize("act", [warn, mute])
def test_leads_do_not_warn_or_mute_each_other(act, lead, other_lead):
    with pytest.raises(CannotDecide):
        act(lead, other_lead)


def test_the_only_lead_cannot_be_blocked_by_themselves(lead):
    with pytest.raises(CannotDecide):
        block(lead, lead)


# --- Taking back ----------------------------------------------------------------------------


def test_each_act_has_a_way_back(lead, member):
    undo(lead, mute(lead, member))
    member.refresh_from_db()
    assert not member.is_muted

    undo(lead, remove(lead, member))
    member.refresh_from_db()
    assert member.is_active

    undo(lead, block(lead, member))
    member.refresh_from_db()
    assert member.state == State.ENDED


def test_a_declined_request_waits_again_after_undo(lead):
    asking = MembershipFactory(community=lead.community, asked=True)
    actions.decline_request(lead=lead.user, membership=asking, note="Not yet.", declined_at=now())

    undo(lead, Decision.objects.get(kind="request-declined"))

    asking.refresh_from_db()
    assert asking.state == State.ASKED


def test_a_decision_is_taken_back_once(lead, member):
    decision = mute(lead, member)
    undo(lead, decision)

    with pytest.raises(CannotDecide, match="taken back already"):
        undo(lead, decision)


def test_what_has_changed_since_is_not_taken_back(lead, member):
    decision = remove(lead, member)
    Membership.objects.filter(pk=member.pk).update(state=State.ACTIVE)

    with pytest.raises(CannotDecide, match="changed since"):
        undo(lead, decision)


def test_a_lead_elsewhere_takes_nothing_back(lead, member):
    decision = mute(lead, member)

    with pytest.raises(CannotLead):
        undo(MembershipFactory(lead=True), decision)


def test_undo_stands_above_the_queue_for_whoever_decided(lead, member, other_lead, client):
    mute(lead, member)
    address = reverse("communities:look-after", args=[lead.community.slug])

    client.force_login(lead.user)
    assert "Undo" in client.get(address).text
    client.force_login(other_lead.user)
    assert "Undo" not in client.get(address).text


def test_undo_needs_its_community(lead, member, client):
    decision = mute(lead, member)
    elsewhere = MembershipFactory(lead=True, user=lead.user)
    client.force_login(lead.user)

    answer = client.post(reverse("communities:decision-undo", args=[elsewhere.community.slug, decision.pk]))

    assert answer.status_code == 404


# --- Appeals --------------------------------------------------------------------------------


def test_somebody_who_had_no_part_in_it_looks_again_and_takes_it_back(lead, other_lead, member):
    made = appeal(mute(lead, member))

    answer(made, other_lead.user, is_granted=True)

    member.refresh_from_db()
    made.refresh_from_db()
    assert not member.is_muted
    assert made.is_granted
    assert "I looked." in mail.outbox[-1].body
    assert mail.outbox[-1].to == [member.user.email]


def test_a_refused_appeal_leaves_the_decision(lead, other_lead, member):
    made = appeal(mute(lead, member))

    answer(made, other_lead.user, is_granted=False)

    member.refresh_from_db()
    assert member.is_muted


def test_whoever_decided_does_not_look_again(lead, other_lead, member):
    made = appeal(mute(lead, member))

    with pytest.raises(CannotDecide, match="part of it"):
        answer(made, lead.user, is_granted=False)


def test_nobody_answers_their_own_appeal(lead, other_lead, member):
    made = appeal(remove(lead, other_lead))
    Membership.objects.filter(pk=other_lead.pk).update(state=State.ACTIVE, role=Role.LEAD)

    with pytest.raises(CannotDecide, match="part of it"):
        answer(made, other_lead.user, is_granted=True)


def test_staff_look_again_where_there_is_no_other_lead(lead, member):
    made = appeal(mute(lead, member))

    answer(made, UserFactory(staff=True), is_granted=True)

    member.refresh_from_db()
    assert not member.is_muted


def test_staff_leave_it_to_the_other_leads_where_there_are_some(lead, other_lead, member):
    made = appeal(mute(lead, member))

    with pytest.raises(CannotDecide, match="other Leads"):
        answer(made, UserFactory(staff=True), is_granted=True)


def test_letters_about_an_appeal_go_to_those_who_may_answer_it(lead, other_lead, member):
    decision = mute(lead, member)
    mail.outbox.clear()

    appeal(decision)

    assert [letter.to for letter in mail.outbox] == [[other_lead.user.email]]


def test_an_appeal_is_made_once_and_by_the_person_alone(lead, member):
    decision = mute(lead, member)

    with pytest.raises(CannotDecide):
        actions.appeal(decision=decision, person=lead.user, words="No.", made_at=now())
    appeal(decision)
    with pytest.raises(CannotDecide, match="asked already"):
        appeal(decision)


def test_the_person_reads_the_reason_and_asks_for_a_second_look(lead, member, client):
    decision = mute(lead, member)
    client.force_login(member.user)
    address = decision.get_absolute_url()

    assert "A pause." in client.get(address).text
    assert client.post(address, {"words": ""}).status_code == 422
    assert client.post(address, {"words": "I was quoting."}, follow=True).status_code == 200

    assert Appeal.objects.get().words == "I was quoting."


def test_somebody_who_was_taken_out_can_still_appeal(lead, member, client):
    decision = remove(lead, member)
    client.force_login(member.user)

    client.post(decision.get_absolute_url(), {"words": "It was a misunderstanding."})

    assert Appeal.objects.exists()


def test_a_decision_is_found_by_nobody_but_the_person(lead, member, client):
    decision = mute(lead, member)

    for stranger in (UserFactory(), UserFactory(staff=True), lead.user):
        client.force_login(stranger)
        assert client.get(decision.get_absolute_url()).status_code == 404


def test_an_appeal_is_found_by_those_alone_who_may_answer_it(lead, other_lead, member, client):
    made = appeal(mute(lead, member))
    address = reverse("communities:appeal-detail", args=[made.pk])

    seen = {}
    for name, viewer in {
        "other": other_lead.user,
        "lead": lead.user,
        "member": member.user,
        "staff": UserFactory(staff=True),
    }.items():
        client.force_login(viewer)
        seen[name] = client.get(address).status_code

    assert seen == {"other": 200, "lead": 404, "member": 404, "staff": 404}


def test_an_answer_needs_an_outcome_and_a_sentence(lead, other_lead, member, client):
    made = appeal(mute(lead, member))
    client.force_login(other_lead.user)
    address = reverse("communities:appeal-detail", args=[made.pk])

    refused = client.post(address, {"answer": "Only words"})
    client.post(address, {"outcome": "refused", "answer": "It stays, and here is why."})

    made.refresh_from_db()
    assert refused.status_code == 422
    assert "Only words" in refused.text
    assert made.answer == "It stays, and here is why."


# --- Reasons given often --------------------------------------------------------------------


def test_a_ready_reason_is_offered_and_what_is_written_wins(lead, member, client):
    actions.add_ready_reason(lead=lead.user, community=lead.community, words="No names, please.")
    client.force_login(lead.user)
    address = reverse("communities:member-warn", args=[lead.community.slug, member.pk])

    client.post(address, {"warn-ready": "No names, please.", "warn-note": ""})
    client.post(address, {"warn-ready": "No names, please.", "warn-note": "My own words."})
    refused = client.post(address, {"warn-ready": "", "warn-note": ""})
    forged = client.post(address, {"warn-ready": "Nobody offered this.", "warn-note": ""})

    assert list(Decision.objects.order_by("pk").values_list("reason", flat=True)) == [
        "No names, please.",
        "My own words.",
    ]
    assert (refused.status_code, forged.status_code) == (422, 422)


def test_leads_keep_their_own_reasons_and_not_the_networks(lead, client):
    from communities.models import ReadyReason

    networks = ReadyReason.objects.create(words="The network's.")
    others = ReadyReason.objects.create(words="Theirs.", community=CommunityFactory())
    own = actions.add_ready_reason(lead=lead.user, community=lead.community, words="Ours.")
    client.force_login(lead.user)

    def page(reason):
        return reverse("communities:reason-edit", args=[lead.community.slug, reason.pk])

    client.post(page(own), {"words": "Ours, better."})
    statuses = [
        client.post(page(reason), {"words": "Taken over."}).status_code for reason in (networks, others)
    ]
    listed = client.get(reverse("communities:reason-list", args=[lead.community.slug])).text

    own.refresh_from_db()
    assert own.words == "Ours, better."
    assert statuses == [404, 404]
    assert "The network&#x27;s." in listed
    assert "Theirs." not in listed
    with pytest.raises(CannotLead):
        actions.change_ready_reason(lead=lead.user, reason=networks, words="Taken over.")
    client.post(page(own), {"remove": "yes"})
    assert not ReadyReason.objects.filter(pk=own.pk).exists()


def test_staff_read_what_was_decided_and_about_whom_only_where_they_may_read(client):
    for level, marker in (("open", "Marker plover"), ("members", "Marker curlew")):
        lead = MembershipFactory(lead=True, community__privacy=level, community__joining="ask")
        warn(lead, MembershipFactory(community=lead.community, user__name=marker), reason=marker)
    client.force_login(UserFactory(staff=True))

    page = client.get(reverse("network-decisions")).text

    assert page.count("warned") == 2
    assert page.count("Marker plover") == 2
    assert "Marker curlew" not in page


def test_somebody_who_left_by_themselves_since_is_not_brought_back(lead, member):
    decision = remove(lead, member)
    Membership.objects.filter(pk=member.pk).update(state=State.ACTIVE)
    actions.leave(user=member.user, community=lead.community, left_at=now())

    with pytest.raises(CannotDecide, match="changed since"):
        undo(lead, decision)


def test_somebody_who_is_a_lead_now_does_not_take_back_what_was_decided_about_them(lead, other_lead, member):
    decision = warn(lead, member)
    actions.change_role(lead=lead.user, membership=member, role=Role.LEAD, changed_at=now())

    with pytest.raises(CannotDecide, match="Somebody else"):
        undo(member, decision)
    undo(other_lead, decision)
