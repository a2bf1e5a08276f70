"""Letting people into the network, and keeping them out."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from communities import permissions, tasks
from communities.access import record_access_change
from communities.models import User
from communities.public import bump_pages_that_show


@transaction.atomic
def approve_account(*, user: User, by: User, approved_at: datetime) -> User:
    """Let this person join communities and post, and write to them.

    Approving twice keeps the first decision. Raises CannotDecide for anybody but full staff.
    """
    permissions.check_can_manage_network(by)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_approved:
        return user
    user.approved_at, user.approved_by, user.declined_at = approved_at, by, None
    user.save(update_fields=["approved_at", "approved_by", "declined_at"])
    log(instance=user, action="communities.approve", user=by)
    bump_pages_that_show(User.objects.filter(pk=user.pk))  # somebody let in again counts as a member again
    tasks.write_that_account_is_approved.enqueue(user.pk)
    return user


@transaction.atomic
def decline_account(*, user: User, by: User, sentence: str, declined_at: datetime) -> User:
    """Say no to this account, with a kind sentence by mail. It still reads what is open.

    Raises CannotDecide for anybody but full staff, and for an account that was let in already.
    """
    permissions.check_can_manage_network(by)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_approved:
        raise permissions.CannotDecide("Somebody has approved this account already. Suspend it instead.")
    if user.declined_at is None:
        user.declined_at = declined_at
        user.save(update_fields=["declined_at"])
        log(instance=user, action="communities.decline", user=by)
        tasks.write_that_account_is_declined.enqueue(user.pk, sentence)
    return user


@transaction.atomic
def return_to_waiting(*, user: User, by: User) -> User:
    """Take an approval or a refusal back: the account waits again, and its open sockets are asked.

    Raises CannotDecide for anybody but full staff.
    """
    permissions.check_can_manage_network(by)
    user = User.objects.select_for_update().get(pk=user.pk)
    user.approved_at = user.approved_by = user.declined_at = None
    user.save(update_fields=["approved_at", "approved_by", "declined_at"])
    log(instance=user, action="communities.return_to_waiting", user=by)
    settle_powers(user=user)
    return user


@transaction.atomic
def suspend_account(*, user: User, by: User) -> User:
    """Keep this person out of everything at once, open pages included.

    Raises CannotDecide for anybody but full staff, and for one's own account.
    """
    permissions.check_can_manage_network(by)
    if user.pk == by.pk:
        raise permissions.CannotDecide("You cannot suspend your own account.")
    user = User.objects.select_for_update().get(pk=user.pk)
    user.is_active = False
    user.save(update_fields=["is_active"])
    log(instance=user, action="communities.suspend", user=by)
    settle_powers(user=user)
    return user


@transaction.atomic
def settle_powers(*, user: User) -> None:
    """Draw the consequences of what an account may do now: open sockets and cached pages obey at once."""
    record_access_change(user=user)
    bump_pages_that_show(User.objects.filter(pk=user.pk))
