"""One per process: a frame comes in once, already encoded, and goes to many open pages.

Rooms are `thread.42`, whose frames are numbered, and `community.7`, whose frames only say
that a list has moved on. Everything here runs on the event loop and never waits for a
reader; the figures behind the shape are in docs/decisions/0005.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from uuid import uuid4

from channels.layers import get_channel_layer

from communities.loop import in_database
from discussions import frames, live_queries
from discussions.readers import Close, Reader

log = logging.getLogger(__name__)

SWEEP_SECONDS = 1
BEAT_SECONDS = 10
RECHECK_SECONDS = 60
#: A heartbeat is silent when the database was last seen longer ago than this: silence is honest.
SWEEP_IS_FRESH_SECONDS = 5
LAYER_SECONDS = 1
OUTBOX_SIZE = 1000

SOCKETS_PER_USER = 6
SOCKETS_PER_ADDRESS = 20
SOCKETS_PER_PROCESS = 5000

_current: LiveHub | None = None


def current_hub() -> LiveHub | None:
    """Give the hub of this process, or None where no server runs."""
    return _current


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
    is_joined: bool = False

    @property
    def key(self) -> int:
        """Give the id of the Thread or Community."""
        return int(self.name.partition(".")[2])

    @property
    def is_thread(self) -> bool:
        """Are its frames numbered?"""
        return self.name.startswith("thread.")

    def broadcast(self, frame: str) -> None:
        """Offer a frame to every reader whose right to see it was checked recently."""
        for reader in self.readers:
            if reader.is_permitted:
                reader.offer(frame)


class LiveHub:
    """Joins a group of the channel layer once per room, and hands its frames to this process's pages."""

    def __init__(self) -> None:
        self._id = uuid4().hex
        self._layer = get_channel_layer("live")
        self._loop = asyncio.get_running_loop()
        self._rooms: dict[str, Room] = {}
        self._outbox: asyncio.Queue[tuple[str, dict]] = asyncio.Queue(OUTBOX_SIZE)
        self._sockets: Counter[object] = Counter()
        self._tasks: set[asyncio.Task] = set()
        self._channel = ""
        self._seen_access: set[int] = set()
        self._swept_at = time.monotonic()
        self._is_closing = False

    # --- Its life -------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin to listen, to sweep, to beat and to ask again; becomes the hub of this process."""
        global _current
        self._channel = await self._layer.new_channel("hub")
        await self._join_group("access")
        for work in (self._receive, self._send, self._sweep, self._beat, self._recheck):
            self._spawn(work())
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
        with contextlib.suppress(
            RuntimeError
        ):  # the loop closed: the process is going, pages catch up elsewhere
            self._loop.call_soon_threadsafe(function, *args)

    # --- Readers come and go --------------------------------------------------------------

    def admit(self, reader: Reader) -> bool:
        """Count a socket in, unless this person, address or process has too many."""
        owner, limit = _owner(reader)
        total = sum(len(room.readers) for room in self._rooms.values())
        if self._is_closing or self._sockets[owner] >= limit or total >= SOCKETS_PER_PROCESS:
            return False
        self._sockets[owner] += 1
        return True

    async def join(self, reader: Reader, after: int) -> list[str]:
        """Put a reader in its room; give the frames that bring its page from `after` to there.

        The reader is registered first, so that what happens meanwhile waits in its queue.
        """
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
                upto = room.last
            if not room.is_thread or after == upto:
                return []
            return await in_database(frames.since, room.key, after, upto)

    def leave(self, reader: Reader) -> None:
        """Take a reader out; the room goes with its last one."""
        owner, _ = _owner(reader)
        self._sockets[owner] -= 1
        if not self._sockets[owner]:
            del self._sockets[owner]
        room = self._rooms.get(reader.room_name)
        if room is not None:
            room.readers.discard(reader)
            if not room.readers:
                self._spawn(self._close(room))

    # --- What happens ---------------------------------------------------------------------

    def publish_change(self, thread_id: int, number: int, frame: str) -> None:
        """Hand out a change of this process: here at once, elsewhere by the layer."""
        name = f"thread.{thread_id}"
        self._deliver_change(name, number, frame)
        self._post(name, {"number": number, "frame": frame})

    def publish_activity(self, community_id: int, thread_id: int, post: int, change: int) -> None:
        """Say in a Community's list that one of its Threads now stands at these numbers."""
        name = f"community.{community_id}"
        self._deliver_activity(name, thread_id, post, change)
        self._post(name, {"activity": [thread_id, post, change]})

    def publish_access(self, change_id: int, user_id: int | None, community_id: int | None) -> None:
        """Ask again, here and elsewhere, whether these people may still read."""
        self._seen_access.add(change_id)
        self._ask_again_soon(user_id, community_id)
        self._post("access", {"change": change_id, "user": user_id, "community": community_id})

    def _deliver_change(self, name: str, number: int, frame: str) -> None:
        room = self._rooms.get(name)
        if room is None or number <= room.last:
            return
        if number == room.last + 1 and not room.lock.locked():
            room.last = number
            room.broadcast(frame)
        else:
            self._spawn(self._repair_later(room, number))

    def _deliver_activity(self, name: str, thread_id: int, post: int, change: int) -> None:
        room = self._rooms.get(name)
        if room is not None and change > room.last_activity.get(thread_id, 0):
            room.last_activity[thread_id] = change
            room.broadcast(frames.activity(thread_id, post, change))

    def _ask_again_soon(self, user_id: int | None, community_id: int | None) -> None:
        touched = [
            reader
            for reader in self._readers()
            if user_id in (None, reader.claim.user_id) and community_id in (None, reader.claim.community_id)
        ]
        if touched:
            self._spawn(self._ask_again(touched))

    async def _ask_again(self, readers: Iterable[Reader]) -> None:
        asked_at = time.monotonic()
        verdicts = await in_database(live_queries.refused, {reader.claim for reader in readers})
        for reader in readers:
            if code := verdicts.get(reader.claim):
                reader.close(code)
            else:
                reader.checked_at = asked_at

    async def _repair_later(self, room: Room, number: int) -> None:
        async with room.lock:
            await self._repair(room, number)

    async def _repair(self, room: Room, number: int) -> None:
        """Fetch what the bus lost, under the room's lock, and hand it out in order."""
        if number <= room.last:
            return
        for frame in await in_database(frames.since, room.key, room.last, number):
            room.broadcast(frame)
        room.last = number

    # --- The channel layer, which may fail ------------------------------------------------

    async def _open(self, room: Room) -> None:
        room.is_joined = await self._join_group(room.name)
        if room.is_thread:
            room.last = await in_database(live_queries.last_change, room.key)

    async def _close(self, room: Room) -> None:
        async with room.lock:
            if room.readers or self._rooms.get(room.name) is not room:
                return
            del self._rooms[room.name]
            await self._quietly(self._layer.group_discard(room.name, self._channel))

    async def _join_group(self, name: str) -> bool:
        return await self._quietly(self._layer.group_add(name, self._channel))

    def _post(self, group: str, message: dict) -> None:
        with contextlib.suppress(asyncio.QueueFull):  # the layer is stuck: the others' sweep finds it
            self._outbox.put_nowait((group, message | {"type": "live", "group": group, "from": self._id}))

    async def _send(self) -> None:
        while True:
            group, message = await self._outbox.get()
            await self._quietly(self._layer.group_send(group, message))

    async def _receive(self) -> None:
        while True:
            try:
                message = await self._layer.receive(self._channel)
            except Exception:
                log.exception("The channel layer cannot be heard; the sweep goes on.")
                await asyncio.sleep(LAYER_SECONDS)
                continue
            if message["from"] != self._id:
                self._hear(message)

    def _hear(self, message: dict) -> None:
        group = message["group"]
        if group == "access":
            self._seen_access.add(message["change"])
            self._ask_again_soon(message["user"], message["community"])
        elif "number" in message:
            self._deliver_change(group, message["number"], message["frame"])
        else:
            self._deliver_activity(group, *message["activity"])

    async def _quietly(self, sending: Coroutine) -> bool:
        try:
            async with asyncio.timeout(LAYER_SECONDS):
                await sending
        except Exception as error:
            log.warning("The channel layer did not answer: %s", type(error).__name__)
            return False
        return True

    # --- What goes on by itself -----------------------------------------------------------

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            try:
                await self._sweep_once()
            except Exception:
                log.exception("The sweep could not look at the database.")

    async def _sweep_once(self) -> None:
        """Repair what the bus lost. The database decides; the layer only made it quicker."""
        rooms = list(self._rooms.values())
        threads = [room.key for room in rooms if room.is_thread]
        communities = [room.key for room in rooms if not room.is_thread]
        started_at = time.monotonic()
        silence = started_at - self._swept_at
        swept = await in_database(live_queries.sweep, threads, communities, silence)
        for thread_id, number in swept.thread_changes.items():
            room = self._rooms.get(f"thread.{thread_id}")
            if room is not None and number > room.last:
                await self._repair_later(room, number)
        for key, *numbers in swept.activity:
            self._deliver_activity(f"community.{key}", *numbers)
        for change_id, user_id, community_id in swept.access_changes:
            if change_id not in self._seen_access:
                self._ask_again_soon(user_id, community_id)
        self._seen_access = {change_id for change_id, *_ in swept.access_changes}
        self._swept_at = started_at
        for room in rooms:
            if room.readers and not room.is_joined:
                room.is_joined = await self._join_group(room.name)
                if not room.is_joined:
                    break

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            if time.monotonic() - self._swept_at > SWEEP_IS_FRESH_SECONDS:
                continue
            for room in self._rooms.values():
                room.broadcast(json.dumps({"type": "beat", "upto": room.last}))

    async def _recheck(self) -> None:
        while True:
            await asyncio.sleep(RECHECK_SECONDS)
            if readers := self._readers():
                with contextlib.suppress(Exception):  # readers left unchecked go silent by themselves
                    await self._ask_again(readers)

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
