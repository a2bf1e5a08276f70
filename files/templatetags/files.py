"""Where other rooms' pages show files and pins; their Python never learns of it."""

from __future__ import annotations

from django import template
from django.urls import reverse
from wagtail.models import Page

from communities.models import Community, Membership, Organisation, User
from communities.permissions import can_see_what_they_shared, can_take_part
from communities.sharers import SHORT_LIST
from communities.viewers import viewer_of
from files.models import KeptFile
from files.pinned import pinned_on
from files.querysets import KeptFileQuerySet

register = template.Library()


@register.inclusion_tag("files/_pinned.html", takes_context=True)
def community_pins(context: template.Context, community: Community) -> dict:
    """Show what is pinned to a Community's home; the caller has asked whether this viewer may read."""
    return {"community": community, "pins": pinned_on(context["request"], community)}


@register.inclusion_tag("files/_added.html", takes_context=True)
def added_by(context: template.Context, person: User) -> dict:
    """Show the latest files somebody added, as far as this viewer may have them and be told."""
    viewer = viewer_of(context.get("request"))
    files = KeptFile.objects.none()
    if can_see_what_they_shared(viewer, person):
        files = KeptFile.objects.visible_to(viewer).added_by(person)
    return _added(files, reverse("added:person", args=[person.pk]))


@register.inclusion_tag("files/_added.html", takes_context=True)
def added_for(context: template.Context, organisation: Organisation) -> dict:
    """Show the latest files people added for an Organisation, as far as this viewer may have them."""
    files = KeptFile.objects.visible_to(viewer_of(context.get("request"))).added_for(organisation)
    return _added(files, reverse("added:organisation", args=[organisation.slug]))


def _added(files: KeptFileQuerySet, address: str) -> dict:
    rows = list(files.latest_added()[: SHORT_LIST + 1])
    return {"files": rows[:SHORT_LIST], "has_more": len(rows) > SHORT_LIST, "address": address}


@register.inclusion_tag("files/_pin_page.html", takes_context=True)
def pin_page(context: template.Context, page: Page) -> dict:
    """Offer a Lead to pin this page in one of the Communities they look after; others see nothing."""
    viewer = viewer_of(context.get("request"))
    communities = []
    if can_take_part(viewer):
        mine = Membership.objects.leads().filter(user=viewer)
        communities = list(Community.objects.filter(pk__in=mine.values("community")).order_by("name"))
    return {"page": page, "communities": communities, "csrf_token": context.get("csrf_token")}
