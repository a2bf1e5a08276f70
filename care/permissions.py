"""Each rule about reports, once. `check_…` raises a sentence a person can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from care.models import Case
from communities import permissions as belonging
from communities.models import Membership, User
from discussions.models import MaskedAuthor, Post

if TYPE_CHECKING:
    from communities.querysets import Viewer


class CannotReport(PermissionDenied):
    """There is nothing to report here, or not by this person."""


class CannotDecideCase(PermissionDenied):
    """This case is not this person's to decide, or not any more."""


def check_can_report(viewer: Viewer, author: User | None) -> None:
    """Pass everybody but its author, who can change or delete it. Raises CannotReport."""
    if viewer.is_authenticated and author == viewer:
        raise CannotReport("This is your own. You can change it or delete it yourself.")


def check_can_decide(decider: Viewer, case: Case) -> None:
    """Pass a Lead of its Community, or where it is with the office full staff, for a case they have no part in.

    Raises CannotTakePart, CannotLead or CannotDecideCase.
    """
    belonging.check_can_take_part(decider)
    if not case.is_open:
        raise CannotDecideCase("Somebody has decided this already.")
    if has_part(decider, case):
        raise CannotDecideCase("Somebody else decides this: you wrote it, or you reported it.")
    if case.office_since and belonging.can_manage_network(decider):
        return
    if case.state != Case.State.RECEIVED or case.community is None:
        raise CannotDecideCase("The network's office decides this.")
    belonging.check_can_lead(decider, case.community)


def can_decide(decider: Viewer, case: Case) -> bool:
    """Would `check_can_decide` pass this person?"""
    try:
        check_can_decide(decider, case)
    except PermissionDenied:
        return False
    return True


def check_can_escalate(lead: Viewer, case: Case) -> None:
    """Pass a Lead who could decide it and would rather not. Raises as `check_can_decide`."""
    check_can_decide(lead, case)
    if case.state != Case.State.RECEIVED:
        raise CannotDecideCase("The network's office has it already.")


def check_can_read_for_office(staff: Viewer, case: Case) -> None:
    """Pass full staff, for a case that is with them, but never one that is sealed. Raises CannotDecideCase too."""
    belonging.check_can_manage_network(staff)
    check_can_decide(staff, case)
    if case.is_sealed:
        raise CannotDecideCase("Nobody opens this. Follow the steps for suspected child-abuse content.")


def has_part(person: Viewer, case: Case) -> bool:
    """Did this person write the thing, or report it?"""
    return (
        person.pk in {case.author_id, _masked_author_id(case)}
        or case.reports.filter(reporter=person.pk).exists()
    )


def _masked_author_id(case: Case) -> int | None:
    """Give who wrote the post a case is about, where it names nobody: a Lead may have asked it."""
    if case.subject_kind != "post" or case.author_id:
        return None
    rows = MaskedAuthor.objects.filter(post=case.subject_id)
    return rows.values_list("author", flat=True).first()


def is_about_masked(case: Case) -> bool:
    """Is it about a post that names nobody?"""
    return case.subject_kind == "post" and Post.objects.filter(pk=case.subject_id, is_masked=True).exists()


def has_lead_to_decide(case: Case) -> bool:
    """Does anybody look after its Community who has no part in it?

    Never of a post without a name: who is left to decide would tell the Leads which of them asked.
    """
    if case.community_id is None or is_about_masked(case):
        return False
    parts = [case.author_id, *case.reports.values_list("reporter", flat=True)]
    leads = Membership.objects.belonging().leads().filter(community=case.community_id)
    return leads.exclude(user__in=[pk for pk in parts if pk]).exists()
