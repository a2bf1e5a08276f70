"""Who invites, and which invitation still stands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.timezone import now

from communities.models import AddressInvitation, Community, Invitation, User
from communities.models.invitation import LETTERS_AT_MOST
from communities.permissions.belonging import check_can_lead, stage_sentence
from communities.permissions.network import can_manage_network
from communities.permissions.refusals import CannotDecide, can

if TYPE_CHECKING:
    from communities.querysets import Viewer


def check_can_invite(inviter: User, community: Community) -> None:
    """Pass the Community's Leads, and staff, who find a new Community its first Lead.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    if not can_manage_network(inviter):
        check_can_lead(inviter, community)
    if not community.is_active:
        raise CannotDecide(f"Nobody is invited now. {stage_sentence(community)}")


def can_invite(inviter: User, community: Community) -> bool:
    """Would `check_can_invite` pass this person?"""
    return can(check_can_invite, inviter, community)


def invitation_of(viewer: Viewer, community: Community) -> Invitation | None:
    """Give the invitation that stands for this viewer, to an address they have proven, or None."""
    standing = Invitation.objects.standing().of_person(viewer).from_able().filter(community=community)
    return standing.select_related("invited_by", "community").first()


def does_sender_still_invite(invitation: Invitation) -> bool:
    """Could whoever sent it send it today? An invitation gives no more than that."""
    sender = invitation.invited_by
    return sender is not None and can_invite(sender, invitation.community)


def check_can_send_again(inviter: User, invitation: Invitation) -> None:
    """Pass whoever may invite, for an open or run-out invitation whose last letter is a day old.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    check_can_invite(inviter, invitation.community)
    check_may_write_again(invitation)


def check_may_write_again(invitation: AddressInvitation) -> None:
    """Pass an invitation that may have one more letter now: whoever sends it. Raises CannotDecide."""
    check_is_unsettled(invitation)
    if invitation.letter_count >= LETTERS_AT_MOST:
        raise CannotDecide("This address has had three letters. Perhaps they would rather be left alone.")
    if (
        invitation.sent_at
        and invitation.sent_at > now() - timedelta(days=1)
        and not invitation.has_letter_failed
    ):
        raise CannotDecide("A letter went there within the last day. Try again tomorrow.")


def check_can_revoke_invitation(inviter: User, invitation: Invitation) -> None:
    """Pass whoever may invite, while nobody has answered it; also where nobody is invited for now.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    if not can_manage_network(inviter):
        check_can_lead(inviter, invitation.community)
    check_is_unsettled(invitation)


def check_is_unsettled(invitation: AddressInvitation) -> None:
    """Pass an invitation that nobody has answered or taken back. Raises CannotDecide."""
    if invitation.is_settled:
        raise CannotDecide("This invitation is settled already.")
