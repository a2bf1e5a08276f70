"""Moving Posts and Threads, for Leads."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from discussions import actions, permissions
from discussions.doors import check_second_step, find_thread
from discussions.models import Post, Thread
from discussions.moving_forms import MergeForm, MovePostsForm, MoveThreadForm
from discussions.posting import Refused, attempt


@login_required
def thread_move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Move a conversation to another Community of this Lead."""
    thread = find_thread(request, slug, pk)
    permissions.check_can_moderate(request.user, thread.community)
    check_second_step(request, thread.community, request.path)
    form = MoveThreadForm(request.POST or None, thread=thread, lead=request.user)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        check_second_step(request, to, request.path)
        try:
            attempt(lambda: actions.move_thread(thread=thread, to=to, lead=request.user))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(Thread.objects.select_related("community").get(pk=thread.pk))
    context = {"thread": thread, "community": thread.community, "form": form}
    return render(request, "discussions/thread_move.html", context, status=422 if form.errors else 200)


@login_required
def thread_split(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Move some Posts to a conversation of their own, or to another one of this Lead's Communities."""
    thread = find_thread(request, slug, pk)
    permissions.check_can_moderate(request.user, thread.community)
    check_second_step(request, thread.community, request.path)
    chosen = {"posts": request.GET.get("posts", ""), "where": "new"}
    form = MovePostsForm(request.POST or None, initial=chosen, thread=thread, lead=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if data["to"]:
            check_second_step(request, data["to"].community, request.path)

        def move() -> Post | Thread:
            if data["to"]:
                return actions.move_posts(
                    thread=thread, numbers=data["posts"], to=data["to"], lead=request.user
                )[0]
            return actions.split_thread(
                thread=thread, numbers=data["posts"], title=data["title"], lead=request.user
            )

        try:
            return redirect(attempt(move))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"thread": thread, "community": thread.community, "form": form}
    return render(request, "discussions/thread_split.html", context, status=422 if form.errors else 200)


@login_required
def thread_merge(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Make a conversation a part of another one, whose address its own leads to."""
    thread = find_thread(request, slug, pk)
    permissions.check_can_moderate(request.user, thread.community)
    check_second_step(request, thread.community, request.path)
    form = MergeForm(request.POST or None, lead=request.user)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["address"]
        check_second_step(request, into.community, request.path)
        try:
            attempt(lambda: actions.merge_threads(thread=thread, into=into, lead=request.user))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(into)
    context = {"thread": thread, "community": thread.community, "form": form}
    return render(request, "discussions/thread_merge.html", context, status=422 if form.errors else 200)
