"""Reports in the CMS, for the network's office: about profiles, passed on by Leads, or answered by none in time."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from care import actions, permissions
from care.forms import CaseForm
from care.models import Case
from care.subjects import subject_of, with_things
from communities.forms import ReasonForm
from communities.paging import page_of
from communities.permissions import check_can_manage_network

ACTS = {
    "hide": "It is out of sight, and those who reported it have an answer.",
    "keep": "It stays, and those who reported it have an answer.",
    "restrict": "That is written down, and those who reported it have an answer.",
}


def reports_waiting(request: HttpRequest) -> HttpResponse:
    """List what waits for the office, urgent first. It repeats no words: those take a reason."""
    check_can_manage_network(request.user)
    return _waiting(request)


@require_POST
def report_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the office's decision and its reason; the button that was pressed says which."""
    check_can_manage_network(request.user)
    act = request.POST.get("act", "")
    if act not in ACTS:
        return HttpResponseBadRequest()
    case = get_object_or_404(Case.objects.for_office(request.user), pk=pk)
    form = CaseForm(request.POST, prefix=f"case-{pk}")
    if not form.is_valid():
        return _waiting(request, failed=(pk, form), status=422)
    note, at = form.cleaned_data["note"], now()
    try:
        if act == "hide":
            actions.remove(case=case, decider=request.user, reason=note, decided_at=at)
        elif act == "keep":
            actions.keep(case=case, decider=request.user, answer=note, decided_at=at)
        else:
            actions.restrict(case=case, staff=request.user, reason=note, decided_at=at)
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, ACTS[act])
    return redirect("reports-waiting")


def report_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, write that down, and show what was reported and what was said about it, this once."""
    check_can_manage_network(request.user)
    case = get_object_or_404(Case.objects.for_office(request.user).select_related("community"), pk=pk)
    permissions.check_can_read_for_office(request.user, case)
    form = ReasonForm(request.POST or None)
    context = {"case": case, "form": form, "page_title": "Read a report"}
    if request.method == "POST" and form.is_valid():
        actions.read_for_office(
            case=case, staff=request.user, reason=form.cleaned_data["note"], read_at=now()
        )
        subject = subject_of(case.subject_kind)
        with_things([case])
        context["reports"] = case.reports.select_related("reporter")
        if subject and case.thing is not None:
            context |= {"title": subject.title(case.thing), "words": subject.words(case.thing)}
    status = 422 if form.errors else 200
    return render(request, "care/cms/report_read.html", context, status=status)


def child_steps(request: HttpRequest) -> HttpResponse:
    """Show the steps for suspected child-abuse content. Source: R-OS-4 in docs/rules.md."""
    check_can_manage_network(request.user)
    return render(request, "care/cms/child_steps.html", {"page_title": "Suspected child-abuse content"})


def _waiting(request: HttpRequest, *, failed=None, status: int = 200) -> HttpResponse:
    cases = Case.objects.for_office(request.user).select_related("community", "author")
    page = page_of(request, cases.order_by("-is_urgent", "office_since", "pk"), 20)
    failed_pk, failed_form = failed or (None, None)
    for case in page.object_list:
        case.form = failed_form if case.pk == failed_pk else CaseForm(prefix=f"case-{case.pk}")
    context = {"page_obj": page, "page_title": "Reports"}
    return render(request, "care/cms/reports_waiting.html", context, status=status)
