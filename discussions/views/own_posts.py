"""What somebody has written, wherever it stands now: one's own words can always be found and taken back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now

from communities.paging import page_of
from discussions import actions, permissions
from discussions.doors import find_own
from discussions.models import HeldPost, Post, Thread

PAGE_SIZE = 20


@login_required
def own_posts(request: HttpRequest) -> HttpResponse:
    """List one's own Posts, newest first; of a conversation one may not read, nothing but one's own words."""
    page = page_of(request, Post.objects.own_of(request.user), PAGE_SIZE)
    posts = list(page.object_list)
    within_reach = (
        Post.objects.visible_to(request.user)
        .select_related("thread__community")
        .in_bulk([post.pk for post in posts])
    )
    held = HeldPost.objects.of(request.user)[:PAGE_SIZE] if page.number == 1 else []
    context = {"held": held, "page_obj": page, "rows": [(post, within_reach.get(post.pk)) for post in posts]}
    return render(request, "discussions/own_posts.html", context)


@login_required
def own_post_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take one's own Post back, whether or not one may still read where it stands."""
    rows = Post.objects.own_of(request.user).select_related("thread")
    post = find_own(request, rows, pk, "inbox:own-posts")
    if request.method == "POST":
        actions.delete_post(post=post, author=request.user, deleted_at=now())
        messages.success(request, "Your post is deleted.")
        return redirect("inbox:own-posts")
    permissions.check_can_delete(request.user, post)  # which shows no words of what is sealed
    there = (
        Thread.objects.visible_to(request.user).select_related("community").filter(pk=post.thread_id).first()
    )
    return render(request, "discussions/own_post_delete.html", {"post": post, "there": there})
