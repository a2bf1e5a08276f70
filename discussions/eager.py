"""Doing now what need not wait, and only the rest in a task."""

from __future__ import annotations

import types
from collections.abc import Awaitable, Generator, Iterator
from typing import Any


def begin(work: Awaitable[None]) -> Awaitable[None] | None:
    """Do as much as can be done without waiting; give what is left, None when nothing is.

    Raises what the work raises. A send to a socket whose line is free never waits, and a task for it, with
    its turn of the loop, costs more than the sending. Python 3.12 has this as eager tasks.
    """
    steps = work.__await__()
    try:
        first = next(steps)
    except StopIteration:
        return None
    return _resumed(first, steps)


@types.coroutine
def _resumed(first: object, steps: Iterator[Any]) -> Generator[Any, Any, None]:
    yield first  # what the work waits for: whoever awaits the rest waits for it in its place
    yield from steps
