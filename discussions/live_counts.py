"""What the live hub counts of its own work: plain numbers, added up on the loop as it goes."""

from __future__ import annotations

import bisect
import itertools
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from discussions.rooms import Room

#: Upper bounds, in seconds, under which delays are counted.
DELAYS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0)


@dataclass
class Delays:
    """How long it took from the announcement of a change until every local reader had been offered it.

    One entry a change, however many readers, and only in the process that announced it: the clocks
    of others cannot be compared with ours.
    """

    counts: list[int] = field(default_factory=lambda: [0] * (len(DELAYS) + 1))
    seconds: float = 0.0

    def add(self, announced_at: float) -> None:
        """Count a change that was announced then, by the monotonic clock."""
        took = time.monotonic() - announced_at
        self.counts[bisect.bisect_left(DELAYS, took)] += 1
        self.seconds += took

    def cumulated(self) -> list[tuple[str, int]]:
        """Give each bound with the number of delays that were no longer."""
        return list(zip([*map(str, DELAYS), "+Inf"], itertools.accumulate(self.counts), strict=True))


@dataclass
class Counts:
    """What a hub did since it began."""

    frames: int = 0
    readers_cut: int = 0
    repairs: int = 0
    delays: Delays = field(default_factory=Delays)

    def broadcast(self, room: Room, frame: str) -> None:
        """Have a room hand out a frame, and count whom it reached."""
        taken, cut = room.broadcast(frame)
        self.frames += taken
        self.readers_cut += cut


@dataclass(frozen=True)
class Stats:
    """How a hub is at this moment, and what it did so far. For whoever measures; nothing depends on it."""

    sockets: dict[str, int]
    rooms: dict[str, int]
    longest_queue: int
    queued: int
    sweep_age: float
    bus_failures: int
    frames: int
    readers_cut: int
    repairs: int
    #: Of the delays: how many were no longer than each bound, and their sum in seconds.
    delays: list[tuple[str, int]]
    delay_seconds: float


def stats_of(rooms: Iterable[Room], counts: Counts, *, swept_at: float, bus_failures: int) -> Stats:
    """Look at every room and reader once."""
    sockets: Counter[str] = Counter(thread=0, community=0)
    open_rooms: Counter[str] = Counter(thread=0, community=0)
    longest = queued = 0
    for room in rooms:
        kind = "thread" if room.is_thread else "community"
        open_rooms[kind] += 1
        sockets[kind] += len(room.readers)
        for reader in room.readers:
            waiting = len(reader.waiting)
            queued += waiting
            longest = max(longest, waiting)
    return Stats(
        sockets=dict(sockets),
        rooms=dict(open_rooms),
        longest_queue=longest,
        queued=queued,
        sweep_age=time.monotonic() - swept_at,
        bus_failures=bus_failures,
        frames=counts.frames,
        readers_cut=counts.readers_cut,
        repairs=counts.repairs,
        delays=counts.delays.cumulated(),
        delay_seconds=counts.delays.seconds,
    )
