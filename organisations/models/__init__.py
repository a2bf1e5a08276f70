"""What the hub knows of an Organisation beyond its name: who looks after it, and whose addresses are its own."""

from organisations.models.claim import Claim
from organisations.models.invitation import ColleagueInvitation
from organisations.models.looking_after import PUBLIC_MAIL, Administrator, Confirmation, Domain
from organisations.models.network import NetworkMembership, Opening, Tier

__all__ = [
    "PUBLIC_MAIL",
    "Administrator",
    "Claim",
    "ColleagueInvitation",
    "Confirmation",
    "Domain",
    "NetworkMembership",
    "Opening",
    "Tier",
]
