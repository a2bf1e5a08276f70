"""Where other rooms' pages tell of words that became guidance; their Python never learns of it."""

from __future__ import annotations

from django import template
from wagtail.models import Page

from communities.pages import visible_pages_for
from communities.viewers import is_shown_cms, viewer_of
from contributions.models import Contribution
from contributions.permissions import can_gather
from discussions.models import Thread

register = template.Library()


@register.inclusion_tag("contributions/_from_thread.html", takes_context=True)
def words_into_guidance(context: template.Context, thread: Thread) -> dict:
    """Show where words of a Thread went, and offer those who may gather them to do so."""
    request = context["request"]
    viewer = viewer_of(request)
    # One query on a page that many open; the rest where there is something to tell, or for those who may write it.
    standing = list(Contribution.objects.of_thread(thread).standing().values_list("page", flat=True))
    pages = (
        visible_pages_for(request, Page.objects.filter(pk__in=standing)).order_by("title") if standing else []
    )
    may_gather = context.get("is_lead") or (is_shown_cms(viewer) and can_gather(viewer, thread))
    return {"thread": thread, "pages": pages, "may_gather": may_gather}


@register.simple_tag(takes_context=True)
def words_asked_for(context: template.Context) -> int:
    """Count the words this person is asked for and has not answered about."""
    viewer = viewer_of(context.get("request"))
    return Contribution.objects.waiting().filter(author=viewer).count() if viewer.is_authenticated else 0
