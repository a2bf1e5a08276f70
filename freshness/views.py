"""A small page of its own for what readers say, since a page kept for everybody can hold no form."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST
from wagtail.models import Page

from communities.limits import TooOften, check_rate
from communities.pages import visible_pages
from communities.permissions import can_take_part
from discussions.doors import sign_in_to_press
from discussions.models import FollowLevel
from freshness import actions, changes
from freshness.forms import FeedbackForm
from freshness.models import ChangeNote
from practice.permissions import is_tried

STRANGERS_LIMIT, PEOPLE_LIMIT = "5/hour", "30/hour"


def feedback(request: HttpRequest, page: int) -> HttpResponse:
    """Ask whether a page was useful and what is missing, of whoever may read it."""
    found = get_object_or_404(visible_pages(request.user, Page.objects.all()), pk=page)
    if not is_tried(found):
        raise Http404
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    context = {"page": found, "form": form, "is_inside": can_take_part(request.user)}
    if request.method != "POST":
        return render(request, "freshness/feedback.html", context)
    if not form.is_valid():
        return render(request, "freshness/feedback.html", context, status=422)
    try:
        _check_rate(request)
    except TooOften as refusal:
        form.add_error(None, str(refusal))
        return render(request, "freshness/feedback.html", context, status=429)
    author = request.user if request.user.is_authenticated else None
    data = form.cleaned_data
    actions.give_feedback(
        page=found,
        author=author,
        is_useful=data["useful"],
        missing=data["missing"],
        token=data["token"],
        at=now(),
    )
    return render(request, "freshness/thanks.html", context | {"missing": data["missing"]})


@sign_in_to_press
@require_POST
def leave_alone(request: HttpRequest, page: int) -> HttpResponse:
    """Ask somebody no more whether they tried a page they saved."""
    found = get_object_or_404(visible_pages(request.user, Page.objects.all()), pk=page)
    actions.leave_alone(page=found, person=request.user, at=now())
    return redirect("/")


@login_required
def change_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the page that changed, and note that one has seen it."""
    note = get_object_or_404(ChangeNote.objects.visible_to(request.user), pk=pk)
    changes.see_changes(notes=[note], person=request.user, at=now())
    return redirect(f"{note.page.specific.url}#changes-title")


@sign_in_to_press(back_to="inbox:news")
@require_POST
def changes_seen(request: HttpRequest) -> HttpResponse:
    """Take all that changed, of what is on the desk or of what is in the digest, as seen."""
    level = FollowLevel.DIGEST if request.POST.get("level") == FollowLevel.DIGEST else FollowLevel.EVERYTHING
    notes = ChangeNote.objects.unseen_by(request.user, level)
    changes.see_changes(notes=notes, person=request.user, at=now())
    return redirect("inbox:digest" if level == FollowLevel.DIGEST else "inbox:news")


def _check_rate(request: HttpRequest) -> None:
    if request.user.is_authenticated:
        check_rate("feedback", request.user.pk, PEOPLE_LIMIT)
    else:
        check_rate("feedback-by-address", request.META.get("REMOTE_ADDR", ""), STRANGERS_LIMIT)
