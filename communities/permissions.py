"""Each rule about belonging, once. `check_…` raises a sentence a person can act on; `can_…` asks it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeGuard

from django.core.exceptions import PermissionDenied
from django.utils.formats import date_format
from django.utils.timezone import localtime, now

from communities import deciding
from communities.models import (
    Appeal,
    Community,
    CommunityProposal,
    Decision,
    Invitation,
    Membership,
    ReadyReason,
    StaffReading,
    User,
)
from communities.models.invitation import LETTERS_AT_MOST

if TYPE_CHECKING:
    from communities.querysets import Viewer


class CannotTakePart(PermissionDenied):
    """The account may not join or post yet."""


class CannotJoin(PermissionDenied):
    """This person may not come into this Community this way."""


class CannotLead(PermissionDenied):
    """This person does not look after this Community."""


class CannotDecide(PermissionDenied):
    """There is nothing to decide here any more, or it is not this person's to decide."""


class CannotSpeak(PermissionDenied):
    """This person may read here and, for now, not write."""


class CannotPropose(PermissionDenied):
    """This person may not ask for another Community now."""


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


def can_take_part(viewer: Viewer) -> TypeGuard[User]:
    """Would `check_can_take_part` pass this viewer?"""
    return _passes(check_can_take_part, viewer)


def can_read(viewer: Viewer, community: Community) -> bool:
    """May this viewer read what is said in this Community? One query at most."""
    if community.is_open:
        return True
    return Community.objects.readable_by(viewer).filter(pk=community.pk).exists()


def is_member(viewer: Viewer, community: Community) -> bool:
    """Does this viewer belong to the Community, and may they take part at all?"""
    return (
        can_take_part(viewer)
        and Membership.objects.belonging().filter(user=viewer, community=community).exists()
    )


def is_lead(viewer: Viewer, community: Community) -> bool:
    """Does this viewer look after this Community, and may they take part at all?"""
    return (
        can_take_part(viewer) and Membership.objects.leads().filter(user=viewer, community=community).exists()
    )


def check_may_speak_now(viewer: Viewer, community: Community) -> None:
    """Pass where people write now, and people whom no Lead has asked to pause.

    Ask it of members, beside what else the act needs. Raises CannotSpeak, with why, and until when.
    """
    if not community.is_active:
        raise CannotSpeak(stage_sentence(community))
    muted_until = (
        Membership.objects.active()
        .filter(user=viewer.pk, community=community, muted_until__gt=now())
        .values_list("muted_until", flat=True)
        .first()
    )
    if muted_until:
        until = date_format(localtime(muted_until), "l j F, H:i")
        raise CannotSpeak(f"A Lead has asked you to pause here until {until}. Until then you can read.")


def stage_sentence(community: Community) -> str:
    """Say that a Community is paused or archived, and why."""
    if community.is_archived:
        sentence = f"{community} is archived: it can be read, and takes no more words."
    else:
        sentence = f"{community} is paused: it can be read, and takes no words for now."
    return f"{sentence} {community.stage_note}".strip()


def check_can_lead(viewer: Viewer, community: Community) -> None:
    """Pass the Leads of this Community. Raises CannotTakePart or CannotLead."""
    check_can_take_part(viewer)
    if not is_lead(viewer, community):
        raise CannotLead("Only the Leads of this community can do that.")


def readable_pairs(pairs: set[tuple[int | None, int]]) -> set[tuple[int | None, int]]:
    """Of many (user id, community id), keep those where `can_read` would say yes; None is signed out.

    Three queries, however many pairs: what open sockets are asked again by.
    """
    communities = {community for _, community in pairs}
    open_ones = set(
        Community.objects.filter(pk__in=communities, privacy=Community.Privacy.OPEN).values_list(
            "pk", flat=True
        )
    )
    belonging = set(
        Membership.objects.belonging()
        .filter(community__in=communities, user__in={user for user, _ in pairs if user})
        .values_list("user_id", "community_id")
    )
    reading = set(
        StaffReading.objects.standing()
        .filter(community__in=communities, user__in={user for user, _ in pairs if user})
        .values_list("user_id", "community_id")
    )
    return {pair for pair in pairs if pair[1] in open_ones or pair in belonging or pair in reading}


# --- Coming in and leaving ----------------------------------------------------------------


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
    return _passes(check_can_invite, inviter, community)


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
    if invitation.is_settled:
        raise CannotDecide("This invitation is settled already.")
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
    if invitation.is_settled:
        raise CannotDecide("This invitation is settled already.")


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


def has_other_lead(membership: Membership) -> bool:
    """Does somebody else who may take part look after this Community too?"""
    return (
        Membership.objects.belonging()
        .leads()
        .filter(community=membership.community_id)
        .exclude(pk=membership.pk)
        .exists()
    )


def check_can_keep_reason(lead: User, reason: ReadyReason) -> None:
    """Pass a Lead, for a ready reason of their own Community. Raises CannotTakePart or CannotLead."""
    if reason.community is None:
        raise CannotLead("The network's office keeps this one.")
    check_can_lead(lead, reason.community)


# --- Opening and closing Communities ------------------------------------------------------

#: Proposals of one person that may wait at once.
PROPOSALS_AT_ONCE = 3


def check_can_propose(person: User) -> None:
    """Pass people who may take part and do not wait for several answers already.

    Raises CannotTakePart or CannotPropose.
    """
    check_can_take_part(person)
    if person.proposals.filter(decided_at=None).count() >= PROPOSALS_AT_ONCE:
        raise CannotPropose("Three of your proposals wait for an answer. Let us answer those first.")


def check_can_answer_proposal(staff: User, proposal: CommunityProposal) -> None:
    """Pass full staff, for a proposal that waits. Raises CannotDecide."""
    check_can_manage_network(staff)
    if not proposal.is_waiting:
        raise CannotDecide("Somebody has answered this proposal already.")
    if proposal.community_id is None and Community.objects.filter(name__iexact=proposal.name).exists():
        raise CannotDecide(f"There is a community called {proposal.name} already.")


def check_can_open_group(lead: User, parent: Community, privacy: str) -> None:
    """Pass a Lead of an active Community, for a group no wider than it; a group has none of its own.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    check_can_lead(lead, parent)
    if parent.parent_id:
        raise CannotDecide("A group has no groups of its own.")
    if not parent.is_active:
        raise CannotDecide(stage_sentence(parent))
    if Community(privacy=privacy).is_wider_than(parent):
        raise CannotDecide(f"A group is never wider than {parent}, which it would be in.")


def check_can_change_stage(actor: User, community: Community) -> None:
    """Pass the Leads, and staff. Raises CannotTakePart or CannotLead."""
    if not can_manage_network(actor):
        check_can_lead(actor, community)


# --- Taking back what was decided ---------------------------------------------------------


def check_can_undo(lead: User, decision: Decision) -> None:
    """Pass a Lead, for what stands and can be taken back at all, and what others decided about others.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    check_can_lead(lead, decision.community)
    if decision.about_id == lead.pk and decision.by_id != lead.pk:
        raise CannotDecide("Somebody else takes back what was decided about you. Ask for a second look.")
    if decision.is_undone:
        raise CannotDecide("This has been taken back already.")
    if deciding.kind_of(decision).undo is None:
        raise CannotDecide("This cannot be taken back from here.")


def check_can_appeal(person: User, decision: Decision) -> None:
    """Pass the person a decision is about, once, while it stands. Raises CannotDecide."""
    if decision.about_id != person.pk or not deciding.kind_of(decision).may_be_appealed:
        raise CannotDecide("Only the person a decision is about can ask for it to be looked at again.")
    if decision.is_undone:
        raise CannotDecide("This has been taken back already.")
    if Appeal.objects.filter(decision=decision).exists():
        raise CannotDecide("You have asked already. Somebody else will look at it.")


def can_appeal(person: User, decision: Decision) -> bool:
    """Would `check_can_appeal` pass this person?"""
    return _passes(check_can_appeal, person, decision)


def check_can_answer_appeal(reader: User, appeal: Appeal) -> None:
    """Pass somebody who looks at it afresh: another Lead, or staff where there is no other.

    Raises CannotTakePart or CannotDecide.
    """
    check_can_take_part(reader)
    if appeal.is_answered:
        raise CannotDecide("Somebody has answered this already.")
    decision = appeal.decision
    if reader.pk in {decision.by_id, decision.about_id}:
        raise CannotDecide("Somebody else has to look at this: you are part of it.")
    if is_lead(reader, decision.community):
        return
    if not can_manage_network(reader) or has_lead_besides(decision):
        raise CannotDecide("The community's other Leads look at this.")


def can_answer_appeal(reader: User, appeal: Appeal) -> bool:
    """Would `check_can_answer_appeal` pass this person?"""
    return _passes(check_can_answer_appeal, reader, appeal)


def has_lead_besides(decision: Decision) -> bool:
    """Does anybody look after the Community who is no part of this decision?"""
    leads = Membership.objects.belonging().leads().filter(community=decision.community_id)
    return leads.exclude(user__in=[pk for pk in (decision.by_id, decision.about_id) if pk]).exists()


# --- What may be told ---------------------------------------------------------------------


def can_see_people(viewer: Viewer, community: Community) -> bool:
    """May this viewer see who belongs to the Community? Its members may."""
    return is_member(viewer, community)


def can_see_leads(viewer: Viewer, community: Community) -> bool:
    """May this viewer see who looks after the Community?

    Members; and anybody signed in where people may be known at all.
    """
    if community.may_people_be_known and viewer.is_authenticated:
        return True
    return is_member(viewer, community)


def can_see_member_count(viewer: Viewer, community: Community) -> bool:
    """May this viewer see how many belong to the Community?"""
    return community.may_people_be_known or is_member(viewer, community)


# --- Running the network ------------------------------------------------------------------


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
    return _passes(check_can_delete_account, by, user)


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


def _passes(check, *args) -> bool:
    try:
        check(*args)
    except PermissionDenied:
        return False
    return True
