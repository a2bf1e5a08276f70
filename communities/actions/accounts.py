"""Letting people into the network, and keeping them out."""

from datetime import datetime

from django.db import transaction

from communities import permissions, tasks
from communities.access import record_access_change
from communities.audit import record_audit
from communities.models import User
from communities.public import bump_pages_that_show
from communities.signals import organisation_vouched_for


@transaction.atomic
def approve_account(*, user: User, by: User, approved_at: datetime) -> User:
    """Let this person join communities and post, and write to them.

    Approving twice keeps the first decision. Raises CannotDecide for anybody but full staff.
    """
    permissions.check_can_manage_network(by)
    return let_in(user=user, by=by, approved_at=approved_at)


@transaction.atomic
def let_in(*, user: User, by: User, approved_at: datetime) -> User:
    """Do what approving an account does. Whoever calls this has asked whether it is theirs to decide."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_approved:
        return user
    user.approved_at, user.approved_by, user.declined_at, user.is_for_staff = approved_at, by, None, False
    user.save(update_fields=["approved_at", "approved_by", "declined_at", "is_for_staff"])
    record_audit(action="communities.approve", by=by, about=user)
    organisation_vouched_for.send(sender=User, user=user, by=by)
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
        record_audit(action="communities.decline", by=by, about=user)
        tasks.write_that_account_is_declined.enqueue(user.pk, sentence)
    return user


@transaction.atomic
def return_to_waiting(*, user: User, by: User) -> User:
    """Take an approval or a refusal back: the account waits again, and its open sockets are asked.

    From here on it waits for staff and for nobody else. Raises CannotDecide for anybody but full staff.
    """
    permissions.check_can_manage_network(by)
    user = User.objects.select_for_update().get(pk=user.pk)
    user.approved_at = user.approved_by = user.declined_at = None
    user.is_for_staff = True
    user.save(update_fields=["approved_at", "approved_by", "declined_at", "is_for_staff"])
    record_audit(action="communities.return_to_waiting", by=by, about=user)
    settle_powers(user=user)
    return user


@transaction.atomic
def suspend_account(*, user: User, by: User, reason: str, suspended_at: datetime) -> User:
    """Keep this person out of everything at once, open pages included, and write to them why.

    Everything else of theirs stays. Suspending twice keeps the first reason. Raises CannotDecide for anybody
    but full staff, and for one's own account.
    """
    permissions.check_can_suspend(lock_staff(by), user)
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        return user
    user.is_active, user.suspended_at, user.suspension_reason = False, suspended_at, reason
    user.is_for_staff = True
    user.save(update_fields=["is_active", "suspended_at", "suspension_reason", "is_for_staff"])
    record_audit(action="communities.suspend", by=by, about=user)
    settle_powers(user=user)
    tasks.write_that_account_is_suspended.enqueue(user.pk)
    return user


@transaction.atomic
def lift_suspension(*, user: User, by: User) -> User:
    """Let a suspended person back in, with all that was theirs, and write to them.

    Lifting what does not stand changes nothing. Raises CannotDecide for anybody but full staff.
    """
    permissions.check_can_manage_network(by)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active:
        return user
    user.is_active, user.suspended_at, user.suspension_reason = True, None, ""
    user.save(update_fields=["is_active", "suspended_at", "suspension_reason"])
    record_audit(action="communities.lift_suspension", by=by, about=user)
    settle_powers(user=user)
    tasks.write_that_suspension_is_lifted.enqueue(user.pk)
    return user


def lock_staff(by: User) -> User:
    """Give this person as they are now, and lock the rows of all full staff until the transaction ends.

    Whoever takes power from one of the staff asks again by what this gives: of two who take each other's at
    once, one comes second and has none any more. So there is always somebody left.
    """
    list(User.objects.select_for_update().filter(is_superuser=True).order_by("pk").values_list("pk"))
    return User.objects.get(pk=by.pk)


@transaction.atomic
def settle_powers(*, user: User) -> None:
    """Draw the consequences of what an account may do now: open sockets and cached pages obey at once."""
    record_access_change(user=user)
    bump_pages_that_show(User.objects.filter(pk=user.pk))
