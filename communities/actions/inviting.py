"""What inviting by address has in common, whatever people are invited to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Q
from django_tasks.base import Task

from communities.models import AddressInvitation, User
from communities.permissions import CannotDecide
from communities.querysets import AddressInvitationQuerySet

#: Addresses that one person may invite within a day, to everything together.
ADDRESSES_A_DAY = 2000
#: How long an address is left alone: after a letter, and after a no.
AFTER_A_LETTER, AFTER_A_NO = timedelta(days=1), timedelta(days=30)
#: Letters in one background task, so that other people's letters come between.
LETTERS_A_TASK = 50

OneInvitation = TypeVar("OneInvitation", bound=AddressInvitation)


class Fate(StrEnum):
    """What becomes of an address that somebody wants to invite."""

    SEND = "gets a letter"
    MEMBER = "belongs here already"
    BLOCKED = "was taken out for good; let them come back first"
    INVITED = "is invited already"
    RECENT = "had a letter from here within the last day"
    DECLINED = "said no within the last 30 days"
    TOO_MANY = "is beyond what you can send in a day; upload the list again tomorrow"


def fates_by_history(here: AddressInvitationQuerySet, emails: Iterable[str], at: datetime) -> dict[str, Fate]:
    """Say what becomes of each address by what it was sent from here before, in the given order.

    `here` are all invitations to the same thing. Three queries, however many addresses.
    """
    fates = dict.fromkeys(emails, Fate.SEND)
    here = here.filter(email__in=list(fates))
    known = {
        Fate.DECLINED: here.filter(declined_at__gt=at - AFTER_A_NO),
        Fate.RECENT: here.filter(accepted_at=None, sent_at__gt=at - AFTER_A_LETTER),
        Fate.INVITED: here.standing(),
    }
    for fate, invitations in known.items():
        fates |= dict.fromkeys(invitations.values_list("email", flat=True), fate)
    return fates


def leave_for_tomorrow(fates: dict[str, Fate], inviter: User, at: datetime) -> dict[str, Fate]:
    """Say TOO_MANY of those letters that are beyond this person's day. Changes what it is given."""
    sending = (email for email, fate in fates.items() if fate == Fate.SEND)
    for email in list(islice(sending, addresses_left(inviter, at), None)):
        fates[email] = Fate.TOO_MANY
    return fates


def addresses_left(inviter: User, at: datetime) -> int:
    """Say how many addresses this person may still invite today. One query for each kind of invitation."""
    since = at - timedelta(days=1)
    of_today = sum(
        kind._default_manager.filter(invited_by=inviter, created_at__gt=since).count() for kind in _kinds()
    )
    return max(0, ADDRESSES_A_DAY - of_today)


def add_invitations(
    kind: type[OneInvitation],
    *,
    to: dict[str, Any],
    emails: Sequence[str],
    inviter: User,
    message: str,
    at: datetime,
    also: dict[str, Any] | None = None,
) -> list[OneInvitation]:
    """Add one invitation for each address, whose letter waits. Whoever calls this has asked and locked.

    `to` says what they are invited to, `also` what else the rows hold. One that ran out makes room for
    its successor.
    """
    here = kind._default_manager.filter(**to, email__in=emails)
    here.filter(accepted_at=None, declined_at=None, revoked_at=None).update(revoked_at=at)
    made = [
        kind(
            **to,
            **(also or {}),
            email=email,
            invited_by=inviter,
            message=message,
            created_at=at,
            letter_asked_at=at,
            expires_at=end_of(at),
        )
        for email in emails
    ]
    return kind._default_manager.bulk_create(made, batch_size=500)


def those_that_pass(
    invitations: Iterable[OneInvitation], check: Callable[[OneInvitation], None]
) -> list[OneInvitation]:
    """Keep the invitations that the check passes; where it passes none, raise its last CannotDecide."""
    chosen: list[OneInvitation] = []
    refusal = None
    for invitation in invitations:
        try:
            check(invitation)
        except CannotDecide as error:
            refusal = error
        else:
            chosen.append(invitation)
    if refusal and not chosen:
        raise refusal
    return chosen


def ask_for_letters_again(chosen: Sequence[AddressInvitation], inviter: User, at: datetime) -> None:
    """Have each of these written to once more; whoever pressed is the sender from now on."""
    if chosen:
        type(chosen[0])._default_manager.filter(pk__in=[each.pk for each in chosen]).update(
            invited_by=inviter, letter_asked_at=at, is_letter_waiting=True, expires_at=end_of(at)
        )


def take_back(chosen: Sequence[AddressInvitation], at: datetime) -> None:
    """Take these back; a letter that still waits is not sent."""
    if chosen:
        type(chosen[0])._default_manager.filter(pk__in=[each.pk for each in chosen]).update(
            revoked_at=at, is_letter_waiting=False
        )


def end_of(begin: datetime) -> datetime:
    """Give until when an invitation stands that begins now."""
    return begin + timedelta(days=settings.INVITATION_DAYS)


def enqueue_letters(task: Task, invitations: Sequence[AddressInvitation]) -> None:
    """Hand the letters of these to the task, some at a time."""
    pks = [each.pk for each in invitations]
    for first in range(0, len(pks), LETTERS_A_TASK):
        task.enqueue(pks[first : first + LETTERS_A_TASK])


def prune_invitations(*, ended_before: datetime) -> int:
    """Forget the addresses of invitations of every kind that ended before then."""
    over = Q(expires_at__lt=ended_before)
    for end in ("accepted_at", "declined_at", "revoked_at"):
        over |= Q(**{f"{end}__lt": ended_before})
    return sum(kind._default_manager.filter(over).delete()[0] for kind in _kinds())


def _kinds() -> list[type[AddressInvitation]]:
    return AddressInvitation.__subclasses__()
