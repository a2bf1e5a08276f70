"""What a Lead may decide about somebody who belongs, or did."""

from __future__ import annotations

from communities.models import Membership, User
from communities.permissions.belonging import check_can_lead, has_other_lead
from communities.permissions.refusals import CannotDecide


def check_can_change_role(lead: User, membership: Membership) -> None:
    """Pass a Lead, except where it would leave the Community without one.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    check_can_lead(lead, membership.community)
    if not membership.is_active:
        raise CannotDecide("This person does not belong to the community now.")
    if membership.is_lead and not has_other_lead(membership):
        raise CannotDecide("A community needs a Lead. Name another one first.")


def check_can_end_membership(lead: User, membership: Membership) -> None:
    """Pass a Lead ending somebody's Membership; their own they leave.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    check_can_change_role(lead, membership)
    if membership.user_id == lead.pk:
        raise CannotDecide("To leave, use the button on the community's page.")


def check_can_moderate_member(lead: User, membership: Membership) -> None:
    """Pass a Lead dealing with a member who is no Lead: warning, muting.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    check_can_lead(lead, membership.community)
    if not membership.is_active:
        raise CannotDecide("This person does not belong to the community now.")
    if membership.is_lead:
        raise CannotDecide("This person is a Lead too. Talk to each other, or make them a member first.")


def check_can_block(lead: User, membership: Membership) -> None:
    """Pass a Lead who keeps somebody else from coming back, a member or somebody who was or asked to be one.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    check_can_lead(lead, membership.community)
    if membership.state == Membership.State.BLOCKED:
        raise CannotDecide("This person may not come back already.")
    if membership.is_active:
        check_can_end_membership(lead, membership)


def check_can_unblock(lead: User, membership: Membership) -> None:
    """Pass a Lead, for somebody who may not come back. Raises CannotTakePart, CannotLead or CannotDecide."""
    check_can_lead(lead, membership.community)
    if membership.state != Membership.State.BLOCKED:
        raise CannotDecide("This person may come back already.")
