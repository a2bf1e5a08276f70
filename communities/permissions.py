"""Each rule about belonging, once. `check_…` raises a sentence a person can act on; `can_…` asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from communities.models import Community, Membership

if TYPE_CHECKING:
    from communities.querysets import Viewer


class CannotTakePart(PermissionDenied):
    """The account may not join or post yet."""


class CannotJoin(PermissionDenied):
    """This person may not come into this Community this way."""


class CannotLead(PermissionDenied):
    """This person does not look after this Community."""


class CannotLeave(PermissionDenied):
    """This person may not leave now."""


def check_can_take_part(viewer: Viewer) -> None:
    """Pass people who are signed in, not suspended and approved by staff: the one gate.

    Raises CannotTakePart.
    """
    if not viewer.is_authenticated or not viewer.is_active:
        raise CannotTakePart("Sign in first.")
    if not viewer.is_approved:
        raise CannotTakePart(
            "Your account is waiting for somebody in the network's office to approve it. "
            "We will write to you; until then you can read everything that is open."
        )


def membership_of(viewer: Viewer, community: Community) -> Membership | None:
    """Give the viewer's Membership in any state, or None."""
    if not viewer.is_authenticated:
        return None
    return Membership.objects.filter(user=viewer, community=community).first()


def can_take_part(viewer: Viewer) -> bool:
    """Would `check_can_take_part` pass this viewer?"""
    return _passes(check_can_take_part, viewer)


def can_read(viewer: Viewer, community: Community) -> bool:
    """May this viewer read what is said in this Community? One query at most."""
    if community.is_open:
        return True
    return Community.objects.readable_by(viewer).filter(pk=community.pk).exists()


def is_member(viewer: Viewer, community: Community) -> bool:
    """Does this viewer belong to the Community, and may they take part at all?"""
    return can_take_part(viewer) and Membership.objects.active().filter(user=viewer, community=community).exists()


def is_lead(viewer: Viewer, community: Community) -> bool:
    """Does this viewer look after this Community, and may they take part at all?"""
    return can_take_part(viewer) and Membership.objects.leads().filter(user=viewer, community=community).exists()


def check_can_lead(viewer: Viewer, community: Community) -> None:
    """Pass the Leads of this Community. Raises CannotTakePart or CannotLead."""
    check_can_take_part(viewer)
    if not is_lead(viewer, community):
        raise CannotLead("Only the Leads of this community can do that.")


def _passes(check, *args) -> bool:
    try:
        check(*args)
    except PermissionDenied:
        return False
    return True
