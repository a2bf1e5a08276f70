"""What waits for one person and is nobody else's: their drafts, and where they were mentioned."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from communities.paging import page_of
from discussions import actions, drafts
from discussions.actions.drafts import KEPT_FOR, NewerDraft, PostedAlready, Words
from discussions.doors import find_own
from discussions.file_forms import FilesForm, as_row
from discussions.forms import DraftForm
from discussions.models import Draft, Mention
from discussions.posting import (
    Refused,
    attempt,
    gives_words_back,
    is_by_script,
    refuse_by_script,
    refuse_words,
    say_notes,
)

PAGE_SIZE = 20


@login_required
def draft_list(request: HttpRequest) -> HttpResponse:
    """List what one has written and not posted, newest first, with the way back to each."""
    page = page_of(request, Draft.objects.visible_to(request.user).newest_first().with_files(), PAGE_SIZE)
    context = {
        "page_obj": page,
        "rows": drafts.rows_of(request.user, list(page.object_list)),
        "kept_for_days": KEPT_FOR.days,
    }
    return render(request, "discussions/draft_list.html", context)


@require_POST
@gives_words_back("write", "no draft was saved")
def draft_save(request: HttpRequest) -> HttpResponse:
    """Keep what stands in a composer: by itself while somebody writes, or at a press of *Save draft*."""
    if not request.user.is_authenticated:
        if is_by_script(request):
            raise PermissionDenied("You are signed out, so these words are kept in this browser only.")
        raise PermissionDenied(
            "You are signed out, so nothing was kept. Copy your words, sign in and save them again."
        )
    form = DraftForm(request.POST)
    if not form.is_valid():
        return refuse_words(form, 422) if is_by_script(request) else _not_saved(request, form)
    data = form.cleaned_data
    kind, _, number = data["place"].partition("-")
    place = drafts.find_place(request.user, kind, int(number))
    if place is None:
        raise Http404
    files = FilesForm(uploader=request.user, community=drafts.community_of(place))
    files.take_in(request.POST, request.FILES)
    if files.errors:
        files.tell(form)
        return refuse_words(form, 422) if is_by_script(request) else _not_saved(request, form)
    words = Words(
        title=data["title"],
        body=data["body"],
        body_format=data["body_format"],
        quoted=data["quoted"],
        token=data["token"],
        is_masked=data["masked"],
        page=data["page"],
        passage=data["passage"],
    )

    def save() -> Draft | None:
        return actions.save_draft(
            author=request.user,
            kind=kind,
            target_id=int(number),
            words=words,
            files=files.files,
            revision=data["revision"] or 0,
            saved_at=now(),
        )

    try:
        draft = attempt(save)
    except NewerDraft as newer:
        return _tell_newer(request, form, newer.draft)
    except PostedAlready:
        draft = None
    except Refused as refusal:
        if is_by_script(request):
            return refuse_by_script(str(refusal), refusal.status)
        form.add_error(None, str(refusal))
        return _not_saved(request, form, refusal.status)
    if is_by_script(request):
        return JsonResponse({"revision": draft.revision if draft else 0})
    if draft:
        messages.success(request, "Your draft is kept.")
    say_notes(request, files)
    return redirect("inbox:draft-list")


@login_required
def draft_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then forget one's own draft. Somebody else's does not exist."""
    draft = find_own(request, Draft.objects.visible_to(request.user).with_files(), pk, "inbox:draft-list")
    if request.method == "POST":
        actions.discard_draft(draft=draft)
        messages.success(request, "The draft is gone.")
        return redirect("inbox:draft-list")
    return render(request, "discussions/draft_discard.html", {"draft": draft})


@login_required
def mention_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the Post that mentions one, and note that one went there."""
    mentions = Mention.objects.visible_to(request.user).select_related("post__thread__community")
    mention = get_object_or_404(mentions, pk=pk)
    actions.mark_seen(mention=mention, seen_at=now())
    return redirect(mention.post)


def _tell_newer(request: HttpRequest, form: DraftForm, draft: Draft) -> HttpResponse:
    """Say that there are newer words than the page knew of: the person chooses, nothing is overwritten."""
    if is_by_script(request):
        names = ("title", "body", "body_format", "quoted", "token", "revision")
        newer = {name: getattr(draft, name) for name in names} | {"masked": draft.is_masked}
        newer["files"] = [as_row(file) for file in draft.files.unposted()]
        return JsonResponse({"newer": newer}, status=409)
    form.add_error(None, "You saved other words for this place on another page. Both are below.")
    return _not_saved(request, form, 409, newer=draft)


def _not_saved(
    request: HttpRequest, form: DraftForm, status: int = 422, newer: Draft | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "newer": newer,
        "newer_words": drafts.in_marks(newer) if newer else "",
        "words": request.unposted_words,  # type: ignore[attr-defined]  # by gives_words_back
    }
    return render(request, "discussions/draft_not_saved.html", context, status=status)
