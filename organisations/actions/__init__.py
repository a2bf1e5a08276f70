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
from organisations.actions.invitations import (
    bring_in_newcomer,
    come,
    decline_to_come,
    invite_colleagues,
    revoke,
    send_again,
)
from organisations.actions.looking_after import (
    approve_colleague,
    confirm_colleague,
    describe_organisation,
    hand_over,
    say_left,
    tell_who_lets_in,
    vouch,
)

__all__ = [
    "accept_claim",
    "approve_colleague",
    "bring_in_newcomer",
    "claim_organisation",
    "come",
    "confirm_colleague",
    "decline_claim",
    "decline_to_come",
    "describe_organisation",
    "hand_over",
    "invite_colleagues",
    "leave_organisation",
    "move",
    "prune_claims",
    "revoke",
    "say_left",
    "send_again",
    "tell_who_lets_in",
    "vouch",
    "withdraw_claim",
]
