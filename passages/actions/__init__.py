"""What people do here, one verb a function: check, write, announce, return."""

from passages.actions.passages import (
    KEPT_FOR,
    NotThere,
    forget_unused,
    hold_passage,
    place_passages_again,
    take_from_page,
)
from passages.actions.updates import (
    Promise,
    forget_old_words,
    keep_promises,
    promise_updates,
    take_up_held,
)

__all__ = [
    "KEPT_FOR",
    "NotThere",
    "Promise",
    "forget_old_words",
    "forget_unused",
    "hold_passage",
    "keep_promises",
    "place_passages_again",
    "promise_updates",
    "take_from_page",
    "take_up_held",
]
