"""Posts somebody puts aside, and where they find them again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from communities.paging import page_of
from discussions import actions
from discussions.doors import find_own, find_post, sign_in_to_press
from discussions.models import Post, SavedPost
from discussions.posting import is_by_script

PAGE_SIZE = 20


@sign_in_to_press
@require_POST
def post_save(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """Put a Post aside, or let it go again."""
    post = find_post(request, slug, pk, number)
    if request.POST.get("on") == "yes":
        actions.save_post(post=post, reader=request.user, saved_at=now())
        said = "Saved. You find it in your inbox under Saved."
    else:
        actions.unsave_post(post=post, reader=request.user)
        said = "It is off your saved posts."
    if is_by_script(request):
        return HttpResponse(status=204)
    messages.success(request, said)
    return redirect("discussions:post-detail", slug, pk, number)


@login_required
def saved_list(request: HttpRequest) -> HttpResponse:
    """List what one has put aside, newest first, with the words of those one may read now."""
    page = page_of(request, SavedPost.objects.visible_to(request.user), PAGE_SIZE)
    saved = list(page.object_list)
    posts = (
        Post.objects.visible_to(request.user)
        .readable()
        .for_page()
        .select_related("thread__community")
        .in_bulk([each.post_id for each in saved])
    )
    context = {"page_obj": page, "rows": [(each, posts.get(each.post_id)) for each in saved]}
    return render(request, "discussions/saved_list.html", context)


@sign_in_to_press(back_to="inbox:saved-list")
@require_POST
def saved_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a Post off one's list, readable or not."""
    rows = SavedPost.objects.visible_to(request.user).select_related("post")
    saved = find_own(request, rows, pk, "inbox:saved-list")
    actions.unsave_post(post=saved.post, reader=request.user)
    messages.success(request, "It is off your list.")
    return redirect("inbox:saved-list")
