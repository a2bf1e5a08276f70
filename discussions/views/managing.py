"""Looking after one conversation: its name, whether it is open, and whether it stands at the top."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from communities import permissions as belonging
from discussions import actions, permissions
from discussions.doors import check_second_step, find_thread, sign_in_to_press
from discussions.forms import ThreadFactsForm
from discussions.models import Thread
from discussions.posting import Refused, attempt


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
    context = {"thread": thread, "community": thread.community, "form": form, "is_lead": is_lead}
    return render(request, "discussions/thread_manage.html", context, status=422 if form.errors else 200)


@sign_in_to_press
@require_POST
def thread_lock(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Close a Thread, or open it again."""
    thread = find_thread(request, slug, pk)
    check_second_step(request, thread.community, reverse("discussions:thread-manage", args=[slug, pk]))
    locked_at = now() if request.POST.get("locked") == "yes" else None
    actions.set_locked(thread=thread, lead=request.user, locked_at=locked_at)
    return redirect(thread)


@sign_in_to_press
@require_POST
def thread_pin(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keep a Thread at the top, or let it go."""
    thread = find_thread(request, slug, pk)
    check_second_step(request, thread.community, reverse("discussions:thread-manage", args=[slug, pk]))
    pinned_at = now() if request.POST.get("pinned") == "yes" else None
    actions.set_pinned(thread=thread, lead=request.user, pinned_at=pinned_at)
    return redirect(thread)


@sign_in_to_press
@require_POST
def thread_put_aside(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a Lead's word that a conversation nobody replies to is fine as it is."""
    thread = find_thread(request, slug, pk)
    queue = reverse("communities:look-after", args=[slug])
    check_second_step(request, thread.community, queue)
    actions.put_aside(thread=thread, lead=request.user, put_aside_at=now())
    return redirect(queue)
