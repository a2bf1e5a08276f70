"""What a person's desk shows of belonging: what waits for them, and where they belong."""

from __future__ import annotations

from django import template
from django.db.models import Count, Q

from communities.models import Community, Membership
from communities.viewers import viewer_of

register = template.Library()


@register.inclusion_tag("communities/_waiting_for_me.html", takes_context=True)
def waiting_for_me(context: template.Context) -> dict:
    """Show requests that wait for this Lead, and invitations that wait for this person."""
    viewer = viewer_of(context.get("request"))
    if not viewer.is_authenticated:
        return {}
    waiting = Count("memberships", filter=Q(memberships__in=Membership.objects.waiting()))
    led = Community.objects.filter(
        pk__in=Membership.objects.belonging().leads().filter(user=viewer).values("community")
    ).annotate(waiting_count=waiting)
    invitations = Membership.objects.filter(user=viewer, state=Membership.State.INVITED)
    return {
        "led": [community for community in led if community.waiting_count],
        "invitations": invitations.select_related("community"),
    }


@register.inclusion_tag("communities/_my_communities.html", takes_context=True)
def my_communities(context: template.Context) -> dict:
    """Show the Communities this person belongs to."""
    viewer = viewer_of(context.get("request"))
    return {"communities": Community.objects.with_membership_of(viewer)}
