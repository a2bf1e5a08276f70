"""Every change to what an Organisation has of its people, one verb a function."""

from organisations.actions.looking_after import (
    approve_colleague,
    describe_organisation,
    hand_over,
    say_left,
)

__all__ = ["approve_colleague", "describe_organisation", "hand_over", "say_left"]
