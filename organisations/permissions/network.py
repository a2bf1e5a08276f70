"""What an Organisation's membership of the network opens, and for how many people.

An Organisation without a membership, or before it begins, may do everything: a network that keeps no
memberships never meets these rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.formats import date_format
from django.utils.timezone import localdate

from communities.permissions.refusals import can
from organisations.models import NetworkMembership, Opening
from organisations.querysets import people_of

if TYPE_CHECKING:
    from communities.models import Organisation


class NoSeat(PermissionDenied):
    """The membership of the Organisation has room for nobody more."""


class NotOpened(PermissionDenied):
    """The membership of the Organisation does not open this."""


@dataclass(frozen=True)
class Seats:
    """How many people an Organisation's membership is for, and how many there are."""

    used: int
    #: None for as many as there are.
    total: int | None
    #: Its last day, where that is over: nobody takes a seat any more.
    ended: date | None = None
    #: What says so; None where nothing is limited.
    membership: NetworkMembership | None = None

    @property
    def left(self) -> int | None:
        """Give how many more may come; None for as many as there are."""
        if self.ended:
            return 0
        return None if self.total is None else max(0, self.total - self.used)


def membership_that_binds(organisation: Organisation) -> NetworkMembership | None:
    """Give the membership that has begun, ended or not, with its tier; None where nothing is limited. One query."""
    found = NetworkMembership.objects.select_related("tier").filter(organisation=organisation)
    return found.filter(start_date__lte=localdate()).first()


def seats_of(organisation: Organisation) -> Seats:
    """Count the seats of an Organisation. Two queries."""
    membership = membership_that_binds(organisation)
    used = people_of(organisation).count()
    if membership is None:
        return Seats(used, None)
    ended = membership.end_date if membership.has_ended(localdate()) else None
    return Seats(used, membership.seat_count, ended, membership)


def check_has_seat(organisation: Organisation) -> None:
    """Pass while one more person may come in. Ask it under the lock of the Organisation. Raises NoSeat."""
    seats = seats_of(organisation)
    if seats.ended:
        raise NoSeat(
            f"The membership of {organisation} ended on {date_format(seats.ended, 'j F Y')}, and nobody new comes in "
            "by it. The network's office renews it; who waits keeps their place."
        )
    if seats.left == 0:
        taken = "The one seat of {} is" if seats.total == 1 else f"All {seats.total} seats of {{}} are"
        raise NoSeat(
            f"{taken.format(organisation)} taken. Say who has left, or ask the network's office for "
            "more; who waits keeps their place."
        )


def can_take_a_seat(organisation: Organisation) -> bool:
    """Would `check_has_seat` pass?"""
    return can(check_has_seat, organisation)


def does_open(organisation: Organisation, opening: Opening) -> bool:
    """Does the Organisation's membership open this? Where nothing is limited, it does. One query."""
    membership = membership_that_binds(organisation)
    return membership is None or membership.does_open(opening, localdate())


def check_opens(organisation: Organisation, opening: Opening) -> None:
    """Pass where the Organisation's membership opens this. Raises NotOpened."""
    if not does_open(organisation, opening):
        raise NotOpened(SHUT[opening].format(organisation=organisation))


SHUT = {
    Opening.INVITING: "The membership of {organisation} does not include inviting colleagues by e-mail, or it has "
    "ended. They can sign up by themselves; to change the membership, ask the network's office.",
    Opening.PROPOSALS: "The membership of {organisation} does not include proposing communities, or it has ended. "
    "Ask whoever looks after {organisation}, or the network's office.",
}
