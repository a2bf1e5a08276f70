"""Where other rooms' pages ask people about guidance; their Python never learns of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django import template
from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate, now
from wagtail.models import Page

from communities.pages import visible_pages_for
from communities.permissions import can_take_part
from communities.viewers import viewer_of
from discussions.models import FollowLevel
from freshness.models import ChangeNote, LeftAlone, ReviewDate
from practice.models import PracticeRecord
from practice.permissions import TRIED
from reading_lists.models import SavedPage
from resources.models import GuidancePage
from resources.replacing import replacements_for

register = template.Library()

#: How long after somebody saved a page they are asked what came of it, and until when.
AFTER, UNTIL = timedelta(weeks=6), timedelta(weeks=10)
#: Changes shown before the others wait their turn.
SHORT_LIST = 10


@register.inclusion_tag("freshness/_did_you_try.html", takes_context=True)
def did_you_try(context: template.Context) -> dict:
    """Ask about one page that this person saved six weeks ago, said nothing of, and did not wave away.

    Never about one that another page replaces: who did not try it had better not begin with it.
    """
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
    replaced = replacements_for(request).replaced
    pages = visible_pages_for(request, Page.objects.filter(pk__in=waiting).type(*TRIED))
    pages = pages.exclude(pk__in=replaced)
    return {"page": pages.order_by("pk").first(), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("freshness/_changed_pages.html", takes_context=True)
def changed_pages(context: template.Context, level: str = FollowLevel.EVERYTHING) -> dict:
    """Tell what changed in pages this viewer keeps at this level and has not seen, newest first."""
    unseen = ChangeNote.objects.unseen_by(viewer_of(context.get("request")), FollowLevel(level))
    notes = list(unseen[: SHORT_LIST + 1])
    return {
        "notes": notes[:SHORT_LIST],
        "has_more": len(notes) > SHORT_LIST,
        "level": level,
        "csrf_token": context.get("csrf_token"),
    }


@dataclass(frozen=True)
class Change:
    """A line of what changed in a page, or in the chapter named."""

    date: date
    words: str
    chapter: Page | None = None


@register.simple_tag
def changes_of(page: Page, chapters: Sequence[Page] = ()) -> list[Change]:
    """List what changed in a page and in these chapters of it, newest first; the caller has asked who may read them.

    What Editors listed by hand stands among what they told as they published.
    """
    listed = [Change(each.date, each.description) for each in getattr(page, "change_list", [])]
    below = {chapter.pk: chapter for chapter in chapters}
    for note in ChangeNote.objects.filter(page__in=[page.pk, *below]):
        listed.append(Change(localdate(note.told_at), note.words, below.get(note.page_id)))
    return sorted(listed, key=lambda change: change.date, reverse=True)


@register.simple_tag
def why_reviewed(page: GuidancePage) -> str:
    """Say by which rule a page is looked at on the day beside this, or "" where an Editor or a call chose the day."""
    given = ReviewDate.objects.select_related("rule__topic").filter(page=page.pk).first()
    return given.reason if given and given.due_date == page.review_due_date else ""
