"""Writing down what was decided, taking it back, and looking at it again when somebody objects.

`record` belongs into the transaction of the act it tells of: neither stands without the other.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import now

from communities import deciding, permissions, tasks
from communities.audit import record_audit
from communities.db import writes
from communities.models import Appeal, Community, Decision, UnnamedPerson, User


def record(
    kind: str,
    *,
    community: Community,
    subject_id: int,
    by: User | None,
    decided_at: datetime | None = None,
    about: User | None = None,
    is_named: bool = True,
    reason: str = "",
    until: datetime | None = None,
) -> Decision:
    """Write a decision into the log, and to the person it is about unless it is their own.

    What takes something back is tied to the last standing decision it takes back. With `is_named` off it
    reaches them all the same, and neither the log nor anybody who reads it says who they are.
    """
    decision = Decision(
        kind=kind,
        community=community,
        subject_id=subject_id,
        by=by,
        about=about if is_named else None,
        reason=reason,
        until=until,
        decided_at=decided_at or now(),  # some acts have no moment of their own
    )
    known = deciding.kind_of(decision)
    if known.takes_back:
        standing = Decision.objects.standing().filter(kind=known.takes_back, subject_id=subject_id)
        decision.undoes = standing.filter(community=community).order_by("-pk").first()
    decision.save()
    if about is not None and not is_named:
        UnnamedPerson.objects.create(decision=decision, person=about)
    record_audit(action=f"decided.{kind}", by=by, about=decision)
    if known.told and known.has_letter and about is not None and about != by:
        tasks.write_about_decision.enqueue(decision.pk)
    return decision


@writes
def undo_decision(*, decision: Decision, lead: User, undone_at: datetime) -> None:
    """Take a decision back, by the act that its kind names; that act asks its own permission too.

    Raises CannotTakePart, CannotLead and CannotDecide.
    """
    decision = _locked(decision)
    permissions.check_can_undo(lead, decision)
    _take_back(decision, lead, undone_at)


@writes
def appeal(*, decision: Decision, person: User, words: str, made_at: datetime) -> Appeal:
    """Ask somebody else to look at a decision about oneself again. Once a decision. Raises CannotDecide."""
    decision = _locked(decision)
    permissions.check_can_appeal(person, decision)
    made = Appeal.objects.create(decision=decision, words=words, made_at=made_at)
    tasks.write_about_appeal.enqueue(made.pk)
    return made


@writes
def answer_appeal(
    *, appeal: Appeal, reader: User, is_granted: bool, answer: str, answered_at: datetime
) -> Appeal:
    """Say how a decision stands after an appeal; a granted one takes it back.

    Raises CannotTakePart and CannotDecide.
    """
    decision = _locked(appeal.decision)
    appeal = Appeal.objects.select_related("decision").get(pk=appeal.pk)
    permissions.check_can_answer_appeal(reader, appeal)
    if is_granted and not decision.is_undone:
        _take_back(decision, reader, answered_at)
    appeal.is_granted, appeal.answer = is_granted, answer
    appeal.answered_by, appeal.answered_at = reader, answered_at
    appeal.save(update_fields=["is_granted", "answer", "answered_by", "answered_at"])
    record(
        "appeal-granted" if is_granted else "appeal-refused",
        community=decision.community,
        subject_id=decision.pk,
        by=reader,
        about=decision.person,
        is_named=not decision.is_about_unnamed,
        reason=answer,
        decided_at=answered_at,
    )
    return appeal


def _take_back(decision: Decision, by: User, at: datetime) -> None:
    undo = deciding.kind_of(decision).undo
    if undo is None:
        raise permissions.CannotDecide("This cannot be taken back from here.")
    undo(decision, by, at)


def _locked(decision: Decision) -> Decision:
    Community.objects.select_for_update().get(pk=decision.community_id)
    return Decision.objects.select_related("community", "about", "by", "undone_by", "unnamed__person").get(
        pk=decision.pk
    )
