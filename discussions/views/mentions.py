"""What the composer asks while somebody names people: whom they may mean, and who will be told."""

from __future__ import annotations

import re

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from communities.limits import TooOften, check_rate
from communities.models import Community
from discussions import mentions, permissions
from discussions.doors import find_community, find_thread

#: A letter typed is an act; nobody names people this often.
LIMIT = "1000/hour"
_NAME = re.compile(r"(user|organisation):([1-9]\d{0,8})")


@login_required
@require_GET
def thread_people(request: HttpRequest, slug: str, pk: int) -> JsonResponse:
    """Offer the people a reply in this Thread may mention, to those who may reply."""
    thread = find_thread(request, slug, pk)
    permissions.check_can_reply(request.user, thread)
    return _answer(request, thread.community)


@login_required
@require_GET
def community_people(request: HttpRequest, slug: str) -> JsonResponse:
    """Offer the people a new conversation here may mention, to those who may start one."""
    community = find_community(request, slug)
    permissions.check_can_start(request.user, community)
    return _answer(request, community)


def _answer(request: HttpRequest, community: Community) -> JsonResponse:
    """Answer `?q=` with rows of a list, and `?told=user:7,organisation:3` with a sentence."""
    try:
        check_rate("mention", request.user.pk, LIMIT)
    except TooOften as refusal:
        return JsonResponse({"error": str(refusal)}, status=429)
    if "told" in request.GET:
        asked = _NAME.findall(request.GET["told"][:4_000])[: mentions.MAX_NAMED]
        names = [mentions.Name(kind, int(pk)) for kind, pk in asked]
        return JsonResponse({"sentence": mentions.sentence(names, community, request.user)})
    beginning = request.GET.get("q", "")[:40].replace("\0", "")
    return JsonResponse(
        {
            "rows": [
                {"kind": offer.name.kind, "id": offer.name.pk, "name": offer.label, "beside": offer.beside}
                for offer in mentions.offers(community, request.user, beginning)
            ]
        }
    )
