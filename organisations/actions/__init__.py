"""Every change to what an Organisation has of its people, one verb a function."""

from organisations.actions.claims import (
    accept_claim,
    claim_organisation,
    decline_claim,
    leave_organisation,
    move,
    prune_claims,
    withdraw_claim,
)
from organisations.actions.looking_after import (
    approve_colleague,
    confirm_colleague,
    describe_organisation,
    hand_over,
    say_left,
    vouch,
)

__all__ = [
    "accept_claim",
    "approve_colleague",
    "claim_organisation",
    "confirm_colleague",
    "decline_claim",
    "describe_organisation",
    "hand_over",
    "leave_organisation",
    "move",
    "prune_claims",
    "say_left",
    "vouch",
    "withdraw_claim",
]
