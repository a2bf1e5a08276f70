"""What the demonstration's organisations have of the network."""

from __future__ import annotations

from datetime import datetime, timedelta

from communities.models import Organisation
from demo.content import network
from organisations.models import NetworkMembership, Tier


def load_network_memberships(now: datetime) -> int:
    """Add the tiers, and which organisation has which. Give the number of memberships that were not there."""
    for position, tier in enumerate(network.TIERS, 1):
        Tier.objects.get_or_create(
            name=tier.name,
            defaults={
                "position": position,
                "description": tier.description,
                "seats": tier.seats,
                "opens_inviting": tier.opens_inviting,
            },
        )
    bodies = {body.slug: body for body in Organisation.objects.all()}
    tiers = {tier.name: tier for tier in Tier.objects.all()}
    today = now.date()
    return sum(
        NetworkMembership.objects.get_or_create(
            organisation=bodies[each.organisation],
            defaults={
                "tier": tiers[each.tier],
                "start_date": today - timedelta(days=each.began),
                "end_date": None if each.ends_in is None else today + timedelta(days=each.ends_in),
            },
        )[1]
        for each in network.MEMBERSHIPS
    )
