"""Each rule about looking after an Organisation, once. `check_…` raises a sentence a person can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from communities import permissions as belonging
from communities.models import User
from organisations.models import Administrator
from organisations.permissions.network import check_has_seat
from organisations.querysets import applicants_at, is_confirmed, waiting_at

if TYPE_CHECKING:
    from communities.models import Organisation
    from communities.querysets import Viewer


class CannotAdminister(PermissionDenied):
    """This person does not look after this Organisation."""


class CannotApprove(PermissionDenied):
    """This account does not wait for this Organisation's answer."""


class CannotConfirm(PermissionDenied):
    """There is nothing to confirm about this person."""


class CannotLetGo(PermissionDenied):
    """Nobody would be left to look after the Organisation, or there is nobody to let go."""


class CannotHandOver(PermissionDenied):
    """The role does not go to this person."""


def can_administer(viewer: Viewer, organisation: Organisation) -> bool:
    """Does this viewer look after this Organisation, and may they take part at all? One query at most."""
    return (
        belonging.can_take_part(viewer)
        and Administrator.objects.able().filter(user=viewer, organisation=organisation).exists()
    )


def check_can_administer(viewer: Viewer, organisation: Organisation) -> None:
    """Pass the administrators of this Organisation. Raises CannotAdminister."""
    if not can_administer(viewer, organisation):
        raise CannotAdminister(f"Only the administrators of {organisation} can do that.")


def check_can_approve(viewer: Viewer, organisation: Organisation, colleague: User) -> None:
    """Pass administrators where the account waits for them, and not for staff alone, while there is a seat.

    Raises CannotAdminister, CannotApprove or NoSeat.
    """
    check_can_administer(viewer, organisation)
    if applicants_at(organisation).filter(pk=colleague.pk, is_for_staff=True).exists():
        raise CannotApprove(
            f"The network's office has dealt with {colleague}'s account itself, and only the office lets it in "
            "now. Write to them if you know that this is right."
        )
    if not waiting_at(organisation).filter(pk=colleague.pk).exists():
        raise CannotApprove(
            f"{colleague} does not wait here any more. Somebody has answered, or their address has changed."
        )
    check_has_seat(organisation)


def check_can_say_left(viewer: Viewer, organisation: Organisation, colleague: User) -> None:
    """Pass administrators for people who work there, unless nobody would be left to look after it.

    Raises CannotAdminister or CannotLetGo.
    """
    check_can_administer(viewer, organisation)
    _check_works_at(organisation, colleague, CannotLetGo)
    check_keeps_administrator(organisation, colleague)


def check_can_hand_over(viewer: Viewer, organisation: Organisation, colleague: User) -> None:
    """Pass administrators, to a colleague of whom it is known that they work there, and who is none yet.

    Raises CannotAdminister or CannotHandOver.
    """
    check_can_administer(viewer, organisation)
    _check_works_at(organisation, colleague, CannotHandOver)
    if not works_there_for_sure(colleague, organisation):
        raise CannotHandOver(
            f"So far only {colleague} says that they work for {organisation}. If you know that they do, say so on "
            "their page first."
        )
    if can_administer(colleague, organisation):
        raise CannotHandOver(f"{colleague} looks after {organisation} already.")


def check_can_confirm(viewer: Viewer, organisation: Organisation, colleague: User) -> None:
    """Pass administrators, about somebody of whom only they themselves say that they work there.

    Raises CannotAdminister or CannotConfirm.
    """
    check_can_administer(viewer, organisation)
    _check_works_at(organisation, colleague, CannotConfirm)
    if works_there_for_sure(colleague, organisation):
        raise CannotConfirm(f"It is known already that {colleague} works for {organisation}.")


def works_there_for_sure(colleague: User, organisation: Organisation) -> bool:
    """Is it known that this person works there, by their address or by somebody who answered for it?"""
    return User.objects.filter(
        is_confirmed(organisation), pk=colleague.pk, organisation=organisation
    ).exists()


def check_keeps_administrator(organisation: Organisation, leaving: User) -> None:
    """Pass unless this person is the last who looks after the Organisation. Raises CannotLetGo."""
    able = Administrator.objects.able().filter(organisation=organisation)
    if able.filter(user=leaving).exists() and not able.exclude(user=leaving).exists():
        raise CannotLetGo(
            f"Nobody would be left to look after {organisation}. Hand over to a colleague first, "
            "or ask the network's office."
        )


def _check_works_at(organisation: Organisation, colleague: User, refusal: type[PermissionDenied]) -> None:
    if not User.objects.approved().filter(pk=colleague.pk, organisation=organisation).exists():
        raise refusal(f"{colleague} does not work for {organisation} any more.")
