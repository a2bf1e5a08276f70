"""The pages of Topics."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from communities.models import Topic
from communities.paging import page_of
from communities.permissions import can_take_part
from communities.viewers import viewer_of
from finding import topics


@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    """List the network's Topics; they are for everybody."""
    return render(request, "finding/topic_list.html", {"topics": Topic.objects.all()})


@require_safe
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the first rows of everything about a Topic that whoever asks may see."""
    topic = get_object_or_404(Topic, slug=slug)
    context = {"topic": topic, "shown": topics.gather(request, topic), **_who(request, topic)}
    return render(request, "finding/topic_detail.html", context)


@require_safe
def topic_part(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """Show all there is of one kind about a Topic, or lead to the list that has it already."""
    topic = get_object_or_404(Topic, slug=slug)
    if part not in topics.PARTS:
        raise Http404
    chosen = topics.PARTS[part]
    if address := chosen.elsewhere(topic):
        return redirect(address)
    context = {"topic": topic, "part": chosen, "page_obj": page_of(request, chosen.rows(request, topic))}
    return render(request, "finding/topic_part.html", context | _who(request, topic))


def _who(request: HttpRequest, topic: Topic) -> dict:
    viewer = viewer_of(request)
    return {
        "is_inside": can_take_part(viewer),
        "knows_about_it": topic.tagged_users.filter(content_object=viewer.pk).exists(),
    }
