"""Looking after an Organisation: who comes in, who has left, who looks after it next."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from communities import actions as belonging
from communities.audit import record_audit
from communities.models import Organisation, Place, User
from organisations import permissions, tasks
from organisations.actions.locking import lock_organisations, lock_people
from organisations.models import Administrator, Confirmation
from organisations.querysets import waiting_at


@transaction.atomic
def approve_colleague(
    *, organisation: Organisation, colleague: User, by: User, approved_at: datetime
) -> User:
    """Let a colleague into the network, as staff would; the account says who did.

    Raises CannotAdminister, CannotApprove where the account does not wait here, or NoSeat.
    """
    colleague = _lock(organisation, colleague, by)
    permissions.check_can_approve(by, organisation, colleague)
    return belonging.let_in(user=colleague, by=by, approved_at=approved_at)


@transaction.atomic
def tell_who_lets_in(*, applicant: User) -> None:
    """Write to the administrators of the Organisation where this account waits now, if it waits at one."""
    organisation = applicant.organisation
    if organisation and waiting_at(organisation).filter(pk=applicant.pk).exists():
        for administrator in Administrator.objects.able().filter(organisation=organisation):
            tasks.write_to_administrator_about_applicant.enqueue(applicant.pk, administrator.pk)


@transaction.atomic
def confirm_colleague(
    *, organisation: Organisation, colleague: User, by: User, confirmed_at: datetime
) -> Confirmation:
    """Answer for it that somebody works here. Raises CannotAdminister or CannotConfirm."""
    colleague = _lock(organisation, colleague, by)
    permissions.check_can_confirm(by, organisation, colleague)
    record_audit(action="organisations.confirm", by=by, about=colleague, organisation=organisation.pk)
    return vouch(colleague=colleague, by=by, at=confirmed_at)


def vouch(*, colleague: User, by: User | None, at: datetime) -> Confirmation:
    """Keep who answers for it that somebody works where their account says. Whoever calls this has asked."""
    if colleague.organisation is None:
        raise ValueError(f"The account of user {colleague.pk} names no Organisation.")
    confirmation, _ = Confirmation.objects.update_or_create(
        user=colleague,
        defaults={"organisation": colleague.organisation, "confirmed_by": by, "confirmed_at": at},
    )
    return confirmation


@transaction.atomic
def say_left(*, organisation: Organisation, colleague: User, by: User) -> User:
    """Take the Organisation off somebody's account, and write to them.

    What they wrote, for whom they wrote it, and the Communities they belong to stay. Raises CannotAdminister,
    or CannotLetGo for the last administrator and for whoever does not work there.
    """
    colleague = _lock(organisation, colleague, by)
    permissions.check_can_say_left(by, organisation, colleague)
    colleague.organisation = None  # a role there ends with it: organisations.receivers
    colleague.save(update_fields=["organisation"])
    belonging.renew_card(user=colleague)
    record_audit(action="organisations.left", by=by, about=colleague, organisation=organisation.pk)
    tasks.write_that_they_have_left.enqueue(colleague.pk, organisation.pk)
    return colleague


@transaction.atomic
def hand_over(
    *, organisation: Organisation, colleague: User, by: User, handed_over_at: datetime
) -> Administrator:
    """Make a colleague the administrator in one's own place, and write to them.

    Raises CannotAdminister, or CannotHandOver where the colleague cannot take it.
    """
    colleague = _lock(organisation, colleague, by)
    permissions.check_can_hand_over(by, organisation, colleague)
    administrator, _ = Administrator.objects.update_or_create(
        user=colleague, defaults={"organisation": organisation, "since": handed_over_at}
    )
    Administrator.objects.filter(user=by).delete()
    record_audit(action="organisations.hand_over", by=by, about=colleague, organisation=organisation.pk)
    tasks.write_that_they_look_after.enqueue(administrator.pk)
    return administrator


@transaction.atomic
def describe_organisation(
    *,
    organisation: Organisation,
    by: User,
    description: str,
    places: Iterable[Place],
    website: str,
    size: str,
    former_place: str,
) -> Organisation:
    """Keep what an Organisation says about itself. Raises CannotAdminister.

    `former_place` is what stays of the free words of before there was a list of places.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    permissions.check_can_administer(by, organisation)
    organisation.description, organisation.website, organisation.size = description, website, size
    places = list(places)
    organisation.former_place = "" if places else former_place
    organisation.save(update_fields=["description", "website", "size", "former_place"])
    organisation.places.set(places)
    record_audit(action="organisations.describe", by=by, about=organisation)
    return organisation


def _lock(organisation: Organisation, *people: User) -> User:
    """Lock people, then the Organisation. Give the first person as they are now."""
    found = lock_people(*people)
    lock_organisations([organisation.pk])
    return found[people[0].pk]
