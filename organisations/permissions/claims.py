"""Who says that they work for another Organisation, and who answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.timezone import now

from communities import permissions as belonging
from communities.models import User
from organisations.models import Claim
from organisations.permissions.looking_after import can_administer, check_keeps_administrator
from organisations.permissions.network import check_has_seat

if TYPE_CHECKING:
    from communities.models import Organisation
    from communities.querysets import Viewer

#: How long an Organisation is not asked again by somebody it said no to.
AFTER_A_NO = timedelta(days=30)


class CannotClaim(PermissionDenied):
    """This person may not ask this Organisation now."""


class CannotAnswerClaim(PermissionDenied):
    """There is nothing to answer any more, or it is not this person's to answer."""


def check_can_claim(person: User, organisation: Organisation) -> None:
    """Pass people who take part, for an Organisation they do not work for yet, one at a time.

    Raises CannotTakePart, CannotClaim, or CannotLetGo for the last administrator where they are now.
    """
    belonging.check_can_take_part(person)
    if person.organisation_id == organisation.pk:
        raise CannotClaim(f"Your account names {organisation} already.")
    waiting = Claim.objects.waiting().filter(user=person).select_related("organisation").first()
    if waiting:
        raise CannotClaim(f"You have asked {waiting.organisation} already. Take that back first.")
    declined = Claim.objects.filter(user=person, organisation=organisation, outcome=Claim.Outcome.DECLINED)
    if declined.filter(answered_at__gt=now() - AFTER_A_NO).exists():
        raise CannotClaim(
            f"{organisation} said no within the last 30 days. Talk to a colleague there, or to the network's office."
        )
    check_may_leave(person)


def check_may_leave(person: User) -> None:
    """Pass unless the Organisation this person works for would have nobody to look after it. Raises CannotLetGo."""
    if person.organisation:
        check_keeps_administrator(person.organisation, person)


def check_can_answer_claim(viewer: Viewer, claim: Claim) -> None:
    """Pass the Organisation's administrators and full staff, for somebody else's claim that waits.

    Raises CannotAnswerClaim.
    """
    is_theirs = can_administer(viewer, claim.organisation) or belonging.can_manage_network(viewer)
    if not is_theirs or viewer.pk == claim.user_id:
        raise CannotAnswerClaim(
            f"Only the administrators of {claim.organisation} and the office answer that."
        )
    if not Claim.objects.waiting().filter(pk=claim.pk).exists():
        raise CannotAnswerClaim("Somebody has answered this already, or it was taken back.")


def check_can_accept_claim(viewer: Viewer, claim: Claim) -> None:
    """Pass the same, while there is a seat, and while the person may go where they are now. Staff need no seat.

    Raises CannotAnswerClaim or NoSeat.
    """
    check_can_answer_claim(viewer, claim)
    if not belonging.can_manage_network(viewer):
        check_has_seat(claim.organisation)
    try:
        check_may_leave(claim.user)
    except PermissionDenied as error:
        raise CannotAnswerClaim(
            f"{claim.user} has something to hand over first where they are now. Tell them; this waits meanwhile."
        ) from error
