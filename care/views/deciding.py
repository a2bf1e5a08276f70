"""Where Leads decide about a report, from the queue of what waits for them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBadRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from care import actions
from care.forms import CaseForm
from care.models import Case
from communities.models import Community
from communities.views.look_after import decide, lead_required, reason_form, show_queue

#: What each button does, and what is said then.
ACTS = {
    "hide": "It is out of sight, and those who reported it have an answer.",
    "keep": "It stays, and those who reported it have an answer.",
    "warn": "We have written to its author, and to those who reported it.",
    "pause": "Its author can read, and not write for three days.",
    "office": "The network's office decides it.",
}


@require_POST
@lead_required
def case_decide(request: HttpRequest, community: Community, pk: int) -> HttpResponse:
    """Take a Lead's decision and its reason; the button that was pressed says which."""
    act = request.POST.get("act", "")
    if act not in ACTS:
        return HttpResponseBadRequest()
    case = get_object_or_404(Case.objects.filter(community=community).without_part_of(request.user), pk=pk)
    form = reason_form(request, community, "report", pk, form=CaseForm)
    if not form.is_valid():
        return show_queue(request, community, failed=("report", pk, form), status=422)
    note = form.cleaned_data["note"]
    return decide(request, community, ACTS[act], lambda: _do(act, case, request.user, note))


def _do(act: str, case: Case, lead, note: str) -> None:
    at = now()
    if act == "hide":
        actions.remove(case=case, decider=lead, reason=note, decided_at=at)
    elif act == "keep":
        actions.keep(case=case, decider=lead, answer=note, decided_at=at)
    elif act == "warn":
        actions.warn(case=case, lead=lead, reason=note, decided_at=at)
    elif act == "pause":
        actions.pause(case=case, lead=lead, reason=note, decided_at=at)
    else:
        actions.escalate(case=case, lead=lead, note=note, escalated_at=at)
