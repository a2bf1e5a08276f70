"""What of guidance a conversation is about, by number: this room knows neither its pages nor its passages."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID


class About(NamedTuple):
    """A page, and perhaps a passage of it."""

    page_id: int | None = None
    passage: UUID | None = None


NOTHING = About()
