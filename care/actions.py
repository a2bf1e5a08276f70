"""Reporting, deciding, passing on. Every decision stands in the Community's log, and its reporters get an answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from care import permissions, tasks
from care.models import Case, Category, Report
from care.subjects import Subject, subject_of
from communities import permissions as belonging
from communities.actions import mute_member, warn_member
from communities.actions.decisions import record
from communities.audit import record_audit
from communities.db import looks_again, writes
from communities.models import Membership, User

if TYPE_CHECKING:
    from communities.querysets import Viewer

Outcome, State = Case.Outcome, Case.State

#: How long somebody is asked to pause from a report, and how long after a decision a case is closed.
PAUSE = timedelta(days=3)
CLOSED_AFTER = timedelta(days=30)


@looks_again
@writes
def report(
    *,
    subject: Subject,
    pk: int,
    viewer: Viewer,
    category: Category,
    words: str,
    reported_at: datetime,
    email: str = "",
) -> Report:
    """Report a thing that this viewer sees. The same person's second report of it adds nothing.

    What is urgent is out of sight at once where its Community says so (decision 16). Raises CannotReport.
    """
    thing = subject.find(viewer, pk)
    if thing is None:
        raise permissions.CannotReport("It is not there any more, so there is nothing to report.")
    author, community = subject.author(thing), subject.community(thing)
    permissions.check_can_report(viewer, author)
    reporter = viewer if isinstance(viewer, User) else None
    case = Case.objects.select_for_update().open().filter(subject_kind=subject.kind, subject_id=pk).first()
    if case is None:
        case = Case(
            subject_kind=subject.kind,
            subject_id=pk,
            community=community,
            author=author,
            opened_at=reported_at,
        )
    elif reporter and (earlier := case.reports.filter(reporter=reporter).first()):
        return earlier
    elif community is None:
        case.community = None  # who may see it now may not know of that Community: the office decides
    was_urgent = case.is_urgent
    case.add_category(category, reported_at)
    case.save()
    made = case.reports.create(
        reporter=reporter,
        email="" if reporter else email,
        category=category,
        words=words,
        made_at=reported_at,
    )
    _put_out_of_sight(subject, thing, case, category, viewer, reported_at)
    if case.is_sealed or not permissions.has_lead_to_decide(case):
        _hand_to_office(case, reported_at)
    if case.is_urgent and not was_urgent:
        tasks.tell_who_decides.enqueue(case.pk)
    return made


def _put_out_of_sight(
    subject: Subject, thing, case: Case, category: Category, viewer: Viewer, at: datetime
) -> None:
    """Do at once what cannot wait: never for a stranger's word alone, but for suspected abuse of a child."""
    if category == Category.CHILD:
        if subject.seal:
            subject.seal(thing, at)
        return
    # What is no Community's stands on the open web, and no Lead is near.
    is_hidden_here = case.community is None or case.community.hides_urgent_reports
    if category.is_urgent and is_hidden_here and belonging.can_take_part(viewer) and subject.set_aside:
        subject.set_aside(thing, at)


def _hand_to_office(case: Case, at: datetime, note: str = "") -> None:
    if case.state == State.ESCALATED:
        return
    case.state, case.office_since, case.office_note = State.ESCALATED, at, note
    case.save(update_fields=["state", "office_since", "office_note"])
    tasks.tell_who_decides.enqueue(case.pk)


@writes
def remove(*, case: Case, decider: User, reason: str, decided_at: datetime) -> None:
    """Take the thing out of sight for good. Raises CannotTakePart, CannotLead or CannotDecideCase."""
    case, subject, thing = _locked(case, decided_at)
    permissions.check_can_decide(decider, case)
    if subject is None or subject.hide is None:
        raise permissions.CannotDecideCase("This cannot be hidden from here.")
    if thing is not None and not case.is_sealed:  # what is sealed stays so, and nobody is told why
        subject.hide(thing, decider, reason, decided_at)
    _decide(case, Outcome.REMOVED, decider, reason, decided_at)


@writes
def keep(*, case: Case, decider: User, answer: str, decided_at: datetime) -> None:
    """Let the thing stand, and bring it back where the hub had set it aside.

    Raises CannotTakePart, CannotLead or CannotDecideCase.
    """
    case, subject, thing = _locked(case, decided_at)
    permissions.check_can_decide(decider, case)
    if subject and subject.show_again and thing is not None:
        subject.show_again(thing, decider, decided_at)
    _decide(case, Outcome.KEPT, decider, answer, decided_at)


@writes
def warn(*, case: Case, lead: User, reason: str, decided_at: datetime) -> None:
    """Write to the author, and leave the thing where it is.

    Raises CannotTakePart, CannotLead, CannotDecide or CannotDecideCase.
    """
    case, subject, thing = _locked(case, decided_at)
    permissions.check_can_decide(lead, case)
    warn_member(lead=lead, membership=_membership(case), reason=reason, warned_at=decided_at)
    _restrict(case, subject, thing, lead, reason, decided_at)


@writes
def pause(*, case: Case, lead: User, reason: str, decided_at: datetime) -> None:
    """Ask the author to read and not write for three days. Raises as `warn`."""
    case, subject, thing = _locked(case, decided_at)
    permissions.check_can_decide(lead, case)
    mute_member(
        lead=lead,
        membership=_membership(case),
        reason=reason,
        until=decided_at + PAUSE,
        muted_at=decided_at,
    )
    _restrict(case, subject, thing, lead, reason, decided_at)


@writes
def restrict(*, case: Case, staff: User, reason: str, decided_at: datetime) -> None:
    """Say that the office dealt with the author in another way. Raises CannotDecide or CannotDecideCase."""
    case, subject, thing = _locked(case, decided_at)
    belonging.check_can_manage_network(staff)
    permissions.check_can_decide(staff, case)
    _restrict(case, subject, thing, staff, reason, decided_at)


@writes
def escalate(*, case: Case, lead: User, note: str, escalated_at: datetime) -> None:
    """Pass a case on to the network's office. Raises CannotTakePart, CannotLead or CannotDecideCase."""
    case, _, _ = _locked(case, escalated_at)
    permissions.check_can_escalate(lead, case)
    _hand_to_office(case, escalated_at, note)
    _record("report-passed-on", case, lead, note, escalated_at)


@writes
def read_for_office(*, case: Case, staff: User, reason: str, read_at: datetime) -> None:
    """Write down that one of staff reads what was reported, and why; the Community's Leads see it.

    Raises CannotTakePart, CannotDecide or CannotDecideCase.
    """
    case, _, _ = _locked(case, read_at)
    permissions.check_can_read_for_office(staff, case)
    _record("report-read", case, staff, reason, read_at)


@writes
def hand_on_overdue(*, case: Case, at: datetime) -> bool:
    """Let the office look too at what no Lead answered in time; give whether it was needed. Leads may still decide."""
    case, _, _ = _locked(case, at)
    if not case.is_open or case.office_since or case.due_at >= at:
        return False
    case.office_since = at
    case.save(update_fields=["office_since"])
    tasks.tell_who_decides.enqueue(case.pk)
    return True


@writes
def close(*, case: Case, closed_at: datetime) -> bool:
    """Close a case that was decided long ago: what people wrote about it, and their addresses, go.

    Give whether it was there to close.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.state != State.DECIDED:
        return False
    case.state, case.closed_at = State.CLOSED, closed_at
    case.save(update_fields=["state", "closed_at"])
    case.reports.update(words="", email="")
    return True


def _restrict(case: Case, subject, thing, by: User, reason: str, at: datetime) -> None:
    if subject and subject.show_again and thing is not None:
        subject.show_again(thing, by, at)
    _decide(case, Outcome.RESTRICTED, by, reason, at)


def _decide(case: Case, outcome: Case.Outcome, by: User, answer: str, at: datetime) -> None:
    case.state, case.outcome, case.answer = State.DECIDED, outcome, answer
    case.decided_by, case.decided_at = by, at
    case.save(update_fields=["state", "outcome", "answer", "decided_by", "decided_at"])
    _record(f"report-{outcome}", case, by, answer, at)
    for pk in case.reports.values_list("pk", flat=True):
        tasks.write_answer.enqueue(pk)


def _record(kind: str, case: Case, by: User, reason: str, at: datetime) -> None:
    if case.community:
        record(kind, community=case.community, subject_id=case.pk, by=by, reason=reason, decided_at=at)
    else:  # a profile is in no Community, whose log would tell of it
        record_audit(action=f"care.{kind}", by=by, about=case)


def _membership(case: Case) -> Membership:
    if permissions.is_about_masked(case):
        raise permissions.CannotDecideCase(
            "Nobody knows who wrote this: it was asked through a Lead, without a name. Hide it, or look up who it "
            "was first, with a reason."
        )
    found = Membership.objects.filter(user=case.author_id, community=case.community_id).first()
    if found is None:
        raise permissions.CannotDecideCase("Its author does not belong to the community.")
    return found


def _locked(case: Case, at: datetime):
    """Take the lock of a case; give it, its kind of thing and the thing, in whatever Community that is now.

    What was in none when it was reported stays with the office: of those who reported it some may not know of the
    Community it came to. What was in one stays with its Leads until it is in another.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("community", "author").get(pk=case.pk)
    subject = subject_of(case.subject_kind)
    thing = subject.load([case.subject_id]).get(case.subject_id) if subject else None
    home = subject.community(thing) if subject and thing is not None else None
    if home and case.community and home != case.community:
        case.community = home  # its conversation was moved: whoever looks after it now decides
        case.save(update_fields=["community"])
    return case, subject, thing
