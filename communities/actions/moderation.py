"""What Leads do about somebody who does not keep the rules, and how each of it is taken back.

The acts ask their permission. What takes back a decision asks none of its own: `undo_decision` and
`answer_appeal` have asked, and they alone call it.
"""

from datetime import datetime

from communities import permissions
from communities.access import record_access_change
from communities.actions.decisions import record
from communities.actions.memberships import end_quietly, enter, locked_membership
from communities.db import writes
from communities.models import Decision, Membership, User

Role, State = Membership.Role, Membership.State


@writes
def warn_member(*, lead: User, membership: Membership, reason: str, warned_at: datetime) -> Decision:
    """Write to a member what they should not do again; nothing else changes.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    membership = locked_membership(membership)
    permissions.check_can_moderate_member(lead, membership)
    return _record("member-warned", membership, lead, reason, warned_at)


@writes
def mute_member(
    *, lead: User, membership: Membership, reason: str, until: datetime, muted_at: datetime
) -> Decision:
    """Ask a member to read and not write until a moment; their open pages obey at once.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    membership = locked_membership(membership)
    permissions.check_can_moderate_member(lead, membership)
    membership.muted_until = until
    membership.save(update_fields=["muted_until"])
    record_access_change(user=membership.user, community=membership.community)
    return _record("member-muted", membership, lead, reason, muted_at, until=until)


@writes
def unmute_member(*, lead: User, membership: Membership, unmuted_at: datetime) -> None:
    """Let a member write again. Raises CannotTakePart, CannotLead or CannotDecide."""
    membership = locked_membership(membership)
    permissions.check_can_moderate_member(lead, membership)
    if membership.is_muted:
        _unmute(membership, lead, unmuted_at)


@writes
def block_member(*, lead: User, membership: Membership, reason: str, blocked_at: datetime) -> Decision:
    """Take somebody out, if they are in, and keep them from coming back.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    membership = locked_membership(membership)
    permissions.check_can_block(lead, membership)
    end_quietly(membership, at=blocked_at, decided_by=lead, note=reason, state=State.BLOCKED)
    return _record("member-blocked", membership, lead, reason, blocked_at)


@writes
def unblock_member(*, lead: User, membership: Membership, unblocked_at: datetime) -> None:
    """Let somebody ask to come in again. Raises CannotTakePart, CannotLead or CannotDecide."""
    membership = locked_membership(membership)
    permissions.check_can_unblock(lead, membership)
    _unblock(membership, lead, unblocked_at)


# --- Taking back --------------------------------------------------------------------------


def undo_removal(decision: Decision, by: User, at: datetime) -> None:
    """Bring somebody back as a member who was taken out. Raises CannotDecide when they are not out."""
    membership = _membership_of(decision)
    # Somebody who has left by themselves since is not brought back against their will.
    is_as_decided = membership.state == State.ENDED and membership.changed_at == decision.decided_at
    if not is_as_decided or not permissions.can_take_part(membership.user):
        raise permissions.CannotDecide("This person's place has changed since, so it stays as it is.")
    permissions.check_belongs_around(membership)
    enter(
        user=membership.user,
        community=membership.community,
        role=Role.MEMBER,
        at=at,
        rules_accepted_at=membership.rules_accepted_at,
        decided_by=by,
    )
    _record("member-brought-back", membership, by, "", at)


def undo_decline(decision: Decision, by: User, at: datetime) -> None:
    """Put a declined request back before the Leads. Raises CannotDecide when it is no longer declined."""
    membership = _membership_of(decision)
    if membership.state != State.DECLINED:
        raise permissions.CannotDecide("This person's place has changed since, so it stays as it is.")
    membership.state, membership.decision_note, membership.changed_at = State.ASKED, "", at
    membership.save(update_fields=["state", "decision_note", "changed_at"])
    _record("request-returned", membership, by, "", at)


def undo_mute(decision: Decision, by: User, at: datetime) -> None:
    """Let a muted member write again."""
    _unmute(_membership_of(decision), by, at)


def undo_warning(decision: Decision, by: User, at: datetime) -> None:
    """Take a warning back."""
    _record("warning-taken-back", _membership_of(decision), by, "", at)


def undo_block(decision: Decision, by: User, at: datetime) -> None:
    """Let somebody ask to come in again. Raises CannotDecide when they may already."""
    membership = _membership_of(decision)
    if membership.state != State.BLOCKED:
        raise permissions.CannotDecide("This person may come back already.")
    _unblock(membership, by, at)


def _unmute(membership: Membership, by: User, at: datetime) -> None:
    membership.muted_until = None
    membership.save(update_fields=["muted_until"])
    record_access_change(user=membership.user, community=membership.community)
    _record("member-unmuted", membership, by, "", at)


def _unblock(membership: Membership, by: User, at: datetime) -> None:
    membership.state, membership.changed_at, membership.decided_by = State.ENDED, at, by
    membership.save(update_fields=["state", "changed_at", "decided_by"])
    _record("member-unblocked", membership, by, "", at)


def _membership_of(decision: Decision) -> Membership:
    return Membership.objects.select_related("user", "community").get(pk=decision.subject_id)


def _record(
    kind: str, membership: Membership, by: User, reason: str, at: datetime, until: datetime | None = None
) -> Decision:
    return record(
        kind,
        community=membership.community,
        subject_id=membership.pk,
        by=by,
        about=membership.user,
        reason=reason,
        until=until,
        decided_at=at,
    )
