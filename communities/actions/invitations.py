"""Inviting people by their addresses, a thousand as well as one, and what they answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower

from communities import permissions, tasks
from communities.access import record_access_change
from communities.actions.memberships import enter, lock
from communities.models import Community, Invitation, Membership, User

Role, State = Membership.Role, Membership.State

#: Addresses that one person may invite within a day, in all their Communities together.
ADDRESSES_A_DAY = 2000
#: How long a Community leaves an address alone: after a letter, and after a no.
AFTER_A_LETTER, AFTER_A_NO = timedelta(days=1), timedelta(days=30)
#: Letters in one background task, so that other people's letters come between.
LETTERS_A_TASK = 50


class Fate(StrEnum):
    """What becomes of an address that somebody wants to invite."""

    SEND = "gets a letter"
    MEMBER = "belongs here already"
    BLOCKED = "was taken out for good; let them come back first"
    INVITED = "is invited already"
    RECENT = "had a letter from here within the last day"
    DECLINED = "said no within the last 30 days"
    TOO_MANY = "is beyond what you can send in a day; upload the list again tomorrow"


def sort_addresses(
    *, inviter: User, community: Community, emails: Iterable[str], at: datetime
) -> dict[str, Fate]:
    """Say what becomes of each address, in the given order; addresses in small letters, each once.

    Whether somebody outside this Community has an account makes no difference to anything here
    (TRUST rule 42). Six queries, however many addresses.
    """
    fates = dict.fromkeys(emails, Fate.SEND)
    here = Invitation.objects.filter(community=community, email__in=list(fates))
    known = {
        Fate.DECLINED: here.filter(declined_at__gt=at - AFTER_A_NO),
        Fate.RECENT: here.filter(accepted_at=None, sent_at__gt=at - AFTER_A_LETTER),
        Fate.INVITED: here.standing(),
    }
    for fate, invitations in known.items():
        fates |= dict.fromkeys(invitations.values_list("email", flat=True), fate)
    belonging = (
        Membership.objects.filter(community=community, state__in=[State.ACTIVE, State.BLOCKED])
        .annotate(address=Lower("user__email"))
        .filter(address__in=list(fates))
    )
    for address, state in belonging.values_list("address", "state"):
        fates[address] = Fate.BLOCKED if state == State.BLOCKED else Fate.MEMBER
    sending = (email for email, fate in fates.items() if fate == Fate.SEND)
    for email in list(islice(sending, addresses_left(inviter, at), None)):
        fates[email] = Fate.TOO_MANY
    return fates


def addresses_left(inviter: User, at: datetime) -> int:
    """Say how many addresses this person may still invite today."""
    of_today = Invitation.objects.filter(invited_by=inviter, created_at__gt=at - timedelta(days=1))
    return max(0, ADDRESSES_A_DAY - of_today.count())


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
    chosen = [email for email, fate in fates.items() if fate == Fate.SEND]
    # One that ran out makes room for its successor.
    here = Invitation.objects.filter(community=community, email__in=chosen)
    here.unsettled().update(revoked_at=invited_at)
    made = Invitation.objects.bulk_create(
        [
            Invitation(
                community=community,
                email=email,
                invited_by=inviter,
                role=role,
                message=message,
                created_at=invited_at,
                letter_asked_at=invited_at,
                expires_at=_end(invited_at),
            )
            for email in chosen
        ],
        batch_size=500,
    )
    _enqueue_letters([invitation.pk for invitation in made])
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
    chosen, refusal = [], None
    for invitation in _in(community, pks):
        try:
            permissions.check_can_send_again(inviter, invitation)
        except permissions.CannotDecide as error:
            refusal = error
        else:
            chosen.append(invitation.pk)
    if refusal and not chosen:
        raise refusal
    Invitation.objects.filter(pk__in=chosen).update(
        invited_by=inviter, letter_asked_at=sent_at, is_letter_waiting=True, expires_at=_end(sent_at)
    )
    _enqueue_letters(chosen)
    return len(chosen)


@transaction.atomic
def revoke_invitations(
    *, inviter: User, community: Community, pks: Iterable[int], revoked_at: datetime
) -> int:
    """Take back those of these that nobody has answered; a letter that still waits is not sent.

    Gives how many. Raises CannotTakePart, CannotLead or CannotDecide; the last where all are settled.
    """
    community = lock(community)
    chosen, refusal = [], None
    for invitation in _in(community, pks):
        try:
            permissions.check_can_revoke_invitation(inviter, invitation)
        except permissions.CannotDecide as error:
            refusal = error
        else:
            chosen.append(invitation)
    if refusal and not chosen:
        raise refusal
    Invitation.objects.filter(pk__in=[each.pk for each in chosen]).update(
        revoked_at=revoked_at, is_letter_waiting=False
    )
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


def prune_invitations(*, ended_before: datetime) -> int:
    """Forget the addresses of invitations that ended before then; a Membership tells of those that were used."""
    over = Q(expires_at__lt=ended_before)
    settled = [Q(**{f"{end}__lt": ended_before}) for end in ("accepted_at", "declined_at", "revoked_at")]
    removed, _ = Invitation.objects.filter(over | settled[0] | settled[1] | settled[2]).delete()
    return removed


def _in(community: Community, pks: Iterable[int]) -> list[Invitation]:
    found = Invitation.objects.filter(community=community, pk__in=list(pks))
    return list(found.select_related("community").order_by("pk"))


def _end(begin: datetime) -> datetime:
    return begin + timedelta(days=settings.INVITATION_DAYS)


def _enqueue_letters(pks: list[int]) -> None:
    for first in range(0, len(pks), LETTERS_A_TASK):
        tasks.send_invitations.enqueue(pks[first : first + LETTERS_A_TASK])
