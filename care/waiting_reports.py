"""Reports, in the queue of what waits for Leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import F

from care.forms import CaseForm
from care.models import Case
from care.subjects import subject_of, with_things
from communities.models import User
from communities.waiting import Source, register


def fetch(pks: Sequence[int], lead: User) -> Iterable[Case]:
    """Fetch cases with what their fragment shows. A thing that was moved elsewhere is not shown here."""
    cases = Case.objects.filter(pk__in=pks).select_related("community", "author__organisation")
    return [case for case in with_things(cases.prefetch_related("reports__reporter")) if _is_at_home(case)]


def _is_at_home(case: Case) -> bool:
    subject = subject_of(case.subject_kind)
    return case.thing is None or (subject is not None and subject.community(case.thing) == case.community)


def register_source() -> None:
    """Register it."""
    register(
        Source(
            name="report",
            heading="Reports",
            rows=lambda communities, lead, at: Case.objects.waiting_for(lead, communities),
            fetch=fetch,
            template="care/_waiting_report.html",
            since="opened_at",
            is_urgent=F("is_urgent"),
            form=CaseForm,
        )
    )
