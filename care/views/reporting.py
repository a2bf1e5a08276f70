"""Reporting something, and reading what became of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from care import actions, permissions
from care.forms import ReportForm
from care.models import Category, HelpContact, Report
from care.subjects import subject_of
from communities.limits import check_rate
from communities.paging import page_of

#: Signed out, by address; signed in, by person.
STRANGERS_LIMIT = "3/hour"
PEOPLE_LIMIT = "30/hour"


def report(request: HttpRequest, kind: str, mark: int | UUID) -> HttpResponse:
    """Report a thing that the viewer sees; anything else is not found, like what never was."""
    subject = subject_of(kind)
    thing = subject.find_at_door(request.user, mark) if subject else None
    if subject is None or thing is None:
        raise Http404
    permissions.check_can_report(request.user, subject.author(thing))
    form = ReportForm(request.POST or None, is_signed_in=request.user.is_authenticated)
    status = 200
    if request.method == "POST" and form.is_valid():
        category = Category(form.cleaned_data["category"])
        thanks = redirect("care:report-thanks", category=category.value)
        if form.is_by_program:
            return thanks
        try:
            _check_rate(request)
            actions.report(
                subject=subject,
                pk=thing.pk,
                viewer=request.user,
                category=category,
                words=form.cleaned_data["words"],
                email=form.cleaned_data.get("email", ""),
                reported_at=now(),
            )
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal))
            status = 403
        else:
            return thanks
    elif form.errors:
        status = 422
    context = {
        "subject": subject,
        "title": subject.title(thing),
        "address": subject.address(thing),
        "community": subject.community(thing),
        "form": form,
    }
    return render(request, "care/report.html", context, status=status)


@require_safe
def report_thanks(request: HttpRequest, category: str) -> HttpResponse:
    """Say that it has arrived and when somebody looks; where it is urgent, where to get help now."""
    if category not in Category.values:
        raise Http404
    chosen = Category(category)
    context = {"category": chosen, "is_child": chosen == Category.CHILD}
    if chosen.is_urgent:
        context["contacts"] = HelpContact.objects.all()
    return render(request, "care/report_thanks.html", context)


@require_safe
@login_required
def reports_yours(request: HttpRequest) -> HttpResponse:
    """List what the viewer reported, and what was decided."""
    page = page_of(request, Report.objects.visible_to(request.user), 20)
    return render(request, "care/reports_yours.html", {"page_obj": page})


def _check_rate(request: HttpRequest) -> None:
    if request.user.is_authenticated:
        check_rate("report", request.user.pk, PEOPLE_LIMIT)
    else:
        check_rate("report-by-address", request.META.get("REMOTE_ADDR", ""), STRANGERS_LIMIT)
