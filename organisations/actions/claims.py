"""Going from one Organisation to another: asking, being answered, leaving."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from communities import actions as belonging
from communities.audit import record_audit
from communities.models import Organisation, User
from organisations import permissions, tasks
from organisations.actions.locking import lock_organisations, lock_people
from organisations.actions.looking_after import vouch
from organisations.models import Administrator, Claim

Outcome = Claim.Outcome


@transaction.atomic
def claim_organisation(*, person: User, organisation: Organisation, note: str, claimed_at: datetime) -> Claim:
    """Ask to be among the people of an Organisation, and write to those who answer.

    They are its administrators, and the network's office where it has none.

    Raises CannotTakePart, CannotClaim or CannotLetGo.
    """
    person = lock_people(person)[person.pk]
    permissions.check_can_claim(person, organisation)
    claim = Claim.objects.create(user=person, organisation=organisation, note=note, made_at=claimed_at)
    record_audit(action="organisations.claim", by=person, about=person, organisation=organisation.pk)
    administrators = list(Administrator.objects.able().filter(organisation=organisation))
    for administrator in administrators:
        tasks.write_to_administrator_about_claim.enqueue(claim.pk, administrator.pk)
    if not administrators:
        tasks.write_to_office_about_claim.enqueue(claim.pk)
    return claim


@transaction.atomic
def withdraw_claim(*, person: User, withdrawn_at: datetime) -> None:
    """Take one's own waiting claim back. Raises CannotClaim where none waits."""
    lock_people(person)
    mine = Claim.objects.filter(user=person, outcome=Outcome.WAITING)
    if not mine.update(outcome=Outcome.WITHDRAWN, answered_at=withdrawn_at, answered_by=person):
        raise permissions.CannotClaim("Nothing of yours waits for an answer any more.")


@transaction.atomic
def accept_claim(*, claim: Claim, by: User, answer: str, accepted_at: datetime) -> Claim:
    """Let somebody in who works here now, and write to them and to the administrators of where they were.

    Raises CannotAnswerClaim or NoSeat.
    """
    claim = _lock(claim, by)
    permissions.check_can_accept_claim(by, claim)
    move(person=claim.user, organisation=claim.organisation, by=by, moved_at=accepted_at)
    return _answer(claim, by, Outcome.ACCEPTED, answer, accepted_at)


@transaction.atomic
def decline_claim(*, claim: Claim, by: User, answer: str, declined_at: datetime) -> Claim:
    """Say no, and write kindly. The account stays where it is. Raises CannotAnswerClaim."""
    claim = _lock(claim, by)
    permissions.check_can_answer_claim(by, claim)
    return _answer(claim, by, Outcome.DECLINED, answer, declined_at)


@transaction.atomic
def leave_organisation(*, person: User, left_at: datetime) -> None:
    """Take the Organisation off one's own account. Raises CannotClaim where it names none, or CannotLetGo."""
    person = lock_people(person)[person.pk]
    if person.organisation is None:
        raise permissions.CannotClaim("Your account names no organisation any more.")
    lock_organisations([person.organisation_id])
    permissions.check_may_leave(person)
    move(person=person, organisation=None, by=person, moved_at=left_at)


def move(*, person: User, organisation: Organisation | None, by: User, moved_at: datetime) -> None:
    """Do what changing somebody's Organisation does. Whoever calls this has locked them, and asked.

    What they wrote, for whom they wrote it, and the Communities they belong to stay.
    """
    former = person.organisation
    if former == organisation:
        return
    told = (
        list(Administrator.objects.able().filter(organisation=former).exclude(user=person)) if former else []
    )
    person.organisation = organisation  # a role there ends with it: organisations.receivers
    person.save(update_fields=["organisation"])
    belonging.renew_card(user=person)
    if organisation:
        vouch(colleague=person, by=by, at=moved_at)
    numbers = {"organisation": organisation.pk} if organisation else {}
    record_audit(action="organisations.moved", by=by, about=person, **numbers)
    for administrator in told:
        tasks.write_that_somebody_moved.enqueue(person.pk, administrator.pk)


def prune_claims(*, answered_before: datetime) -> int:
    """Forget what was asked and answered before then; the account says what came of it."""
    removed, _ = Claim.objects.filter(answered_at__lt=answered_before).delete()
    return removed


def _lock(claim: Claim, by: User) -> Claim:
    person = lock_people(claim.user, by)[claim.user_id]
    lock_organisations([claim.organisation_id, person.organisation_id])
    return (
        Claim.objects.select_for_update(of=("self",)).select_related("user", "organisation").get(pk=claim.pk)
    )


def _answer(claim: Claim, by: User, outcome: str, answer: str, at: datetime) -> Claim:
    claim.outcome, claim.answer, claim.answered_by, claim.answered_at = outcome, answer, by, at
    claim.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    numbers = {"organisation": claim.organisation_id}
    record_audit(action=f"organisations.claim_{outcome}", by=by, about=claim.user, **numbers)
    tasks.write_about_claim_answered.enqueue(claim.pk)
    return claim
