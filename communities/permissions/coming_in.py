"""Who comes into a Community, by which door, and who may leave."""

from __future__ import annotations

from communities.models import Community, Membership, User
from communities.permissions.belonging import (
    can_take_part,
    check_can_lead,
    check_can_take_part,
    has_other_lead,
    is_member,
    membership_of,
    stage_sentence,
)
from communities.permissions.inviting import does_sender_still_invite, invitation_of
from communities.permissions.refusals import CannotDecide, CannotJoin, CannotLeave


def check_can_join(user: User, community: Community, *, has_accepted: bool) -> None:
    """Pass people who may come in at once. Raises CannotTakePart or CannotJoin."""
    _check_can_come_in(user, community, has_accepted=has_accepted)
    if community.joining != Community.Joining.NOW:
        raise CannotJoin("People cannot join this community by themselves.")


def check_can_ask(user: User, community: Community, *, has_accepted: bool) -> None:
    """Pass people who may ask the Leads to let them in. Raises CannotTakePart or CannotJoin."""
    _check_can_come_in(user, community, has_accepted=has_accepted)
    if community.joining != Community.Joining.ASK:
        raise CannotJoin("This community does not take requests.")
    if _state(user, community) == Membership.State.ASKED:
        raise CannotJoin("You have asked already. The community's Leads will answer you.")


def check_can_accept_invitation(user: User, community: Community, *, has_accepted: bool) -> None:
    """Pass people who are invited now, by somebody who could invite them today.

    Raises CannotTakePart or CannotJoin.
    """
    _check_can_come_in(user, community, has_accepted=has_accepted)
    invitation = invitation_of(user, community)
    if invitation is None or not does_sender_still_invite(invitation):
        raise CannotJoin(
            "This invitation does not stand any more. Ask one of the community's Leads for another."
        )
    # Staff find a Community its first Lead, and come in by a Lead's invitation like everybody else: to read, they
    # say why (TRUST rule 8).
    if invitation.invited_by_id == user.pk and Membership.objects.belonging().leads().filter(
        community=community
    ):
        raise CannotJoin("You invited yourself, and this community has Leads. Ask one of them.")


def check_can_leave(user: User, community: Community) -> None:
    """Pass people who belong here and are not its only Lead. Raises CannotLeave."""
    membership = membership_of(user, community)
    if membership is None or not membership.is_active:
        raise CannotLeave("You do not belong to this community.")
    if membership.is_lead and not has_other_lead(membership):
        raise CannotLeave(
            "You are the only Lead here. Hand the community over to somebody else first, then you can leave."
        )
    leads = Membership.objects.leads().filter(user=user, community__parent=community)
    for group in leads.select_related("community"):
        if not has_other_lead(group):
            raise CannotLeave(
                f"You are the only Lead of {group.community}, a group in here. Hand it over first, then you can leave."
            )


def check_can_decide(lead: User, membership: Membership) -> None:
    """Pass a Lead of the Community whose request still waits.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    check_can_lead(lead, membership.community)
    if membership.state != Membership.State.ASKED:
        raise CannotDecide("Somebody has answered this request already.")
    if not can_take_part(membership.user):
        raise CannotDecide("This account may not take part in the network now.")
    check_belongs_around(membership)


def check_belongs_around(membership: Membership) -> None:
    """Pass somebody who belongs to the Community that this one is a group of, if it is one. Raises CannotDecide."""
    parent = membership.community.parent
    if parent and not is_member(membership.user, parent):
        raise CannotDecide(f"This is a group inside {parent}, and {membership.user} does not belong there.")


def _check_can_come_in(user: User, community: Community, *, has_accepted: bool) -> None:
    check_can_take_part(user)
    if not Community.objects.visible_to(user).filter(pk=community.pk).exists():
        raise CannotJoin("This community is not open to you.")
    if _state(user, community) == Membership.State.ACTIVE:
        raise CannotJoin("You belong to this community already.")
    if not community.is_active:
        raise CannotJoin(f"Nobody comes in now. {stage_sentence(community)}")
    if community.parent and not is_member(user, community.parent):
        is_known = Community.objects.visible_to(user).filter(pk=community.parent_id).exists()
        place = community.parent if is_known else "a community that you do not belong to"
        raise CannotJoin(f"This is a group inside {place}. Join that first.")
    if _state(user, community) == Membership.State.BLOCKED:
        raise CannotJoin("The Leads of this community decided that you do not come in again.")
    if not has_accepted:
        raise CannotJoin("Accept the rules first. They are what lets people here speak freely.")


def _state(user: User, community: Community) -> str | None:
    return Membership.objects.filter(user=user, community=community).values_list("state", flat=True).first()
