"""Telling all members about an announcement: how many that is comes first."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from communities.deciding import can_be_undone
from communities.models import Community, Decision
from communities.permissions import check_can_undo
from communities.recent_sign_in import recent_sign_in_required
from communities.views.look_after import lead_required
from discussions import actions, permissions
from discussions.announcing import announcement_of, reach_of
from discussions.models import Announcement, Thread
from discussions.posting import Refused, attempt


@lead_required
@recent_sign_in_required
def thread_announce(request: HttpRequest, community: Community, pk: int) -> HttpResponse:
    """Say how many people would be told and how, tell them at a press, and then how far it is."""
    thread, announcement = _find(request, community, pk)
    refusal, status = "", 200
    if request.method == "POST":
        try:
            attempt(lambda: actions.announce_to_all(thread=thread, lead=request.user, announced_at=now()))
        except Refused as refused:
            refusal, status = str(refused), refused.status
        else:
            messages.success(request, "All members are told. The letters leave in two minutes.")
            return redirect(request.path)
    if not (refusal or announcement):
        refusal = _why_not(request, thread)
    context = {
        "community": community,
        "thread": thread,
        "announcement": announcement,
        "still_stands": announcement is not None and permissions.still_stands(announcement),
        "take_back": _way_back(request, thread) if announcement else None,
        "reach": None if announcement else reach_of(community, request.user),
        "refusal": refusal,
    }
    return render(request, "discussions/thread_announce.html", context, status=status)


@require_safe
@lead_required
def announce_progress(request: HttpRequest, community: Community, pk: int) -> HttpResponse:
    """Say in numbers how far the letters are, for the line that keeps itself up to date."""
    _, announcement = _find(request, community, pk)
    if announcement is None:
        raise Http404
    total = announcement.letter_count if announcement.is_going_on else announcement.sent_count
    return JsonResponse({"sent": announcement.sent_count, "total": max(total, announcement.sent_count)})


def _why_not(request: HttpRequest, thread: Thread) -> str:
    try:
        permissions.check_can_announce_to_all(request.user, thread, now())
    except PermissionDenied as refusal:
        return str(refusal)
    return ""


def _way_back(request: HttpRequest, thread: Thread) -> Decision | None:
    """Give the decision to tell everybody, while this Lead may take it back."""
    decision = actions.decision_to_tell(thread)
    if decision is None or not can_be_undone(decision, now()):
        return None
    return decision if permissions.can(check_can_undo, request.user, decision) else None


def _find(request: HttpRequest, community: Community, pk: int) -> tuple[Thread, Announcement | None]:
    """Give an announcement, or what all members were told of while it was one, and how they were told."""
    threads = Thread.objects.visible_to(request.user).select_related("community")
    thread = get_object_or_404(threads, community=community, pk=pk)
    announcement = announcement_of(thread)
    if announcement is None and thread.kind != Thread.Kind.ANNOUNCEMENT:
        raise Http404
    return thread, announcement
