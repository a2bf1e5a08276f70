"""Where pages of guidance offer to be kept; their Python never learns of it."""

from __future__ import annotations

from django import template
from wagtail.models import Page

from communities.viewers import viewer_of
from reading_lists.following import of_saved
from reading_lists.models import SavedPage

register = template.Library()


@register.inclusion_tag("reading_lists/_keep.html", takes_context=True)
def keeping(context: template.Context, page: Page) -> dict:
    """Show the ways to keep a page to somebody signed in, in one query; the signed-out and previews get nothing."""
    request = context.get("request")
    viewer = viewer_of(request)
    if not viewer.is_authenticated or getattr(request, "is_preview", False):
        return {}
    saved = SavedPage.objects.filter(user=viewer, page=page.pk).first()
    return {
        "page": page,
        "is_saved": saved is not None,
        "follow": of_saved(saved) if saved else None,
        "takes_part": viewer.is_approved,
        "csrf_token": context.get("csrf_token"),
    }
