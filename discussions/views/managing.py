"""Looking after one conversation: its name, whether it is open, and whether it stands at the top."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from communities import permissions as belonging
from discussions import actions, permissions
from discussions.announcing import announcement_of
from discussions.doors import check_second_step, find_thread, sign_in_to_press
from discussions.forms import ThreadFactsForm
from discussions.models import Thread
from discussions.posting import Refused, attempt

#: How many days a conversation may be closed for, and how slowly it may go, as the page offers them.
CLOSED_DAYS = {"1": "for a day", "3": "for three days", "7": "for a week"}
SLOW_MINUTES = {
    "0": "as often as they like",
    "5": "once in 5 minutes",
    "30": "once in half an hour",
    "240": "once in 4 hours",
}


@login_required
def thread_manage(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Rename a Thread, and for Leads close, open or pin it."""
    thread = find_thread(request, slug, pk)
    permissions.check_can_edit_thread(request.user, thread)
    check_second_step(request, thread.community, request.path)
    is_lead = belonging.is_lead(request.user, thread.community)
    facts = {"title": thread.title, "kind": thread.kind, "topics": thread.topics.all()}
    may_announce = is_lead or thread.kind == Thread.Kind.ANNOUNCEMENT
    form = ThreadFactsForm(request.POST or None, initial=facts, may_announce=may_announce)
    if request.method == "POST" and form.is_valid():
        try:
            attempt(lambda: actions.edit_thread(thread=thread, editor=request.user, **form.cleaned_data))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(thread)
    context = {
        "thread": thread,
        "community": thread.community,
        "form": form,
        "is_lead": is_lead,
        "is_told": announcement_of(thread) is not None,
        "closed_days": CLOSED_DAYS,
        "slow_minutes": [(int(minutes), words) for minutes, words in SLOW_MINUTES.items()],
    }
    return render(request, "discussions/thread_manage.html", context, status=422 if form.errors else 200)


def _pressed(act):
    """Make the view of a button on the page above: `act(request, thread)`, and back to the conversation."""

    @sign_in_to_press
    @require_POST
    def view(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        thread = find_thread(request, slug, pk)
        check_second_step(request, thread.community, reverse("discussions:thread-manage", args=[slug, pk]))
        return act(request, thread) or redirect(thread)

    view.__doc__ = act.__doc__
    return view


@_pressed
def thread_lock(request, thread):
    """Close a Thread, for good or for some days, or open it again."""
    if request.POST.get("locked") != "yes":
        actions.set_locked(thread=thread, lead=request.user, locked_at=None)
        return
    days = request.POST.get("days", "")
    opens_at = now() + timedelta(days=int(days)) if days in CLOSED_DAYS else None
    actions.set_locked(thread=thread, lead=request.user, locked_at=now(), opens_at=opens_at)


@_pressed
def thread_pin(request, thread):
    """Keep a Thread at the top, or let it go."""
    pinned_at = now() if request.POST.get("pinned") == "yes" else None
    actions.set_pinned(thread=thread, lead=request.user, pinned_at=pinned_at)


@_pressed
def thread_slow(request, thread):
    """Let people post once in so many minutes, or as often as they like."""
    minutes = request.POST.get("minutes", "")
    if minutes in SLOW_MINUTES:
        actions.set_slow(thread=thread, lead=request.user, minutes=int(minutes))


@_pressed
def thread_put_aside(request, thread):
    """Take a Lead's word that a conversation nobody replies to is fine as it is."""
    actions.put_aside(thread=thread, lead=request.user, put_aside_at=now())
    return redirect("communities:look-after", slug=thread.community.slug)
