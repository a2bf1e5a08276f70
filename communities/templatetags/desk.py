"""What a person's desk shows of belonging: what waits for them, and where they belong."""

from __future__ import annotations

from datetime import timedelta

from django import template
from django.utils.timezone import now

from communities import waiting as queue
from communities.models import Community, Decision, Invitation, Membership
from communities.permissions import can_take_part
from communities.viewers import viewer_of

register = template.Library()

#: How long a decision about somebody stands on their desk.
FRESH = timedelta(days=14)


@register.inclusion_tag("communities/_waiting_for_me.html", takes_context=True)
def waiting_for_me(context: template.Context) -> dict:
    """Show how much waits for this Lead in each Community, and invitations that wait for this person."""
    viewer = viewer_of(context.get("request"))
    if not viewer.is_authenticated:
        return {}
    led = Community.objects.filter(
        pk__in=Membership.objects.belonging().leads().filter(user=viewer).values("community")
    )
    communities = list(led)
    counts = queue.counts(led, viewer, now()) if communities else {}
    for community in communities:
        community.waiting_count = counts.get(community.pk, 0)
    invitations = (
        Invitation.objects.standing().of_person(viewer).from_able()
        if can_take_part(viewer)
        else Invitation.objects.none()
    )
    return {
        "request": context.get("request"),
        "led": [community for community in communities if community.waiting_count],
        "invitations": invitations.select_related("community"),
        "is_new_here": viewer.is_new_here,
        "decisions": _fresh_decisions(viewer),
    }


def _fresh_decisions(viewer) -> list[Decision]:
    recent = Decision.objects.about(viewer).filter(decided_at__gt=now() - FRESH)
    return [decision for decision in recent[:5] if not decision.is_undone]


@register.inclusion_tag("communities/_my_communities.html", takes_context=True)
def my_communities(context: template.Context) -> dict:
    """Show the Communities this person belongs to."""
    viewer = viewer_of(context.get("request"))
    return {"communities": Community.objects.with_membership_of(viewer)}
