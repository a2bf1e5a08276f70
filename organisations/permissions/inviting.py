"""Who invites colleagues, and who comes by such a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from communities.permissions.refusals import can
from organisations.models import ColleagueInvitation, Opening
from organisations.permissions.claims import check_may_leave
from organisations.permissions.looking_after import check_can_administer
from organisations.permissions.network import check_has_seat, check_opens

if TYPE_CHECKING:
    from communities.models import Organisation, User


class CannotCome(PermissionDenied):
    """This invitation brings this person nowhere."""


def check_can_invite(inviter: User, organisation: Organisation) -> None:
    """Pass administrators whose Organisation's membership opens inviting. Raises CannotAdminister or NotOpened."""
    check_can_administer(inviter, organisation)
    check_opens(organisation, Opening.INVITING)


def can_invite(inviter: User, organisation: Organisation) -> bool:
    """Would `check_can_invite` pass?"""
    return can(check_can_invite, inviter, organisation)


def does_sender_still_invite(invitation: ColleagueInvitation) -> bool:
    """Could whoever sent it send it today? An invitation gives no more than that."""
    sender = invitation.invited_by
    return sender is not None and can_invite(sender, invitation.organisation)


def check_is_invited(person: User, invitation: ColleagueInvitation) -> None:
    """Pass the person whose proven address it went to, while it stands. Raises CannotCome."""
    theirs = ColleagueInvitation.objects.standing().of_person(person).filter(pk=invitation.pk)
    if not person.is_active or not theirs.exists():
        raise CannotCome("This invitation does not stand any more. Ask a colleague for another.")


def check_can_come(person: User, invitation: ColleagueInvitation) -> None:
    """Pass the invited, by somebody who could invite them today; who takes part already needs a seat.

    Whoever waits to be let in passes without a seat: they name the Organisation, and wait on. Raises CannotCome,
    NoSeat, or CannotLetGo for the last administrator where they are now.
    """
    check_is_invited(person, invitation)
    if not does_sender_still_invite(invitation):
        raise CannotCome(
            "Whoever sent this invitation does not look after the organisation any more, or may not invite now. "
            "Ask a colleague for another."
        )
    if not person.is_approved:
        if not person.is_waiting:
            raise CannotCome(
                "Your account cannot take part for now, so it cannot join an organisation either."
            )
        return
    if person.organisation_id == invitation.organisation_id:
        raise CannotCome(f"Your account names {invitation.organisation} already.")
    check_may_leave(person)
    check_has_seat(invitation.organisation)
