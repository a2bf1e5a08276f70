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
