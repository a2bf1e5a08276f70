"""How far somebody has read: written down, taken back, or said of everything at once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from discussions import actions
from discussions.doors import as_number, find_community, find_post, find_thread, sign_in_to_press
from discussions.models import FollowLevel, Mention, Post, Thread
from discussions.querysets import MentionQuerySet, ThreadQuerySet

if TYPE_CHECKING:
    from communities.models import User

log = logging.getLogger(__name__)


@require_POST
def thread_read(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remember that Posts which arrived on an open page were seen."""
    thread = find_thread(request, slug, pk)
    number = as_number(request.POST.get("number", ""))
    if not request.user.is_authenticated or number is None:
        return HttpResponse(status=400)
    return HttpResponse(status=204 if remember_seen(request.user, thread, number) else 503)


@sign_in_to_press
@require_POST
def post_unread(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """Forget that somebody has seen a Thread from this Post on. Leads away, or it would be seen again."""
    post = find_post(request, slug, pk, number)
    actions.mark_unread(post=post, reader=request.user)
    thread = Thread.objects.with_unread_for(request.user).get(pk=pk)
    said = f"“{thread.title}” is unread from post {post.number} on."
    if not thread.is_news:
        level = FollowLevel(thread.level).label
        said += f" You follow it as “{level}”, so you find it here and not on your desk."
    messages.success(request, said)
    return redirect("discussions:thread-list", slug)


@login_required
def community_read(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask, then mark everything in a Community as read."""
    community = find_community(request, slug)
    return _mark_all_read(
        request,
        threads=Thread.objects.filter(community=community).with_unread_for(request.user),
        mentions=Mention.objects.visible_to(request.user).filter(post__community=community),
        where=f"in {community}",
        back=reverse("discussions:thread-list", args=[slug]),
    )


@login_required
def news_read(request: HttpRequest) -> HttpResponse:
    """Ask, then mark as read what is news, and wherever one was mentioned."""
    return _mark_all_read(
        request,
        threads=Thread.objects.news_for(request.user),
        mentions=Mention.objects.visible_to(request.user),
        where="that you follow",
        back=reverse("inbox:news"),
    )


@login_required
def digest_read(request: HttpRequest) -> HttpResponse:
    """Ask, then mark as read what waits in one's digest."""
    return _mark_all_read(
        request,
        threads=Thread.objects.digest_of(request.user),
        mentions=Mention.objects.none(),
        where="in your digest",
        back=reverse("inbox:digest"),
    )


def _mark_all_read(
    request: HttpRequest, *, threads: ThreadQuerySet, mentions: MentionQuerySet, where: str, back: str
) -> HttpResponse:
    """Ask first: it cannot be undone, and one press of it would lose every place."""
    if request.method == "POST":
        upto = as_number(request.POST.get("upto", ""))
        if upto is None:
            return HttpResponse(status=400)
        count = actions.mark_all_read(
            threads=threads, mentions=mentions, reader=request.user, upto=upto, read_at=now()
        )
        messages.success(request, f"{_conversations(count)} marked as read.")
        return redirect(back)
    context = {
        # Before the count, so that nothing is marked that was not counted.
        "upto": Post.objects.visible_to(request.user).newest_pk(),
        "conversations": threads.filter(unread_count__gt=0).count(),
        "mentions": mentions.unseen().count(),
        "where": where,
        "back": back,
    }
    return render(request, "discussions/mark_all_read.html", context)


def _conversations(count: int) -> str:
    return "1 conversation is" if count == 1 else f"{count:,} conversations are"


def remember_seen(reader: User, thread: Thread, number: int) -> bool:
    """Write down how far somebody has read, if the database can just now; the next visit tells it again."""
    try:
        actions.mark_read(thread=thread, reader=reader, number=number, read_at=now())
    except DatabaseError:
        log.warning("What was seen of thread %s was not written down.", thread.pk, exc_info=True)
        return False
    return True
