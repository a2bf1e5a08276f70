"""How closely somebody follows a conversation, or all of a Community."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from discussions import actions
from discussions.doors import as_number, find_community, find_thread, sign_in_to_press
from discussions.models import FollowLevel


@sign_in_to_press
@require_POST
def thread_follow(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Follow a Thread at a level, or as its Community; the same page of it again."""
    thread = find_thread(request, slug, pk)
    level = request.POST.get("level", "")
    if level and level not in FollowLevel.values:
        return HttpResponseBadRequest("That is no level.", content_type="text/plain")
    actions.follow_thread(
        thread=thread,
        reader=request.user,
        level=FollowLevel(level) if level else None,
        chosen_at=now(),
    )
    return redirect(f"{thread.get_absolute_url()}?at={as_number(request.POST.get('at', '')) or 1}#follow")


@sign_in_to_press
@require_POST
def community_follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow the conversations of a Community at a level."""
    community = find_community(request, slug)
    level = request.POST.get("level", "")
    if level not in FollowLevel.values:
        return HttpResponseBadRequest("That is no level.", content_type="text/plain")
    actions.follow_community(community=community, reader=request.user, level=FollowLevel(level))
    return redirect("discussions:thread-list", slug)
