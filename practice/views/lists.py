"""Everything that was tried, narrowed as somebody likes, and what somebody tried themselves."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from communities.paging import page_of
from communities.permissions import can_take_part
from communities.views.doors import take_part_required
from practice import export
from practice.forms import NarrowForm
from practice.models import PracticeRecord
from practice.querysets import PracticeRecordQuerySet
from practice.tally import Tally


def record_list(request: HttpRequest) -> HttpResponse:
    """List the records this viewer may read, the newest first, with what came of all that were found."""
    form, records = _find(request)
    is_inside = can_take_part(request.user)
    page = page_of(request, records.for_list().newest_first())
    for record in page:
        record.why = (form.alike or {}).get(record.organisation_id, [])
    context = {
        "form": form,
        "tally": Tally.of(records, knows_names=is_inside),
        "page_obj": page,
        "is_inside": is_inside,
    }
    return render(request, "practice/record_list.html", context)


@take_part_required
def record_export(request: HttpRequest) -> StreamingHttpResponse:
    """Hand out the same records as a table."""
    _, records = _find(request)
    lines = export.rows(records.for_list().newest_first(), settings.SITE_URL)
    name = f"we-tried-this-{timezone.localdate():%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@login_required
def own_records(request: HttpRequest) -> HttpResponse:
    """List what somebody tried themselves, drafts and what is out of sight too."""
    records = PracticeRecord.objects.written_by(request.user).for_list()
    return render(request, "practice/own_records.html", {"page_obj": page_of(request, records)})


def _find(request: HttpRequest) -> tuple[NarrowForm, PracticeRecordQuerySet]:
    """Give the form and what it finds: an unknown value finds all, and the form says so."""
    form = NarrowForm(request.GET, viewer=request.user, knows_names=can_take_part(request.user))
    form.is_valid()
    asked = form.cleaned_data
    records = PracticeRecord.objects.visible_to(request.user).in_sight()
    for name, column in form.COLUMNS.items():
        if asked.get(name):
            records = records.filter(**{column: asked[name]})
    if asked.get("guidance"):
        records = records.about(asked["guidance"])
    if asked.get("organisation"):
        records = records.filter(organisation=asked["organisation"])
    if form.alike is not None:
        records = records.filter(organisation__in=form.alike)
    return form, records.containing(asked.get("q", ""))
