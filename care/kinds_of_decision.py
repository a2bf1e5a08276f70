"""What is decided about reports, as the Community's log tells it. None of it reaches the author: hiding does."""

from __future__ import annotations

from care.models import Case
from care.subjects import subject_of, with_things
from communities.deciding import Kind, register
from communities.models import Decision


def _place(decision: Decision) -> str:
    case = Case.objects.filter(pk=decision.subject_id, community=decision.community_id).first()
    subject = subject_of(case.subject_kind) if case else None
    if case is None or subject is None:
        return ""
    with_things([case])
    if case.thing is None or subject.community(case.thing) != decision.community:
        return ""
    return subject.address(case.thing)


def register_kinds() -> None:
    """Register them."""
    register(
        Kind("report-removed", "hid what was reported", address=_place),
        Kind("report-kept", "let stand what was reported", address=_place),
        Kind("report-restricted", "spoke to the author of what was reported", address=_place),
        Kind("report-passed-on", "passed a report on to the network's office", address=_place),
        Kind("report-read", "read, for the network's office, what was reported", address=_place),
    )
