"""What profiles and Organisations' pages show of guidance."""

from __future__ import annotations

from django import template
from django.urls import reverse

from communities.models import Organisation, User
from communities.permissions import can_see_what_they_shared
from communities.sharers import SHORT_LIST
from communities.viewers import viewer_of
from resources.models import GuidancePage
from resources.querysets import GuidancePageQuerySet
from resources.replacing import replacements_for

register = template.Library()


@register.inclusion_tag("resources/_guidance_of.html", takes_context=True)
def guidance_looked_after_by(context: template.Context, person: User) -> dict:
    """Show the latest guidance of the communities somebody leads, as far as this viewer may read and be told."""
    viewer = viewer_of(context.get("request"))
    pages = GuidancePage.objects.none()
    if can_see_what_they_shared(viewer, person):
        pages = GuidancePage.objects.visible_to(viewer).looked_after_by(person, viewer)
    address = reverse("resources:person-guidance", args=[person.pk])
    return _guidance(context, pages, "Guidance looked after", address)


@register.inclusion_tag("resources/_guidance_of.html", takes_context=True)
def guidance_written_by(context: template.Context, organisation: Organisation) -> dict:
    """Show the latest guidance an Organisation wrote, as far as this viewer may read it."""
    pages = GuidancePage.objects.visible_to(viewer_of(context.get("request"))).written_by(organisation)
    address = reverse("resources:organisation-guidance", args=[organisation.slug])
    return _guidance(context, pages, "Guidance written", address)


def _guidance(context: template.Context, pages: GuidancePageQuerySet, title: str, address: str) -> dict:
    request = context.get("request")
    pages = pages.newest_first(last=replacements_for(request).replaced).with_topics()
    rows = list(pages[: SHORT_LIST + 1])
    return {
        "pages": rows[:SHORT_LIST],
        "has_more": len(rows) > SHORT_LIST,
        "title": title,
        "address": address,
        "request": request,  # which each row asks what replaces it
    }
