"""One record: writing it, reading it, and taking it out of sight."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST
from wagtail.models import Page

from communities.forms import ReasonForm
from communities.limits import check_rate
from communities.models import User
from communities.pages import visible_pages
from communities.permissions import can_take_part
from communities.second_step import lacks_second_step, lead_to_second_step
from communities.views.doors import take_part_required
from discussions.doors import Elsewhere, sign_in_to_press
from discussions.posting import Refused, attempt, keep_words, kept_words, writer_mark
from practice import actions, permissions
from practice.forms import WRITTEN, RecordForm
from practice.models import PracticeRecord

#: New records of one person; nobody has tried so much.
LIMIT = "20/hour"


def record_new(request: HttpRequest, page: int) -> HttpResponse:
    """Write what was tried of a page, to be published or only saved."""
    if request.method == "POST" and not request.user.is_authenticated:
        return keep_words(request, RecordForm, worth=WRITTEN)
    return _new(request, page)


@take_part_required
def _new(request: HttpRequest, pk: int) -> HttpResponse:
    page = get_object_or_404(visible_pages(request.user, Page.objects.all()), pk=pk).specific
    if not permissions.is_tried(page):
        raise Http404
    form = _form(request, {})
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid() and not _is_asked(request, form):
        try:
            record = attempt(
                lambda: _start(
                    page=page,
                    author=request.user,
                    token=form.cleaned_data["token"],
                    at=now(),
                    publish=_publishes(request),
                    **form.facts,
                )
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            return _written(request, record)
    return _draw(request, form, status, page=page)


def _start(*, author: User, **facts: Any) -> PracticeRecord:
    check_rate("practice", author.pk, LIMIT)
    return actions.start_record(author=author, **facts)


def record_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a draft, or change what is published."""
    if request.method == "POST" and not request.user.is_authenticated:
        return keep_words(request, RecordForm, worth=WRITTEN)
    return _edit(request, pk)


@take_part_required
def _edit(request: HttpRequest, pk: int) -> HttpResponse:
    record = _find(request, pk)
    permissions.check_can_change(request.user, record)
    form = _form(request, RecordForm.facts_of(record), is_published=not record.is_draft)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid() and not _is_asked(request, form, not record.is_draft):
        try:
            changed = attempt(
                lambda: actions.change_record(
                    record=record, editor=request.user, at=now(), publish=_publishes(request), **form.facts
                )
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            return _written(request, changed)
    return _draw(request, form, status, page=_page_of(request, record), record=record)


def record_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one record."""
    return _show(request, _find(request, pk))


@login_required
def record_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then delete one's own record."""
    record = _find(request, pk)
    permissions.check_can_delete(request.user, record)
    if request.method == "POST":
        actions.delete_record(record=record, by=request.user)
        messages.success(request, "Your record is deleted.")
        return redirect("practice:own-records")
    context = {
        "title": "Delete what you tried?",
        "text": f"Your record on “{record.page_title}” goes from every page that shows it, and cannot be brought back.",
        "action": "Delete record",
        "back": record.get_absolute_url(),
        "is_danger": True,
    }
    return render(request, "components/confirm.html", context)


@sign_in_to_press
@require_POST
def record_hide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an Editor's reason, and take a record out of sight."""
    record = _find_to_moderate(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, record, hiding=form, status=422)
    actions.hide_record(record=record, by=request.user, reason=form.cleaned_data["note"], at=now())
    messages.success(request, "It is out of sight. Its author reads why.")
    return redirect(record)


@sign_in_to_press
@require_POST
def record_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a record back before its readers."""
    record = _find_to_moderate(request, pk)
    actions.restore_record(record=record, by=request.user)
    return redirect(record)


def _find(request: HttpRequest, pk: int) -> PracticeRecord:
    """Give a record this viewer may read, or decide about while it is out of sight. Raises Http404."""
    records = PracticeRecord.objects.for_list()
    if record := records.visible_to(request.user).filter(pk=pk).first():
        return record
    hidden = records.unsealed().filter(pk=pk, hidden_at__isnull=False, published_at__isnull=False).first()
    if hidden is None or not permissions.can_moderate(request.user, hidden):
        raise Http404
    _check_second_step(request, hidden)
    return hidden


def _page_of(request: HttpRequest, record: PracticeRecord) -> Page | None:
    """Give a record's page, if this viewer may read it now: its author keeps the record and not the page."""
    return visible_pages(request.user, Page.objects.filter(pk=record.page_id)).first()


def _find_to_moderate(request: HttpRequest, pk: int) -> PracticeRecord:
    record = _find(request, pk)
    permissions.check_can_moderate(request.user, record)
    _check_second_step(request, record)
    return record


def _check_second_step(request: HttpRequest, record: PracticeRecord) -> None:
    """Raises Elsewhere, leading whoever owes a second step there and back (TRUST rule 43)."""
    if lacks_second_step(request):
        raise Elsewhere(lead_to_second_step(request, record.get_absolute_url()))


def _form(request: HttpRequest, initial: dict, *, is_published: bool = False) -> RecordForm:
    if request.method == "POST":
        return RecordForm(request.POST, is_whole=is_published or _publishes(request), initial=initial)
    return RecordForm(initial=initial | kept_words(request))


def _publishes(request: HttpRequest) -> bool:
    """Was the button pressed that publishes?"""
    return "later" not in request.POST


def _is_asked(request: HttpRequest, form: RecordForm, is_published: bool = False) -> bool:
    """Does its author look once more before others read it?"""
    return (is_published or _publishes(request)) and form.asks_first


def _written(request: HttpRequest, record: PracticeRecord) -> HttpResponse:
    if record.is_draft:
        messages.success(request, "Saved. Only you see it until you publish it.")
        return redirect("practice:own-records")
    messages.success(request, "Thank you. Others can learn from it now.")
    return redirect(record)


def _draw(
    request: HttpRequest,
    form: RecordForm,
    status: int,
    *,
    page: Page | None,
    record: PracticeRecord | None = None,
) -> HttpResponse:
    context = {
        "page": page,
        "record": record,
        "form": form,
        "organisation": request.user.organisation,
        "writer": writer_mark(request),
        "back": record.get_absolute_url()
        if record
        else page.url
        if page
        else reverse("practice:own-records"),
    }
    return render(request, "practice/record_form.html", context, status=status)


def _show(
    request: HttpRequest, record: PracticeRecord, *, hiding: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    moderates = permissions.can_moderate(request.user, record)
    context = {
        "record": record,
        "page": _page_of(request, record),
        "is_inside": can_take_part(request.user),
        "whom_to_ask": record.author if permissions.can_ask(request.user, record) else None,
        "is_own": record.author_id is not None and record.author_id == request.user.pk,
        "moderates": moderates,
        "hide_form": hiding or (ReasonForm() if moderates else None),
    }
    return render(request, "practice/record_detail.html", context, status=status)
