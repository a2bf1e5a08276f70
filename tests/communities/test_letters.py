"""Letters wait in the transaction they tell of, one for each person, and are asked again as they leave."""

import pytest
from django.core import mail
from django.db import transaction
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from communities import actions, letters, tasks
from tests.communities.factories import CommunityFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue(settings):
    """The queue of production; `queue()` lists the names and arguments of letters that wait in it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return lambda: [
        (waiting.task_path.rpartition(".")[2], waiting.args_kwargs["args"])
        for waiting in DBTaskResult.objects.filter(task_path__startswith="communities.").order_by(
            "enqueued_at"
        )
    ]


def ask(community):
    return actions.ask_to_join(
        user=UserFactory(), community=community, note="I coach.", has_accepted=True, asked_at=now()
    )


def test_a_letter_waits_before_the_commit_so_that_no_kill_can_lose_it(queue):
    lead = MembershipFactory(lead=True)
    guest = UserFactory()

    [invitation] = actions.invite(
        inviter=lead.user, community=lead.community, emails=[guest.email], invited_at=now()
    )

    assert queue() == [("send_invitations", [[invitation.pk]])]


def test_a_letter_goes_with_what_it_tells_of(queue):
    applicant = UserFactory(unapproved=True)

    with transaction.atomic():
        actions.approve_account(user=applicant, by=UserFactory(staff=True), approved_at=now())
        transaction.set_rollback(True)

    assert queue() == []


def test_each_lead_has_a_letter_of_their_own(queue):
    community = CommunityFactory()
    leads = [MembershipFactory(lead=True, community=community) for _ in range(2)]
    MembershipFactory(lead=True, community=community, user__suspended=True)

    request = ask(community)

    assert sorted(queue()) == [("write_to_lead_about_request", [request.pk, lead.pk]) for lead in leads]


def test_one_bad_address_keeps_no_other_lead_waiting(monkeypatch):
    community = CommunityFactory()
    MembershipFactory(lead=True, community=community, user__email="gone@example.org")
    reachable = MembershipFactory(lead=True, community=community)
    send = letters.send_mail

    def refuse_one(subject, body, sender, to):
        if to == ["gone@example.org"]:
            raise OSError
        return send(subject, body, sender, to)

    monkeypatch.setattr(letters, "send_mail", refuse_one)

    ask(community)

    assert [letter.to for letter in mail.outbox] == [[reachable.user.email]]


@pytest.mark.parametrize("change", [{"role": "member"}, {"state": "ended"}])
def test_somebody_who_is_no_lead_any_more_is_not_written_to(change, mailoutbox):
    lead = MembershipFactory(**({"lead": True} | change))
    request = MembershipFactory(community=lead.community, asked=True)

    tasks.write_to_lead_about_request.enqueue(request.pk, lead.pk)

    assert mailoutbox == []


def test_a_lead_elsewhere_is_not_written_to(mailoutbox):
    tasks.write_to_lead_about_request.enqueue(
        MembershipFactory(asked=True).pk, MembershipFactory(lead=True).pk
    )

    assert mailoutbox == []


def propose():
    return actions.propose_community(
        person=UserFactory(),
        name="Youth work",
        purpose="For youth workers.",
        privacy="members",
        why="Ten of us.",
        proposed_at=now(),
    )


def test_letters_to_the_office_wait_for_those_alone_who_may_take_part(queue):
    staff = UserFactory(staff=True)
    UserFactory(staff=True, suspended=True)
    member = MembershipFactory()
    lead = MembershipFactory(lead=True, community=member.community)
    decision = actions.warn_member(lead=lead.user, membership=member, reason="So.", warned_at=now())
    appeal = actions.appeal(decision=decision, person=member.user, words="No.", made_at=now())
    proposal = propose()
    waiting = queue()

    tasks.write_about_appeal.func(appeal.pk)
    tasks.write_about_proposal_made.func(proposal.pk)

    assert queue()[len(waiting) :] == [
        ("write_about_appeal_to", [appeal.pk, staff.pk]),
        ("write_to_staff_about_proposal", [proposal.pk, staff.pk]),
    ]


@pytest.mark.parametrize("traits", [{}, {"staff": True, "suspended": True}])
def test_a_proposal_is_written_about_to_nobody_who_cannot_answer_it(traits, mailoutbox):
    tasks.write_to_staff_about_proposal.func(propose().pk, UserFactory(**traits).pk)

    assert mailoutbox == []


def test_who_was_suspended_since_is_not_told_what_became_of_their_proposal(mailoutbox):
    proposal = propose()
    staff = UserFactory(staff=True)
    actions.suspend_account(user=proposal.proposed_by, by=staff, reason="Spam.", suspended_at=now())
    mailoutbox.clear()

    actions.decline_proposal(proposal=proposal, staff=staff, answer="Sport has one.", declined_at=now())

    assert mailoutbox == []
