"""Sharing a conversation in a second Community, and taking its card away."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from discussions import actions, permissions
from discussions.doors import check_second_step, find_community, find_thread, sign_in_to_press
from discussions.models import CrossPost
from discussions.posting import Refused, attempt
from discussions.sharing_forms import ShareForm


@login_required
def thread_share(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Choose a second Community for a conversation, with who sees its card there."""
    thread = find_thread(request, slug, pk)
    permissions.check_may_be_shared(request.user, thread)
    form = ShareForm(request.POST if request.method == "POST" else None, thread=thread, sharer=request.user)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            attempt(
                lambda: actions.share_thread(
                    thread=thread, to=data["to"], by=request.user, sentence=data["sentence"], shared_at=now()
                )
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            messages.success(request, f"{data['to']} now has a card that leads here.")
            return redirect(thread)
    context = {"thread": thread, "community": thread.community, "form": form}
    return render(request, "discussions/thread_share.html", context, status=status)


@sign_in_to_press(back_to="communities:community-list")
@require_POST
def share_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a card out of a Community."""
    community = find_community(request, slug)
    cards = CrossPost.objects.visible_to(request.user).select_related("community")
    card = cards.filter(community=community, pk=pk).first()
    if card is None:
        raise Http404
    if card.by_id != request.user.pk:
        check_second_step(request, community, request.path.rpartition("shared/")[0])
    actions.unshare_thread(card=card, by=request.user)
    messages.success(request, "The card is gone. The conversation stays where it is.")
    return redirect("discussions:thread-list", slug=community.slug)
