"""Words that wait for a Lead, as their author and the Leads act on them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from communities.models import Community
from communities.permissions import can_read
from communities.recent_sign_in import recent_sign_in_required
from communities.views.look_after import decide, lead_required, reason_form, show_queue
from discussions import actions
from discussions.doors import Elsewhere, sign_in_to_press
from discussions.forms import RevealForm
from discussions.models import HeldPost, Post
from discussions.posting import Refused, attempt
from discussions.views.files import send_attachment


@require_POST
@lead_required
def held_let_through(request: HttpRequest, community: Community, pk: int) -> HttpResponse:
    """Take a Lead's yes."""
    held = _find(community, pk)
    return decide(
        request,
        community,
        "Whoever may read here reads it now, without a name."
        if held.is_masked
        else f"Whoever may read here reads what {held.author} wrote now.",
        lambda: actions.let_through(held=held, lead=request.user, at=now()),
    )


@require_POST
@lead_required
def held_turn_back(request: HttpRequest, community: Community, pk: int) -> HttpResponse:
    """Take a Lead's no and its reason."""
    held = _find(community, pk)
    form = reason_form(request, community, "held", pk)
    if not form.is_valid():
        return show_queue(request, community, failed=("held", pk, form), status=422)
    return decide(
        request,
        community,
        f"We have written your answer to {held.author}, who has their words back.",
        lambda: actions.turn_back(held=held, lead=request.user, reason=form.cleaned_data["note"], at=now()),
    )


@require_safe
@lead_required
def held_file(request: HttpRequest, community: Community, pk: int, file: UUID, name: str) -> HttpResponseBase:
    """Send a file of held words to a Lead who decides about them."""
    found = _find(community, pk).files.without_text().filter(public_id=file, name=name).first()
    if found is None or not found.is_sent:
        raise Http404
    return send_attachment(request, found)


@lead_required
@recent_sign_in_required
def post_asker(request: HttpRequest, community: Community, pk: int, number: int) -> HttpResponse:
    """Ask a Lead why they need to know who asked, and say it on the page that answers: it is kept nowhere else.

    That page loaded anew is the same press, which is one look-up.
    """
    posts = Post.objects.visible_to(request.user).select_related("thread__community")
    post = get_object_or_404(posts, community=community, thread=pk, number=number, is_masked=True)
    drawn_after = actions.last_look_up(post=post, lead=request.user)
    form = RevealForm(request.POST or None, initial={"after": drawn_after})
    asker = None
    if request.method == "POST" and form.is_valid():
        try:
            asker = attempt(
                lambda: actions.reveal_asker(
                    post=post, lead=request.user, revealed_at=now(), **form.cleaned_data
                )
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"community": community, "thread": post.thread, "post": post, "form": form, "asker": asker}
    return render(request, "discussions/post_asker.html", context, status=422 if form.errors else 200)


@sign_in_to_press(back_to="inbox:own-posts")
@require_POST
def held_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an author their held words back as a draft, to change or to leave."""
    held = HeldPost.objects.of(request.user).filter(pk=pk).first()
    if held is None:
        messages.info(request, "A Lead has let it through by now.")
        raise Elsewhere(redirect("inbox:own-posts"))
    actions.take_back(held=held, author=request.user, at=now())
    messages.success(request, "Nobody else will see it. It is a draft again.")
    if not can_read(request.user, held.community):
        return redirect("inbox:draft-list")  # where it would go on is not theirs to know of any more
    where = reverse("discussions:thread-start", args=[held.community.slug])
    if held.thread:
        where = reverse("discussions:thread-number", args=[held.community.slug, held.thread_id])
    return redirect(f"{where}?draft=1#reply")


def _find(community: Community, pk: int) -> HeldPost:
    return get_object_or_404(
        HeldPost.objects.waiting().select_related("author").filter(community=community), pk=pk
    )
