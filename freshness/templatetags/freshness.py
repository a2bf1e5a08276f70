"""Where other rooms' pages ask people about guidance; their Python never learns of it."""

from __future__ import annotations

from datetime import timedelta

from django import template
from django.db.models import Exists, OuterRef
from django.utils.timezone import now
from wagtail.models import Page

from communities.pages import visible_pages_for
from communities.permissions import can_take_part
from communities.viewers import viewer_of
from freshness.models import LeftAlone, ReviewDate
from practice.models import PracticeRecord
from practice.permissions import TRIED
from reading_lists.models import SavedPage
from resources.models import GuidancePage

register = template.Library()

#: How long after somebody saved a page they are asked what came of it, and until when.
AFTER, UNTIL = timedelta(weeks=6), timedelta(weeks=10)


@register.inclusion_tag("freshness/_did_you_try.html", takes_context=True)
def did_you_try(context: template.Context) -> dict:
    """Ask about one page that this person saved six weeks ago, said nothing of, and did not wave away."""
    request = context["request"]
    viewer = viewer_of(request)
    if not can_take_part(viewer):
        return {"page": None}
    mine = {"page": OuterRef("page")}
    saved = SavedPage.objects.filter(
        ~Exists(PracticeRecord.objects.filter(author=viewer, **mine)),
        ~Exists(LeftAlone.objects.filter(person=viewer, **mine)),
        user=viewer,
        saved_at__gt=now() - UNTIL,
        saved_at__lt=now() - AFTER,
    )
    waiting = saved.order_by("saved_at", "pk").values("page")
    pages = visible_pages_for(request, Page.objects.filter(pk__in=waiting).type(*TRIED))
    return {"page": pages.order_by("pk").first(), "csrf_token": context.get("csrf_token")}


@register.simple_tag
def why_reviewed(page: GuidancePage) -> str:
    """Say by which rule a page is looked at on the day beside this, or "" where an Editor or a call chose the day."""
    given = ReviewDate.objects.select_related("rule__topic").filter(page=page.pk).first()
    return given.reason if given and given.due_date == page.review_due_date else ""
