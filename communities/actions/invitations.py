"""Inviting people to a Community by their addresses, a thousand as well as one, and what they answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models.functions import Lower

from communities import permissions, tasks
from communities.access import record_access_change
from communities.actions.inviting import (
    Fate,
    add_invitations,
    ask_for_letters_again,
    enqueue_letters,
    fates_by_history,
    leave_for_tomorrow,
    take_back,
    those_that_pass,
)
from communities.actions.memberships import enter, lock
from communities.models import Community, Invitation, Membership, User

Role, State = Membership.Role, Membership.State


def sort_addresses(
    *, inviter: User, community: Community, emails: Iterable[str], at: datetime
) -> dict[str, Fate]:
    """Say what becomes of each address, in the given order; addresses in small letters, each once.

    Whether somebody outside this Community has an account makes no difference to anything here
    (TRUST rule 42). As many queries for many addresses as for one.
    """
    fates = fates_by_history(Invitation.objects.filter(community=community), emails, at)
    belonging = (
        Membership.objects.filter(community=community, state__in=[State.ACTIVE, State.BLOCKED])
        .annotate(address=Lower("user__email"))
        .filter(address__in=list(fates))
    )
    for address, state in belonging.values_list("address", "state"):
        fates[address] = Fate.BLOCKED if state == State.BLOCKED else Fate.MEMBER
    return leave_for_tomorrow(fates, inviter, at)


@transaction.atomic
def invite(
    *,
    inviter: User,
    community: Community,
    emails: Sequence[str],
    invited_at: datetime,
    message: str = "",
    role: str = Role.MEMBER,
) -> list[Invitation]:
    """Invite those of these addresses that `sort_addresses` gives a letter; the letters follow by task.

    Gives the new invitations, in the given order. Raises CannotTakePart, CannotLead or CannotDecide.
    """
    community = lock(community)
    permissions.check_can_invite(inviter, community)
    fates = sort_addresses(inviter=inviter, community=community, emails=emails, at=invited_at)
    made = add_invitations(
        Invitation,
        to={"community": community},
        emails=[email for email, fate in fates.items() if fate == Fate.SEND],
        inviter=inviter,
        message=message,
        at=invited_at,
        also={"role": role},
    )
    enqueue_letters(tasks.send_invitations, made)
    return made


@transaction.atomic
def send_invitations_again(
    *, inviter: User, community: Community, pks: Iterable[int], sent_at: datetime
) -> int:
    """Write once more to those of these who may have another letter, and let them answer longer.

    Gives how many. Whoever presses is the sender from now on; the role stays what that person could
    give. Raises CannotTakePart, CannotLead or CannotDecide; the last also where none may have another.
    """
    community = lock(community)
    chosen = those_that_pass(
        _in(community, pks), lambda invitation: permissions.check_can_send_again(inviter, invitation)
    )
    ask_for_letters_again(chosen, inviter, sent_at)
    enqueue_letters(tasks.send_invitations, chosen)
    return len(chosen)


@transaction.atomic
def revoke_invitations(
    *, inviter: User, community: Community, pks: Iterable[int], revoked_at: datetime
) -> int:
    """Take back those of these that nobody has answered; a letter that still waits is not sent.

    Gives how many. Raises CannotTakePart, CannotLead or CannotDecide; the last where all are settled.
    """
    community = lock(community)
    chosen = those_that_pass(
        _in(community, pks), lambda invitation: permissions.check_can_revoke_invitation(inviter, invitation)
    )
    take_back(chosen, revoked_at)
    people = User.objects.filter(emailaddress__email__in=[each.email for each in chosen])
    for person in people.filter(emailaddress__verified=True).distinct():
        record_access_change(user=person, community=community)
    return len(chosen)


@transaction.atomic
def accept_invitation(
    *, user: User, community: Community, has_accepted: bool, accepted_at: datetime
) -> Membership:
    """Come in by an invitation to one of one's proven addresses, as what one was invited.

    An invitation gives no more than its sender could give today. Raises CannotTakePart or CannotJoin.
    """
    community = lock(community)
    permissions.check_can_accept_invitation(user, community, has_accepted=has_accepted)
    invitation = permissions.invitation_of(user, community)
    return enter(
        user=user,
        community=community,
        role=invitation.role if invitation else Role.MEMBER,
        at=accepted_at,
        rules_accepted_at=accepted_at,
    )


@transaction.atomic
def decline_invitation(*, user: User, community: Community, declined_at: datetime) -> None:
    """Say no to an invitation. Raises CannotJoin when there is none."""
    community = lock(community)
    standing = Invitation.objects.standing().of_person(user).filter(community=community)
    if not standing.update(declined_at=declined_at):
        raise permissions.CannotJoin("This invitation does not stand any more.")
    record_access_change(user=user, community=community)


def _in(community: Community, pks: Iterable[int]) -> list[Invitation]:
    found = Invitation.objects.filter(community=community, pk__in=list(pks))
    return list(found.select_related("community").order_by("pk"))
