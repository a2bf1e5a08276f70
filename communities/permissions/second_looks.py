"""Who takes a decision back, who asks for a second look, and who gives it."""

from __future__ import annotations

from communities import deciding
from communities.models import Appeal, Decision, Membership, User
from communities.permissions.belonging import check_can_lead, check_can_take_part, is_lead
from communities.permissions.network import can_manage_network
from communities.permissions.refusals import CannotDecide, can


def check_can_undo(lead: User, decision: Decision) -> None:
    """Pass a Lead, for what stands and can be taken back at all, and what others decided about others.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    check_can_lead(lead, decision.community)
    if decision.person_id == lead.pk and decision.by_id != lead.pk:
        raise CannotDecide("Somebody else takes back what was decided about you. Ask for a second look.")
    if decision.is_undone:
        raise CannotDecide("This has been taken back already.")
    if deciding.kind_of(decision).undo is None:
        raise CannotDecide("This cannot be taken back from here.")


def check_can_appeal(person: User, decision: Decision) -> None:
    """Pass the person a decision is about, once, while it stands. Raises CannotDecide."""
    if decision.person_id != person.pk or not deciding.kind_of(decision).may_be_appealed:
        raise CannotDecide("Only the person a decision is about can ask for it to be looked at again.")
    if decision.is_undone:
        raise CannotDecide("This has been taken back already.")
    if Appeal.objects.filter(decision=decision).exists():
        raise CannotDecide("You have asked already. Somebody else will look at it.")


def can_appeal(person: User, decision: Decision) -> bool:
    """Would `check_can_appeal` pass this person?"""
    return can(check_can_appeal, person, decision)


def check_can_answer_appeal(reader: User, appeal: Appeal) -> None:
    """Pass somebody who looks at it afresh: another Lead, or staff where there is no other.

    Raises CannotTakePart or CannotDecide.
    """
    check_can_take_part(reader)
    if appeal.is_answered:
        raise CannotDecide("Somebody has answered this already.")
    decision = appeal.decision
    if reader.pk in {decision.by_id, decision.person_id}:
        raise CannotDecide("Somebody else has to look at this: you are part of it.")
    if is_lead(reader, decision.community):
        return
    if not can_manage_network(reader) or has_lead_besides(decision):
        raise CannotDecide("The community's other Leads look at this.")


def can_answer_appeal(reader: User, appeal: Appeal) -> bool:
    """Would `check_can_answer_appeal` pass this person?"""
    return can(check_can_answer_appeal, reader, appeal)


def has_lead_besides(decision: Decision) -> bool:
    """Does anybody look after the Community who is no part of this decision?"""
    leads = Membership.objects.belonging().leads().filter(community=decision.community_id)
    return leads.exclude(user__in=[pk for pk in (decision.by_id, decision.person_id) if pk]).exists()
