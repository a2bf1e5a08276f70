"""What the network's office may do, and what nobody in it may do alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communities.models import Community, Membership, StaffReading, User
from communities.permissions.belonging import check_can_take_part, has_other_lead, is_member
from communities.permissions.refusals import CannotDecide, can

if TYPE_CHECKING:
    from communities.querysets import Viewer


def can_manage_network(viewer: Viewer) -> bool:
    """Is this full staff: the only people who let accounts in and make Communities?"""
    return viewer.is_authenticated and viewer.is_active and viewer.is_superuser


def check_can_manage_network(viewer: Viewer) -> None:
    """Pass full staff. Raises CannotDecide."""
    if not can_manage_network(viewer):
        raise CannotDecide("Only the network's office can do that.")


def check_can_suspend(by: Viewer, user: User) -> None:
    """Pass full staff, for anybody but themselves. Raises CannotDecide."""
    check_can_manage_network(by)
    if user.pk == by.pk:
        raise CannotDecide("You cannot suspend your own account. Ask somebody else in the office.")


def check_can_delete_account(by: Viewer, user: User) -> None:
    """Pass full staff, for anybody but themselves and the only Lead of a Community. Raises CannotDecide."""
    check_can_manage_network(by)
    if user.pk == by.pk:
        raise CannotDecide("You cannot delete your own account. Ask somebody else in the office.")
    leads = Membership.objects.leads().filter(user=user).select_related("community")
    if not all(has_other_lead(membership) for membership in leads):
        raise CannotDecide(
            "This person is the only Lead of a community. Find it another Lead first; if they have to be kept out "
            "at once, suspend the account."
        )


def can_delete_account(by: Viewer, user: User) -> bool:
    """Would `check_can_delete_account` pass?"""
    return can(check_can_delete_account, by, user)


def check_network_keeps_staff(user: User) -> None:
    """Refuse to lose the last of full staff, who alone could name another. Raises CannotDecide."""
    others = User.objects.approved().filter(is_superuser=True).exclude(pk=user.pk)
    if can_manage_network(user) and not others.exists():
        raise CannotDecide(
            "This is the only account that can run the network. Give somebody else that first."
        )


def check_can_read_as_staff(viewer: Viewer, community: Community) -> None:
    """Pass full staff where they could not read otherwise. Raises CannotTakePart or CannotDecide."""
    check_can_take_part(viewer)
    check_can_manage_network(viewer)
    if community.is_open:
        raise CannotDecide("Anyone can read this community, so it takes no reason.")
    if is_member(viewer, community):
        raise CannotDecide("You belong to this community, so you read it as every member does.")


def staff_reading_of(viewer: Viewer, community: Community) -> StaffReading | None:
    """Give the stated reason by which this viewer reads the Community now. No query for anybody but staff."""
    if not can_manage_network(viewer) or community.is_open:
        return None
    return StaffReading.objects.standing().filter(user=viewer, community=community).first()


def check_can_name_organisation(person: User) -> None:
    """Pass people who are not let in yet: whoever lets them in vouches for what they name. Raises CannotDecide."""
    if person.is_approved:
        raise CannotDecide("Somebody at your new organisation says yes first. Ask them under Where you work.")
