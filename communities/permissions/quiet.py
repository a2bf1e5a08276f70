"""Who keeps whom at a distance, and what that keeps from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communities.models import AddressInvitation, Quiet, User
from communities.permissions.network import can_manage_network
from communities.permissions.refusals import CannotQuieten

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from communities.querysets import Viewer

#: People whom one person may have muted or blocked: a page holds their numbers.
QUIET_AT_MOST = 200


def check_can_quieten(person: User, other: User) -> None:
    """Pass anybody, for somebody else, while the list is not full. Raises CannotQuieten."""
    if person.pk == other.pk:
        raise CannotQuieten("This is you.")
    theirs = Quiet.objects.by(person)
    if theirs.count() >= QUIET_AT_MOST and not theirs.filter(other=other).exists():
        raise CannotQuieten(
            f"You have muted or blocked {QUIET_AT_MOST} people. Let some of them back first, or tell the network's "
            "office."
        )


def sees_name_alone(viewer: Viewer, person: User) -> bool:
    """Is this person's name all that the viewer learns on their profile? The network's office learns the rest."""
    return viewer.is_authenticated and not can_manage_network(viewer) and _blocks(person, viewer)


def can_see_what_they_shared(viewer: Viewer, person: User) -> bool:
    """May what somebody shared in several places be put together for this viewer, on a list of its own?

    Not of people who are in no list, nor for whom they blocked: each of their words is known where it stands, and
    nowhere gathered. They see their own. Whoever may not open the profile never gets as far as this.
    """
    if viewer.is_authenticated and person.pk == viewer.pk:
        return True
    return person.is_listed and not sees_name_alone(viewer, person)


def is_kept_from_invited(invitation: AddressInvitation) -> bool:
    """Has whoever it invites blocked its sender? They then hear nothing of it, and the sender nothing of that."""
    return _blocks_of_invited(invitation).exists()


def is_kept_from(viewer: Viewer, invitation: AddressInvitation) -> bool:
    """Is this viewer the one it invites, and have they blocked its sender?"""
    return viewer.is_authenticated and _blocks_of_invited(invitation).filter(person=viewer.pk).exists()


def _blocks_of_invited(invitation: AddressInvitation) -> QuerySet[Quiet]:
    blocked = Quiet.objects.filter(is_block=True, other=invitation.invited_by_id)
    return blocked.filter(person__in=User.objects.with_proven_address(invitation.email))


def _blocks(person: User, viewer: User) -> bool:
    return Quiet.objects.by(person).filter(other=viewer, is_block=True).exists()
