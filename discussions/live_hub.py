"""One per process: a frame comes in once, already encoded, and goes to many open pages.

Rooms are `thread.42`, whose frames are numbered, and `community.7`, whose frames only say
that a list has moved on. Everything here runs on the event loop and never waits for a
reader; the figures behind the shape are in docs/decisions/0005.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable

from communities.loop import in_database
from discussions import frames, live_queries
from discussions.live_bus import Bus, Message
from discussions.live_counts import Counts, Stats, stats_of
from discussions.presence import Presence
from discussions.readers import Close, Reader
from discussions.rights import Rights
from discussions.rooms import Room

log = logging.getLogger(__name__)

SWEEP_SECONDS = 1
BEAT_SECONDS = 10
#: A heartbeat is silent when the database was last seen longer ago than this: silence is honest.
SWEEP_IS_FRESH_SECONDS = 5

SOCKETS_PER_USER = 6
SOCKETS_PER_ADDRESS = 20
SOCKETS_PER_PROCESS = 5000

_current: LiveHub | None = None


def current_hub() -> LiveHub | None:
    """Give the hub of this process, or None where no server runs."""
    return _current


class LiveHub:
    """Joins a group of the bus once per room, and hands its frames to this process's pages."""

    def __init__(self) -> None:
        self._bus = Bus(self._hear)
        self._loop = asyncio.get_running_loop()
        self._rooms: dict[str, Room] = {}
        self._presence = Presence(self._bus, self._rooms)
        self._sockets: Counter[object] = Counter()
        self._tasks: set[asyncio.Task] = set()
        self.rights = Rights(self._readers)
        self._last_change_id = 0
        self._swept_at = time.monotonic()
        self._is_closing = False
        self._counts = Counts()

    # --- Its life -------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin to listen, to sweep, to beat and to ask about rights; becomes the hub of this process.

        The channel layer may be away: then the sweep alone keeps pages right until it is back.
        """
        global _current
        self._last_change_id = await in_database(live_queries.newest_change_id)
        for carrying in (self._bus.receive, self._bus.send):
            self._spawn(carrying())
        for going_on in (self._sweep, self._beat, self.rights.keep_asking, self._presence.keep_telling):
            self._spawn(going_on())
        await self._bus.join("access")
        _current = self

    async def say_bye(self) -> None:
        """Tell every page to come back, each after its own while, and end its socket."""
        self._is_closing = True
        for reader in self._readers():
            bye = json.dumps({"type": "bye", "retry_ms": random.randint(0, 10_000)})  # noqa: S311  # spreads load
            reader.close(Close.RESTART, last_frame=bye)
        await asyncio.sleep(0)

    async def stop(self) -> None:
        """End every task; the process is about to go."""
        global _current
        if _current is self:
            _current = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def call(self, function: Callable[..., None], *args: object) -> None:
        """Run one of the functions below on the loop, from any thread, without waiting."""
        # A closed loop means that the process is going; its pages catch up elsewhere.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(function, *args)

    def stats(self) -> Stats:
        """Tell how it is, and what it did so far."""
        return stats_of(
            self._rooms.values(), self._counts, swept_at=self._swept_at, bus_failures=self._bus.failures
        )

    # --- Readers come and go --------------------------------------------------------------

    def admit(self, reader: Reader) -> bool:
        """Count a socket in, unless this person, address or process has too many."""
        owner, limit = _owner(reader)
        is_full = self._sockets.total() >= SOCKETS_PER_PROCESS
        if self._is_closing or is_full or self._sockets[owner] >= limit:
            return False
        self._sockets[owner] += 1
        return True

    async def join(self, reader: Reader, after: int) -> list[str]:
        """Put a reader in its room; give the frames that bring its page from `after` to there.

        The reader is registered first, so that what happens meanwhile waits for it. Rights that
        changed since its claim was asked for are asked for again before it is told anything.
        """
        room, upto = await self._enter(reader, after)
        if reader.access_notes != self.rights.notes:
            await self.rights.ask([reader])
        if reader.is_closed or not room.is_thread or after == upto:
            return []
        return await in_database(frames.since, room.key, after, upto)

    async def _enter(self, reader: Reader, after: int) -> tuple[Room, int]:
        while True:
            room = self._rooms.setdefault(reader.room_name, Room(reader.room_name))
            async with room.lock:
                if self._rooms.get(room.name) is not room:
                    continue  # the last reader left and the room went with it
                if not room.readers:
                    await self._open(room)
                elif room.is_thread and after > room.last:
                    await self._repair(room, await in_database(live_queries.last_change, room.key))
                room.readers.add(reader)
                self._presence.stir(room)
                return room, room.last

    def leave(self, reader: Reader) -> None:
        """Take a reader out; the room goes with its last one."""
        owner, _ = _owner(reader)
        self._sockets[owner] -= 1
        if not self._sockets[owner]:
            del self._sockets[owner]
        room = self._rooms.get(reader.room_name)
        if room is not None:
            room.readers.discard(reader)
            self._presence.stir(room)
            if not room.readers:
                self._spawn(self._close(room))

    async def _open(self, room: Room) -> None:
        await self._bus.join(room.name)
        if room.is_thread:
            room.last = await in_database(live_queries.last_change, room.key)

    async def _close(self, room: Room) -> None:
        async with room.lock:
            if room.readers or self._rooms.get(room.name) is not room:
                return
            del self._rooms[room.name]
            self._presence.leave(room)
            await self._bus.leave(room.name)

    # --- What happens ---------------------------------------------------------------------

    def publish_change(self, thread_id: int, number: int, frame: str, announced_at: float) -> None:
        """Hand out a change of this process: here at once, elsewhere by the bus."""
        name = f"thread.{thread_id}"
        self._deliver_change(name, number, frame)
        self._counts.delays.add(announced_at)
        self._bus.post(name, {"number": number, "frame": frame})

    def publish_activity(self, community_id: int, thread_id: int, post: int, change: int) -> None:
        """Say in a Community's list that one of its Threads now stands at these numbers."""
        name = f"community.{community_id}"
        moved = (thread_id, post, change)
        self._deliver_activity(name, [moved])
        self._bus.post(name, {"activity": [moved]})

    def publish_moved(self, thread_id: int) -> None:
        """Send every page of a Thread away, here and elsewhere: it is in another Community now."""
        name = f"thread.{thread_id}"
        self._send_away(name)
        self._bus.post(name, {"moved": True})

    def publish_access(self, change_id: int, user_id: int | None, community_id: int | None) -> None:
        """Ask again, here and elsewhere, whether these people may still read."""
        self._spawn(self.rights.answer(change_id, user_id, community_id))
        self._bus.post("access", {"access": [change_id, user_id, community_id]})

    def note_writing(self, writer: Reader) -> None:
        """Tell the others in its room that somebody is writing."""
        if room := self._rooms.get(writer.room_name):
            self._presence.note_writing(room, writer)

    def _hear(self, message: Message) -> None:
        if "access" in message:
            self._spawn(self.rights.answer(*message["access"]))
        elif "activity" in message:
            self._deliver_activity(message["group"], message["activity"])
        elif "number" in message:
            self._deliver_change(message["group"], message["number"], message["frame"])
        elif "moved" in message:
            self._send_away(message["group"])
        elif room := self._rooms.get(message["group"]):
            if "writing" in message:
                self._presence.tell_writing(room, *message["writing"])
            else:
                self._presence.hear(room, message)

    def _send_away(self, name: str) -> None:
        if room := self._rooms.get(name):
            for reader in tuple(room.readers):
                reader.close(Close.MOVED)

    def _deliver_change(self, name: str, number: int, frame: str) -> None:
        room = self._rooms.get(name)
        if room is None or number <= room.last:
            return
        if number == room.last + 1 and not room.lock.locked():
            room.last = number
            self._counts.broadcast(room, frame)
        else:
            self._spawn(self._repair_later(room, number))

    def _deliver_activity(self, name: str, moved: Iterable[tuple[int, int, int]]) -> None:
        room = self._rooms.get(name)
        if room is None:
            return
        news = [each for each in moved if each[2] > room.last_activity.get(each[0], 0)]
        if news:
            room.last_activity |= {thread_id: change for thread_id, _, change in news}
            self._counts.broadcast(room, frames.activity(news))

    async def _repair_later(self, room: Room, number: int) -> None:
        async with room.lock:
            await self._repair(room, number)

    async def _repair(self, room: Room, number: int) -> None:
        """Fetch what the bus lost, under the room's lock, and hand it out in order."""
        if number <= room.last:
            return
        self._counts.repairs += 1
        for frame in await in_database(frames.since, room.key, room.last, number):
            self._counts.broadcast(room, frame)
        room.last = number

    # --- What goes on by itself -----------------------------------------------------------

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            try:
                await self._sweep_once()
            except Exception:
                log.exception("The sweep could not look at the database.")

    async def _sweep_once(self) -> None:
        """Find what the bus lost. The database decides; the bus only made it quicker.

        Rights come first: nobody who lost them may hear of what happened afterwards.
        """
        rooms = list(self._rooms.values())
        threads = [room.key for room in rooms if room.is_thread]
        communities = [room.key for room in rooms if not room.is_thread]
        started_at = time.monotonic()
        silence = started_at - self._swept_at
        swept = await in_database(live_queries.sweep, threads, communities, self._last_change_id, silence)
        for change in swept.access_changes:
            await self.rights.answer(*change)
        self.rights.forget_all_but({change_id for change_id, *_ in swept.access_changes})
        self._swept_at, self._last_change_id = started_at, swept.last_change_id
        for thread_id, number in swept.thread_changes.items():
            room = self._rooms.get(f"thread.{thread_id}")
            if room is not None and number > room.last:
                self._spawn(self._repair_later(room, number))
        for community_id, moved in swept.activity.items():
            self._deliver_activity(f"community.{community_id}", moved)
        await self._bus.mend()

    async def _beat(self) -> None:
        """Say to each room every ten seconds where it stands: to a tenth of them each second, not to all at once."""
        for second in itertools.count():
            await asyncio.sleep(1)
            if time.monotonic() - self._swept_at > SWEEP_IS_FRESH_SECONDS:
                continue
            for room in [room for room in self._rooms.values() if (room.key + second) % BEAT_SECONDS == 0]:
                self._counts.broadcast(room, json.dumps({"type": "beat", "upto": room.last}))

    def _readers(self) -> list[Reader]:
        return [reader for room in self._rooms.values() for reader in room.readers]

    def _spawn(self, work: Coroutine) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            log.error("The live hub failed at something.", exc_info=task.exception())


def _owner(reader: Reader) -> tuple[object, int]:
    if reader.claim.user_id:
        return reader.claim.user_id, SOCKETS_PER_USER
    return reader.address, SOCKETS_PER_ADDRESS
