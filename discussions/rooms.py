"""Where the open pages of one thing are together."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from discussions.presence import Gathering
from discussions.readers import Reader


@dataclass(eq=False)
class Room:
    """The open pages of one Thread or one Community's list, in this process."""

    name: str
    readers: set[Reader] = field(default_factory=set)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    #: The number of the newest change that was handed out; only a Thread's room counts.
    last: int = 0
    #: In a Community's room: the newest change that was told, by Thread.
    last_activity: dict[int, int] = field(default_factory=dict)
    #: What `presence` knows of it: who is here and, by process, elsewhere; and when it last spoke.
    here: dict[str, str] = field(default_factory=dict)
    elsewhere: dict[str, Gathering] = field(default_factory=dict)
    told_at: float = float("-inf")
    posted_at: float = float("-inf")
    writing_at: float = float("-inf")

    @property
    def key(self) -> int:
        """Give the id of the Thread or Community."""
        return int(self.name.partition(".")[2])

    @property
    def is_thread(self) -> bool:
        """Are its frames numbered?"""
        return self.name.startswith("thread.")

    def broadcast(self, frame: str) -> tuple[int, int]:
        """Offer a frame to every reader whose right to see it was checked recently.

        Gives how many took it, and how many were too slow and had to go.
        """
        # A copy: an offer is handed to the server at once, and what that does is not for us to know.
        offers = [reader.offer(frame) for reader in tuple(self.readers) if reader.is_permitted]
        taken = sum(offers)
        return taken, len(offers) - taken
