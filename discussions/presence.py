"""Who else is here, and that somebody is writing: courtesies between open pages, told and never stored.

Where names may be told, `Claim.name` holds one; anywhere else nothing here knows a name. Processes tell each
other what they have when it changes, and again only while both have somebody in the room.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from discussions.readers import Reader

if TYPE_CHECKING:
    from discussions.live_bus import Bus, Message
    from discussions.rooms import Room

#: Seconds between two looks at what has changed; in a full room everybody is told less often.
TELL_SECONDS = 3
FULL_ROOM = 200
TELL_FULL_ROOM_SECONDS = 15
#: Seconds until another process hears again that people are still here, and until it forgets them unheard.
REPEAT_SECONDS = 20
FORGET_SECONDS = 50
#: People another process hears of one by one; of more it hears the number.
MOST_PEOPLE = 50
MOST_NAMES = 12
#: Seconds in which a room is told but once that somebody writes.
WRITING_SECONDS = 2


@dataclass(frozen=True)
class Gathering:
    """The people of one room in one process: a name by key where it may be told, and how many more."""

    people: Mapping[str, str]
    more: int = 0
    heard_at: float = field(default_factory=time.monotonic)


class Presence:
    """Tells rooms who is in them."""

    def __init__(self, bus: Bus, rooms: dict[str, Room]) -> None:
        self._bus = bus
        self._rooms = rooms
        self._stirred: set[str] = set()

    def stir(self, room: Room) -> None:
        """Somebody came or went: tell it at the next look."""
        if room.is_thread:
            self._stirred.add(room.name)

    def leave(self, room: Room) -> None:
        """Tell other processes that nobody is left here."""
        self._stirred.discard(room.name)
        if room.is_thread and room.elsewhere:
            self._bus.post(room.name, {"present": {}, "more": 0})

    def hear(self, room: Room, message: Message) -> None:
        """Take in whom another process has in a room. A process that is new there is told of ours."""
        if message["from"] not in room.elsewhere:
            self._post(room)
        if message["present"] or message["more"]:
            room.elsewhere[message["from"]] = Gathering(message["present"], message["more"])
        else:
            room.elsewhere.pop(message["from"], None)
        self._stirred.add(room.name)

    async def keep_telling(self) -> None:
        """Look every few seconds, for as long as the process lives."""
        while True:
            await asyncio.sleep(TELL_SECONDS)
            now = time.monotonic()
            for room in [room for room in self._rooms.values() if room.elsewhere]:
                self._keep_in_touch(room, now)
            stirred, self._stirred = self._stirred, set()
            for room in [self._rooms[name] for name in stirred if name in self._rooms]:
                self._tell(room, now)

    def _keep_in_touch(self, room: Room, now: float) -> None:
        silent = [key for key, there in room.elsewhere.items() if now - there.heard_at > FORGET_SECONDS]
        for key in silent:
            del room.elsewhere[key]
            self._stirred.add(room.name)
        if now - room.posted_at > REPEAT_SECONDS:
            self._post(room)

    def _tell(self, room: Room, now: float) -> None:
        if len(room.readers) > FULL_ROOM and now - room.told_at < TELL_FULL_ROOM_SECONDS:
            self._stirred.add(room.name)
            return
        here = _people(room)
        if here != room.here:
            room.here = here
            self._post(room)
        everybody = dict(here)
        for there in room.elsewhere.values():
            everybody |= there.people
        more = sum(there.more for there in room.elsewhere.values())
        # By name, or the order would tell who came last.
        named = sorted((name, int(key)) for key, name in everybody.items() if name)[:MOST_NAMES]
        frame = {
            "type": "presence",
            "count": len(everybody) + more,
            "people": [[key, name] for name, key in named],
        }
        room.told_at = now
        room.broadcast(json.dumps(frame, ensure_ascii=False))

    def _post(self, room: Room) -> None:
        people = _people(room)
        told = dict(list(people.items())[:MOST_PEOPLE])
        room.posted_at = time.monotonic()
        self._bus.post(room.name, {"present": told, "more": len(people) - len(told)})

    # --- Somebody is writing ----------------------------------------------------------------

    def note_writing(self, room: Room, writer: Reader) -> None:
        """Tell the room, here and elsewhere, that somebody writes; the writer's own pages are not told."""
        claim = writer.claim
        if claim.may_be_seen_writing:
            name = "" if claim.writes_unnamed else claim.name
            self.tell_writing(room, claim.user_id, name)
            self._bus.post(room.name, {"writing": [claim.user_id, name]})

    def tell_writing(self, room: Room, user_id: int | None, name: str) -> None:
        """Tell the pages of this process. Often enough is once in a few seconds."""
        now = time.monotonic()
        if now - room.writing_at < WRITING_SECONDS:
            return
        room.writing_at = now
        frame = json.dumps({"type": "writing", "name": name}, ensure_ascii=False)
        for reader in tuple(room.readers):
            if reader.is_permitted and reader.claim.user_id != user_id:
                reader.offer(frame)


def _people(room: Room) -> dict[str, str]:
    """Give the name by key of everybody with a page open here: one for a person, however many pages."""
    people = {}
    for reader in room.readers:
        claim = reader.claim
        key = str(claim.user_id) if claim.user_id else f"signed out {id(reader)}"
        people[key] = claim.name
    return people
