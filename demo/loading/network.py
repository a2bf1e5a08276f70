"""What the demonstration's organisations have of the network."""

from __future__ import annotations

from datetime import datetime, timedelta

from communities.models import Organisation, User
from demo.content import network, organisations, shapes
from organisations.models import Claim, ColleagueInvitation, NetworkMembership, Tier


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


def load_claims(now: datetime) -> int:
    """Add who says that they work for another organisation now. Give the number that were not there."""
    bodies = {body.slug: body for body in Organisation.objects.all()}
    return sum(
        Claim.objects.get_or_create(
            user=User.objects.get(email=_address(each.person)),
            organisation=bodies[each.organisation],
            defaults={"note": each.note, "made_at": now - timedelta(days=each.days_ago, hours=3)},
        )[1]
        for each in network.CLAIMS
    )


def load_colleague_invitations(now: datetime) -> int:
    """Add whom organisations invited and who has not come. Give the number that were not there."""
    added = 0
    for key, invited in network.INVITING.items():
        organisation = Organisation.objects.get(slug=key)
        sender = User.objects.get(email=_address(organisations.ADMINISTRATORS[key]))
        for each in invited:
            sent_at = now - timedelta(days=each.days_ago, hours=len(each.person))
            added += ColleagueInvitation.objects.get_or_create(
                organisation=organisation,
                email=_address(each.person),
                defaults={
                    "invited_by": sender,
                    "message": each.message,
                    "created_at": sent_at,
                    "letter_asked_at": sent_at,
                    "sent_at": sent_at,
                    "is_letter_waiting": False,
                    "has_letter_failed": each.outcome == "failed",
                    "letter_count": 1,
                    "declined_at": sent_at + timedelta(days=1) if each.outcome == "declined" else None,
                    "expires_at": sent_at + timedelta(days=30),
                },
            )[1]
    return added


def _address(key: str) -> str:
    return f"{key}@{shapes.MAIL_DOMAIN}"
