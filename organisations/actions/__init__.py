"""Every change to what an Organisation has of its people, one verb a function."""

from organisations.actions.looking_after import (
    approve_colleague,
    confirm_colleague,
    describe_organisation,
    hand_over,
    say_left,
    vouch,
)

__all__ = [
    "approve_colleague",
    "confirm_colleague",
    "describe_organisation",
    "hand_over",
    "say_left",
    "vouch",
]
