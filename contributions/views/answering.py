"""Saying whether one's own words may be used, and finding where quoted words were said."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from wagtail.models import Page

from communities.pages import visible_pages
from communities.paging import page_of
from communities.permissions import can_read
from contributions import actions, permissions
from contributions.forms import AnswerForm
from contributions.models import Contribution
from discussions.models import Post


@login_required
def contribution_list(request: HttpRequest) -> HttpResponse:
    """List the words one was asked for, those that wait for an answer first."""
    asked = Contribution.objects.with_all().asked_of(request.user)
    return render(request, "contributions/contribution_list.html", {"page_obj": page_of(request, asked)})


@login_required
def contribution_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say yes or no to the use of one's own words, now or again later."""
    contribution = get_object_or_404(Contribution.objects.with_all().asked_of(request.user), pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None, contribution=contribution)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(contribution=contribution, author=request.user, credit=form.credit, at=now())
        except permissions.CannotAnswer as refusal:
            form.add_error("answer", str(refusal))
        else:
            said = (
                "Thank you. You may change your answer at any time."
                if form.credit
                else "Your words stay out."
            )
            messages.success(request, said)
            return redirect("contributions:contribution-list")
    seen = visible_pages(request.user, Page.objects.filter(pk=contribution.page_id)).first()
    context = {
        "contribution": contribution,
        "form": form,
        "page": seen,
        "post": contribution.post,
        # Somebody who has left is told no title any more.
        "reads": can_read(request.user, contribution.post.community),
    }
    return render(
        request, "contributions/contribution_answer.html", context, status=422 if form.errors else 200
    )


def contribution_source(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lead to where quoted words were said those who may read there; to anybody else nothing is there."""
    contribution = Contribution.objects.select_related("voice").filter(pk=pk, voice__is_shown=True).first()
    post = None
    if contribution:
        posts = Post.objects.visible_to(request.user).readable().select_related("thread__community")
        post = posts.filter(pk=contribution.post_id).first()
    if post is None:
        raise Http404
    return redirect(post)
