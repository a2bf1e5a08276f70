"""A paragraph of guidance, what is said about it, and the way to say something."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from wagtail.models import Page

from communities.limits import check_rate
from communities.pages import visible_pages
from communities.paging import page_of
from communities.permissions import can_take_part
from communities.views.doors import take_part_required
from discussions.models import Thread
from passages import actions, permissions
from passages.forms import WORDS_LENGTH, AskForm
from passages.models import PageUpdate, Passage
from passages.paragraphs import paragraph_of
from passages.placing import spot_of

#: Each holds a paragraph until it is talked about or forgotten.
LIMIT = "60/hour"


def part(request: HttpRequest, page: int, block: UUID) -> HttpResponse:
    """Show a paragraph with the conversations about it that this viewer may read, and take a question."""
    return _ask(request, page, block) if request.method == "POST" else _show(request, page, block)


def update(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what an Editor changed because somebody asked, to whoever may read the page. Three queries."""
    updates = PageUpdate.objects.visible_to(request.user).select_related("page")
    found = get_object_or_404(updates, pk=pk)
    thread = (
        Thread.objects.visible_to(request.user).select_related("community").filter(pk=found.thread_id).first()
    )
    return render(request, "passages/update.html", {"update": found, "page": found.page, "thread": thread})


@take_part_required
def _ask(request: HttpRequest, pk: int, block: UUID) -> HttpResponse:
    page, text = _find(request, pk, block)
    form = AskForm(request.POST, viewer=request.user, text=text, chosen=_chosen(request, block, text))
    if not form.is_valid():
        return _draw(request, page, block, text, form, status=422)
    try:
        check_rate("hold-passage", request.user.pk, LIMIT)
        passage = actions.hold_passage(
            page=page,
            block=str(block),
            words=form.cleaned_data["words"],
            asked_by=request.user,
            made_at=now(),
        )
    except actions.NotThere:  # an Editor published between the two looks
        form.add_error("words", "The paragraph has just changed. Look again, and choose anew.")
        return _draw(request, page, block, text, form, status=409)
    except PermissionDenied as refusal:
        form.add_error(None, str(refusal))
        return _draw(request, page, block, text, form, status=403)
    start = reverse("discussions:thread-start", args=[form.cleaned_data["community"].slug])
    query = {"page": page.pk, "passage": passage.pk, "kind": Thread.Kind.QUESTION}
    return redirect(f"{start}?{urlencode(query)}")


def _show(request: HttpRequest, pk: int, block: UUID) -> HttpResponse:
    page, text = _find(request, pk, block)
    form = None
    if can_take_part(request.user):
        form = AskForm(viewer=request.user, text=text, chosen=_chosen(request, block, text))
    return _draw(request, page, block, text, form)


def _draw(
    request: HttpRequest, page: Page, block: UUID, text: str, form: AskForm | None, status: int = 200
) -> HttpResponse:
    about = Passage.objects.placed().filter(page=page, block=block)
    threads = Thread.objects.visible_to(request.user).filter(page=page, passage__in=about.values("pk"))
    threads = threads.for_list().with_unread_for(request.user).latest_first()
    chosen = _chosen(request, block, text)
    context = {
        "page": page,
        "text": text,
        "spot": spot_of(str(block), text, chosen or text),
        "page_obj": page_of(request, threads),
        "form": form,
    }
    return render(request, "passages/part.html", context, status=status)


def _find(request: HttpRequest, pk: int, block: UUID) -> tuple[Page, str]:
    """Give a page this viewer may read and the text of one of its paragraphs. Raises Http404."""
    page = get_object_or_404(visible_pages(request.user, Page.objects.all()), pk=pk).specific
    text = paragraph_of(page, str(block)) if permissions.is_talked_about(page) else None
    if not text:
        raise Http404
    return page, text


def _chosen(request: HttpRequest, block: UUID, text: str) -> str:
    """Give the words that were chosen on the page, as they stand in the paragraph; none where they do not."""
    words = request.GET.get("words", "")[:WORDS_LENGTH]
    spot = spot_of(str(block), text, words) if words else None
    return spot.quotation if spot else ""
