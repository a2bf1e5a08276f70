"""Marking posts of a conversation for guidance, and seeing who has answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from wagtail.models import Page

from communities.limits import check_rate
from communities.models import User
from communities.pages import visible_pages
from communities.views.doors import take_part_required
from contributions import actions, permissions
from contributions.forms import MOST_TO_TICK, SUMMARY, GatherForm
from contributions.models import Contribution, Gathering
from discussions.doors import check_second_step
from discussions.models import Post, Thread
from discussions.posting import Refused, attempt

LIMIT = "20/hour"


@take_part_required
def gather(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark posts, and open a draft for them or sum the conversation up with them."""
    thread = _find_thread(request, pk)
    form = GatherForm(
        request.POST if request.method == "POST" else None,
        viewer=request.user,
        choices=_posts_to_tick(thread),
        initial={"posts": request.GET.get("posts", "")},
    )
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if data["kind"] == SUMMARY:
            query = urlencode({"posts": ", ".join(map(str, data["posts"]))})
            return redirect(
                f"{reverse('discussions:thread-summary', args=[thread.community.slug, thread.pk])}?{query}"
            )
        try:
            gathering = attempt(
                lambda: _gather(
                    thread=thread,
                    by=request.user,
                    numbers=data["posts"],
                    kind=data["kind"],
                    title=data["title"],
                    guide=data["guide"],
                    answer_by=form.answer_by,
                    token=data["token"],
                    at=now(),
                )
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            messages.success(request, "The draft is open, and each author has been asked.")
            return redirect(gathering)
    earlier = Gathering.objects.filter(thread=thread)[:20]
    context = {"thread": thread, "community": thread.community, "form": form, "earlier": earlier}
    return render(request, "contributions/gather.html", context, status=status)


@take_part_required
def gathering_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what became of one gathering: who has answered what, and where the draft is."""
    found = Gathering.objects.visible_to(request.user).select_related("thread__community", "page", "made_by")
    gathering = get_object_or_404(found, pk=pk)
    permissions.check_can_gather(request.user, gathering.thread)
    check_second_step(request, gathering.thread.community, request.path)
    contributions = list(Contribution.objects.with_all().filter(gathering=gathering))
    # Posts are moved, to rooms that whoever gathered them may not know.
    posts = Post.objects.visible_to(request.user).filter(pk__in=[each.post_id for each in contributions])
    visible = set(posts.values_list("pk", flat=True))
    pages = visible_pages(request.user, Page.objects.filter(pk=gathering.page_id))
    context = {
        "gathering": gathering,
        "thread": gathering.thread,
        "community": gathering.thread.community,
        "contributions": [each for each in contributions if each.post_id in visible],
        "gone_count": len(contributions) - len(visible),
        "published": pages.first(),
        "edits": permissions.edits_guidance(request.user),
    }
    return render(request, "contributions/gathering_detail.html", context)


def _gather(*, by: User, **facts: Any) -> Gathering:
    check_rate("gather", by.pk, LIMIT)  # each sends letters
    return actions.gather(by=by, **facts)


def _find_thread(request: HttpRequest, pk: int) -> Thread:
    threads = Thread.objects.visible_to(request.user).select_related("community")
    thread = get_object_or_404(threads, pk=pk)
    permissions.check_can_gather(request.user, thread)
    check_second_step(request, thread.community, request.path)
    return thread


def _posts_to_tick(thread: Thread) -> list[Post] | None:
    """Give the posts somebody could be asked for, or None where there are more than anybody ticks."""
    if thread.last_post_number > MOST_TO_TICK:
        return None
    posts = Post.objects.filter(
        thread=thread, author__isnull=False, deleted_at=None, hidden_at=None, sealed_at=None
    )
    return list(posts.select_related("author").order_by("number"))
