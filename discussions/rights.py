"""Whether those who listen may still read: asked when somebody's rights change, and of everybody once a minute."""

from __future__ import annotations

import asyncio
import bisect
import logging
import math
import random
import time
from collections.abc import Callable, Collection
from operator import attrgetter

from communities.loop import in_database
from discussions import live_queries
from discussions.readers import Reader

log = logging.getLogger(__name__)

#: Tells a page to ask what its reader may do now; a frame is the same for everybody, the answer is not.
STANDING = '{"type": "standing"}'
#: Seconds between two questions, and in which everybody's turn comes. The rest of the minute is for the answers.
ASK_SECONDS = 2
ROUND_SECONDS = 50
#: Readers asked for in one question: enough for as many sockets as a process takes.
MOST_AT_ONCE = 200


class Rights:
    """Asks about the claims of one hub's readers, and closes those that no longer hold."""

    def __init__(self, readers: Callable[[], list[Reader]]) -> None:
        self._readers = readers
        #: How many changes of somebody's rights were heard of; a claim asked before one is asked again.
        self.notes = 0
        self._answered: set[int] = set()

    async def answer(self, change_id: int, user_id: int | None, community_id: int | None) -> None:
        """Ask again for the readers this change is about. Until that has succeeded, the sweep repeats it."""
        if change_id in self._answered:
            return
        self.notes += 1
        touched = [
            reader
            for reader in self._readers()
            if user_id in (None, reader.claim.user_id) and community_id in (None, reader.claim.community_id)
        ]
        for start in range(0, len(touched), MOST_AT_ONCE):  # between two of them, deliveries have their turn
            some = touched[start : start + MOST_AT_ONCE]
            await self.ask(some)
            for reader in some:
                if reader.claim.thread_id and reader.claim.user_id:
                    reader.offer(STANDING)  # who still reads may write less, or again
        self._answered.add(change_id)

    def forget_all_but(self, change_ids: Collection[int]) -> None:
        """Keep in mind only the answered changes that the sweep still finds."""
        self._answered.intersection_update(change_ids)

    async def ask(self, readers: Collection[Reader]) -> None:
        """Ask for all of these at once."""
        asked_at = time.monotonic()
        for reader in readers:
            reader.asked_at = asked_at
        verdicts = await in_database(live_queries.refused, {reader.claim for reader in readers})
        for reader in readers:
            if code := verdicts.get(reader.claim):
                reader.close(code)
            else:
                reader.checked_at = asked_at

    async def keep_asking(self) -> None:
        """Ask for some of the readers every few seconds, so that each has its turn within a minute."""
        while True:
            await asyncio.sleep(ASK_SECONDS)
            if readers := self.next_in_turn(time.monotonic()):
                await self._ask_or_part(readers)

    async def _ask_or_part(self, readers: list[Reader]) -> None:
        """Ask; where that fails, part those who can be asked for from the one who cannot."""
        if not await self._could_ask(readers):
            await self._part(readers)

    async def _part(self, readers: list[Reader]) -> None:
        """Ask in halves, and so on in the half that failed. With the database away both do, and that is all."""
        random.shuffle(readers)  # whoever cannot be asked for meets others each time
        half = len(readers) // 2
        if not half:
            return
        failed = [part for part in (readers[:half], readers[half:]) if not await self._could_ask(part)]
        if len(failed) == 1:
            await self._part(failed[0])

    async def _could_ask(self, readers: list[Reader]) -> bool:
        try:
            await self.ask(readers)
        except Exception:  # readers left unchecked go silent by themselves
            log.exception("It could not be asked who may still read.")
            return False
        return True

    def next_in_turn(self, now: float) -> list[Reader]:
        """Give the readers for whom nobody has asked for the longest time: a round's share, or all whose turn is over.

        All at once would be a burst: thousands of claims keep the interpreter from the loop, and every
        delivery waits. The order is that of asking, not of a good answer, so that a claim that cannot be
        asked for comes no sooner than others.
        """
        by_asking = attrgetter("asked_at")
        readers = sorted(self._readers(), key=by_asking)
        share = math.ceil(len(readers) * ASK_SECONDS / ROUND_SECONDS)
        late = bisect.bisect(readers, now - ROUND_SECONDS, key=by_asking)
        return readers[: min(max(share, late), MOST_AT_ONCE)]
