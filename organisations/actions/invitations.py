"""Inviting colleagues by their addresses, and what they answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Lower

from communities import actions as belonging
from communities.actions.inviting import (
    Fate,
    add_invitations,
    ask_for_letters_again,
    enqueue_letters,
    fates_by_history,
    leave_for_tomorrow,
    take_back,
    those_that_pass,
)
from communities.models import Organisation, User
from communities.permissions import check_is_unsettled, check_may_write_again
from organisations import permissions, tasks
from organisations.actions.claims import move
from organisations.actions.locking import lock_organisations, lock_people
from organisations.models import Claim, ColleagueInvitation
from organisations.querysets import home_addresses, people_of, waiting_at


def sort_addresses(
    *, inviter: User, organisation: Organisation, emails: Iterable[str], at: datetime
) -> dict[str, Fate]:
    """Say what becomes of each address, in the given order; addresses in small letters, each once.

    Whether somebody outside this Organisation has an account makes no difference to anything here
    (TRUST rule 42). As many queries for many addresses as for one.
    """
    fates = fates_by_history(ColleagueInvitation.objects.filter(organisation=organisation), emails, at)
    colleagues = people_of(organisation).annotate(address=Lower("email")).filter(address__in=list(fates))
    fates |= dict.fromkeys(colleagues.values_list("address", flat=True), Fate.MEMBER)
    return leave_for_tomorrow(fates, inviter, at)


@transaction.atomic
def invite_colleagues(
    *, inviter: User, organisation: Organisation, emails: Sequence[str], message: str, invited_at: datetime
) -> list[ColleagueInvitation]:
    """Invite those of these addresses that `sort_addresses` gives a letter; the letters follow by task.

    Gives the new invitations, in the given order. Raises CannotAdminister or NotOpened.
    """
    _lock(inviter, organisation)
    permissions.check_can_invite(inviter, organisation)
    fates = sort_addresses(inviter=inviter, organisation=organisation, emails=emails, at=invited_at)
    made = add_invitations(
        ColleagueInvitation,
        to={"organisation": organisation},
        emails=[email for email, fate in fates.items() if fate == Fate.SEND],
        inviter=inviter,
        message=message,
        at=invited_at,
    )
    enqueue_letters(tasks.send_colleague_invitations, made)
    return made


@transaction.atomic
def send_again(*, inviter: User, organisation: Organisation, pks: Iterable[int], sent_at: datetime) -> int:
    """Write once more to those of these who may have another letter, and let them answer longer.

    Gives how many. Whoever presses is the sender from now on. Raises CannotAdminister, NotOpened or
    CannotDecide; the last also where none may have another.
    """
    _lock(inviter, organisation)
    permissions.check_can_invite(inviter, organisation)
    chosen = those_that_pass(_in(organisation, pks), check_may_write_again)
    ask_for_letters_again(chosen, inviter, sent_at)
    enqueue_letters(tasks.send_colleague_invitations, chosen)
    return len(chosen)


@transaction.atomic
def revoke(*, inviter: User, organisation: Organisation, pks: Iterable[int], revoked_at: datetime) -> int:
    """Take back those of these that nobody has answered; a letter that still waits is not sent.

    Gives how many. Raises CannotAdminister or CannotDecide; the last where all are settled.
    """
    _lock(inviter, organisation)
    # Also where the membership opens no inviting any more: taking back asks less than inviting.
    permissions.check_can_administer(inviter, organisation)
    chosen = those_that_pass(_in(organisation, pks), check_is_unsettled)
    take_back(chosen, revoked_at)
    return len(chosen)


@transaction.atomic
def come(*, person: User, invitation: ColleagueInvitation, came_at: datetime) -> User:
    """Come by an invitation to one of one's proven addresses.

    Who takes part already goes over. Who waits names the Organisation, and is let in with it where the sender
    could let them in today and there is a seat; everybody else waits on, for the administrators or for the office.
    Raises CannotCome, NoSeat or CannotLetGo.
    """
    person, invitation = _lock_invited(person, invitation)
    permissions.check_can_come(person, invitation)
    organisation, sender = invitation.organisation, cast(User, invitation.invited_by)
    if person.is_approved:
        move(person=person, organisation=organisation, by=sender, moved_at=came_at)
    else:
        person.organisation = organisation
        person.save(update_fields=["organisation"])
        is_theirs_to_let_in = waiting_at(organisation).filter(pk=person.pk).exists()
        if is_theirs_to_let_in and permissions.can_take_a_seat(organisation):
            person = belonging.let_in(user=person, by=sender, approved_at=came_at)
    _settle(invitation, "accepted_at", came_at)
    asked = Claim.objects.filter(user=person, organisation=organisation, outcome="")
    asked.update(outcome=Claim.Outcome.WITHDRAWN, answered_at=came_at, answered_by=person)
    return person


@transaction.atomic
def decline_to_come(*, person: User, invitation: ColleagueInvitation, declined_at: datetime) -> None:
    """Say no to an invitation. Raises CannotCome where it is not theirs, or does not stand."""
    person, invitation = _lock_invited(person, invitation)
    permissions.check_is_invited(person, invitation)
    _settle(invitation, "declined_at", declined_at)


def bring_in_newcomer(*, person: User, proven_at: datetime) -> None:
    """Have somebody who has just proven their address come by what they were invited to, where that is sure.

    It is where the address is the Organisation's own, or where they named it when they signed up; and nothing
    else they were invited to is. Otherwise they are asked, on the page that says that they wait.
    """
    invitations = ColleagueInvitation.objects.standing().of_person(person).from_able()
    sure = [
        invitation
        for invitation in invitations.select_related("organisation")
        if person.organisation_id == invitation.organisation_id
        or (person.organisation_id is None and home_addresses(invitation.organisation, [invitation.email]))
    ]
    if len(sure) == 1:
        try:
            come(person=person, invitation=sure[0], came_at=proven_at)
        except PermissionDenied:
            return  # they wait, like everybody else


def _lock(inviter: User, organisation: Organisation) -> None:
    lock_people(inviter)
    lock_organisations([organisation.pk])


def _lock_invited(person: User, invitation: ColleagueInvitation) -> tuple[User, ColleagueInvitation]:
    person = lock_people(person)[person.pk]
    lock_organisations([invitation.organisation_id, person.organisation_id])
    rows = ColleagueInvitation.objects.select_for_update(of=("self",))
    return person, rows.select_related("organisation", "invited_by").get(pk=invitation.pk)


def _in(organisation: Organisation, pks: Iterable[int]) -> list[ColleagueInvitation]:
    found = ColleagueInvitation.objects.filter(organisation=organisation, pk__in=list(pks))
    return list(found.order_by("pk"))


def _settle(invitation: ColleagueInvitation, end: str, at: datetime) -> None:
    setattr(invitation, end, at)
    invitation.is_letter_waiting = False
    invitation.save(update_fields=[end, "is_letter_waiting"])
