"""Coming into a Community, looking after who is in it, and leaving.

Each action locks the Community first, so that two of them cannot both take the last Lead away.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from communities import permissions, tasks
from communities.access import record_access_change
from communities.actions.decisions import record
from communities.models import Community, Invitation, Membership, User
from communities.public import bump

Role, State = Membership.Role, Membership.State


@transaction.atomic
def join(*, user: User, community: Community, has_accepted: bool, joined_at: datetime) -> Membership:
    """Come into a Community that anybody in the network may join.

    Raises CannotTakePart or CannotJoin.
    """
    community = lock(community)
    permissions.check_can_join(user, community, has_accepted=has_accepted)
    return enter(user=user, community=community, role=Role.MEMBER, at=joined_at, rules_accepted_at=joined_at)


@transaction.atomic
def ask_to_join(
    *, user: User, community: Community, note: str, has_accepted: bool, asked_at: datetime
) -> Membership:
    """Ask the Leads to be let in, with a sentence about what brings one here.

    Raises CannotTakePart or CannotJoin.
    """
    community = lock(community)
    permissions.check_can_ask(user, community, has_accepted=has_accepted)
    membership = _write(
        user=user,
        community=community,
        state=State.ASKED,
        role=Role.MEMBER,
        request_note=note,
        decision_note="",
        decided_by=None,
        rules_accepted_at=asked_at,
        changed_at=asked_at,
    )
    for lead in Membership.objects.belonging().leads().filter(community=community):
        tasks.write_to_lead_about_request.enqueue(membership.pk, lead.pk)
    return membership


@transaction.atomic
def approve_request(*, lead: User, membership: Membership, approved_at: datetime) -> Membership:
    """Let somebody in who asked, and write to them.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    membership = locked_membership(membership)
    permissions.check_can_decide(lead, membership)
    entered = enter(
        user=membership.user,
        community=membership.community,
        role=Role.MEMBER,
        at=approved_at,
        rules_accepted_at=membership.rules_accepted_at,
        decided_by=lead,
    )
    _record("request-approved", entered, by=lead, at=approved_at)
    tasks.write_about_membership.enqueue(membership.pk, "approved")
    return entered


@transaction.atomic
def decline_request(*, lead: User, membership: Membership, note: str, declined_at: datetime) -> Membership:
    """Say no to somebody who asked, with a kind reason that reaches them by mail.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    membership = locked_membership(membership)
    permissions.check_can_decide(lead, membership)
    membership.state, membership.decision_note = State.DECLINED, note
    membership.decided_by, membership.changed_at = lead, declined_at
    membership.save(update_fields=["state", "decision_note", "decided_by", "changed_at"])
    _record("request-declined", membership, by=lead, at=declined_at, reason=note)
    tasks.write_about_membership.enqueue(membership.pk, "declined")
    return membership


@transaction.atomic
def change_role(*, lead: User, membership: Membership, role: str, changed_at: datetime) -> Membership:
    """Make a member a Lead, or a Lead a member, and write to them.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    membership = locked_membership(membership)
    permissions.check_can_change_role(lead, membership)
    if membership.role == role:
        return membership
    membership.role, membership.decided_by, membership.changed_at = role, lead, changed_at
    membership.save(update_fields=["role", "decided_by", "changed_at"])
    record_access_change(user=membership.user, community=membership.community)
    _record("lead-named" if role == Role.LEAD else "lead-unnamed", membership, by=lead, at=changed_at)
    tasks.write_about_membership.enqueue(membership.pk, "role")
    return membership


@transaction.atomic
def end_membership(*, lead: User, membership: Membership, note: str, ended_at: datetime) -> Membership:
    """Take somebody out of the Community, with a reason that reaches them by mail.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    membership = locked_membership(membership)
    permissions.check_can_end_membership(lead, membership)
    ended = end_quietly(membership, at=ended_at, decided_by=lead, note=note)
    _record("member-removed", ended, by=lead, at=ended_at, reason=note)
    return ended


@transaction.atomic
def leave(*, user: User, community: Community, left_at: datetime) -> Membership:
    """Leave a Community; open pages of it fall silent. Raises CannotLeave."""
    community = lock(community)
    permissions.check_can_leave(user, community)
    return end_quietly(
        Membership.objects.get(user=user, community=community), at=left_at, decided_by=user, note=""
    )


@transaction.atomic
def hand_over(*, lead: User, membership: Membership, handed_over_at: datetime) -> Membership:
    """Make a member a Lead in one's own place, and write to them.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    successor = change_role(lead=lead, membership=membership, role=Role.LEAD, changed_at=handed_over_at)
    own = Membership.objects.select_related("user", "community").get(
        user=lead, community=membership.community
    )
    change_role(lead=lead, membership=own, role=Role.MEMBER, changed_at=handed_over_at)
    return successor


def lock(community: Community) -> Community:
    """Take the lock of a Community and read it again."""
    return Community.objects.select_for_update().get(pk=community.pk)


def locked_membership(membership: Membership) -> Membership:
    """Take the lock of its Community and read it again, with its person and Community."""
    lock(membership.community)
    return Membership.objects.select_related("user", "community").get(pk=membership.pk)


def _write(*, user: User, community: Community, **values) -> Membership:
    membership, _ = Membership.objects.update_or_create(user=user, community=community, defaults=values)
    return membership


def enter(
    *,
    user: User,
    community: Community,
    role: str,
    at: datetime,
    rules_accepted_at: datetime | None,
    decided_by: User | None = None,
) -> Membership:
    """Make somebody belong, as this. Asks no permission."""
    membership = _write(
        user=user,
        community=community,
        state=State.ACTIVE,
        role=role,
        rules_accepted_at=rules_accepted_at,
        decided_by=decided_by,
        joined_at=at,
        changed_at=at,
        is_welcome_shown=bool(community.welcome),
    )
    # However they came in, no invitation waits for them any more.
    Invitation.objects.unsettled().of_person(user).filter(community=community).update(accepted_at=at)
    _bump_what_is_counted(community)
    return membership


def end_quietly(
    membership: Membership, *, at: datetime, decided_by: User, note: str, state: str = State.ENDED
) -> Membership:
    """Take somebody out and say nothing to anybody; their open pages fall silent. Asks no permission."""
    membership.state, membership.role = state, Role.MEMBER
    membership.changed_at, membership.decided_by, membership.decision_note = at, decided_by, note
    membership.save(update_fields=["state", "role", "changed_at", "decided_by", "decision_note"])
    rooms = Q(community=membership.community) | Q(community__parent=membership.community)
    Invitation.objects.unsettled().of_person(membership.user).filter(rooms).update(revoked_at=at)
    record_access_change(user=membership.user, community=membership.community)
    _bump_what_is_counted(membership.community)
    # Nobody is in a group who is not in its Community.
    for inside in Membership.objects.filter(
        user=membership.user,
        community__parent=membership.community,
        state__in=[State.ACTIVE, State.ASKED],
    ).select_related("user", "community"):
        needs_lead = (
            inside.is_lead and not permissions.has_other_lead(inside) and decided_by != membership.user
        )
        # Into a closed group nobody comes this way, who would read what was said to its members: staff find it
        # a Lead, as they do for a new one.
        if needs_lead and inside.community.is_public:
            enter(user=decided_by, community=inside.community, role=Role.LEAD, at=at, rules_accepted_at=at)
        end_quietly(inside, at=at, decided_by=decided_by, note="")
    return membership


def _record(kind: str, membership: Membership, *, by: User, at: datetime, reason: str = "") -> None:
    record(
        kind,
        community=membership.community,
        subject_id=membership.pk,
        by=by,
        about=membership.user,
        reason=reason,
        decided_at=at,
    )


def _bump_what_is_counted(community: Community) -> None:
    # Public pages show how many belong, where people may be known at all.
    if community.may_people_be_known:
        bump("communities", f"community.{community.pk}")
