"""Where other rooms' pages show what was tried; their Python never learns of it."""

from __future__ import annotations

from django import template
from wagtail.models import Page

from communities.models import Organisation
from communities.pages import visible_pages_for
from communities.permissions import can_take_part
from communities.sharers import SHORT_LIST
from communities.viewers import viewer_of
from practice.models import PracticeRecord
from practice.tally import Tally

register = template.Library()


@register.inclusion_tag("practice/_page_practice.html", takes_context=True)
def page_practice(context: template.Context, page: Page) -> dict:
    """Show what came of a page this viewer reads, and the newest record of each outcome. Two queries of its own."""
    request = context.get("request")
    if request is None or getattr(request, "is_preview", False):
        return {"page": page, "tally": None}
    pages = visible_pages_for(request, Page.objects.descendant_of(page, inclusive=True))
    records = PracticeRecord.objects.in_sight().filter(page__in=pages.values("pk"))
    is_inside = can_take_part(viewer_of(request))
    tally = Tally.of(records, knows_names=is_inside)
    # Which may be read was asked for the tally, and the page is the one they stand on.
    with_names = PracticeRecord.objects.select_related("organisation")
    newest = with_names.in_bulk(list(tally.latest.values())) if tally.latest else {}
    return {
        "page": page,
        "tally": tally,
        "records": [newest[pk] for pk in tally.latest.values() if pk in newest],
        "is_inside": is_inside,
    }


@register.inclusion_tag("practice/_tried_by.html", takes_context=True)
def tried_by(context: template.Context, organisation: Organisation) -> dict:
    """Show the latest an Organisation tried, as far as this viewer may read it and be told whose it is."""
    viewer = viewer_of(context.get("request"))
    records = PracticeRecord.objects.none()
    if can_take_part(viewer):
        records = PracticeRecord.objects.visible_to(viewer).in_sight().filter(organisation=organisation)
    rows = list(records.for_list().newest_first()[: SHORT_LIST + 1])
    return {"organisation": organisation, "records": rows[:SHORT_LIST], "has_more": len(rows) > SHORT_LIST}
