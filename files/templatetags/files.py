"""Where other rooms' pages show files and pins; their Python never learns of it."""

from __future__ import annotations

from django import template
from wagtail.models import Page

from communities.models import Community, Membership
from communities.permissions import can_take_part
from communities.viewers import viewer_of
from files.pinned import pinned_on

register = template.Library()


@register.inclusion_tag("files/_pinned.html", takes_context=True)
def community_pins(context: template.Context, community: Community) -> dict:
    """Show what is pinned to a Community's home; the caller has asked whether this viewer may read."""
    return {"community": community, "pins": pinned_on(context["request"], community)}


@register.inclusion_tag("files/_pin_page.html", takes_context=True)
def pin_page(context: template.Context, page: Page) -> dict:
    """Offer a Lead to pin this page in one of the Communities they look after; others see nothing."""
    viewer = viewer_of(context.get("request"))
    communities = []
    if can_take_part(viewer):
        mine = Membership.objects.belonging().leads().filter(user=viewer)
        communities = list(Community.objects.filter(pk__in=mine.values("community")).order_by("name"))
    return {"page": page, "communities": communities, "csrf_token": context.get("csrf_token")}
