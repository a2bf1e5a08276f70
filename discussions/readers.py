"""One open page at the other end of a socket."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import IntEnum

from discussions.eager import begin

#: Frames that may wait for one reader. A page that is slower than that catches up from the database.
QUEUE_SIZE = 128
#: Frames a page may send in a minute.
SAYS_A_MINUTE = 20
#: Seconds after which a check of what a reader may see no longer counts.
CHECK_LASTS = 120


class Close(IntEnum):
    """Why the hub ends a socket, as WebSocket close codes the page understands."""

    RESTART = 1012
    FULL = 1013
    NOT_LISTENING_ONLY = 4400
    SIGNED_OUT = 4401
    NO_LONGER_ALLOWED = 4403
    MOVED = 4404
    TOO_SLOW = 4408


@dataclass(frozen=True, slots=True)
class Claim:
    """Who reads, by which sign-in, in which Community. `user_id` None is somebody signed out.

    `thread_id` is the Thread listened to, which may be moved to another Community meanwhile. `name` is
    there only where everybody in the room may read it, and `writes_unnamed` where one may ask without a name:
    who is seen to write there could be told by it.
    """

    user_id: int | None
    session_key: str | None
    community_id: int
    thread_id: int | None = None
    name: str = field(default="", compare=False)
    may_be_seen_writing: bool = field(default=False, compare=False)
    writes_unnamed: bool = field(default=False, compare=False)


@dataclass(eq=False, slots=True)
class Reader:
    """A socket's place in a room: what waits for it, and when its right to read was last checked.

    What is offered goes to the socket at once where nothing waits and the line is free. Only a full line
    has a queue and a task, so thousands of readers who keep up cost neither.
    """

    room_name: str
    claim: Claim
    address: str
    waiting: list[str | Close] = field(default_factory=list)
    checked_at: float = field(default_factory=time.monotonic)
    #: When it was last asked for; a good answer makes that the time of its check.
    asked_at: float = field(default_factory=time.monotonic)
    #: `Rights.notes` before its claim was asked for.
    access_notes: int = 0
    is_closed: bool = False
    said_at: list[float] = field(default_factory=list)
    #: Writes to the socket; None until the page has caught up, and everything waits.
    write: Callable[[str | Close], Awaitable[None]] | None = None
    writer: asyncio.Task | None = None

    def may_speak(self) -> bool:
        """Count one frame that came in; False when there were too many."""
        now = time.monotonic()
        is_flood = len(self.said_at) == SAYS_A_MINUTE and now - self.said_at[0] < 60
        self.said_at = [*self.said_at, now][-SAYS_A_MINUTE:]
        return not is_flood

    @property
    def is_permitted(self) -> bool:
        """Is the last check of its rights recent enough to send it anything?"""
        return not self.is_closed and time.monotonic() - self.checked_at < CHECK_LASTS

    def open(self, write: Callable[[str | Close], Awaitable[None]]) -> None:
        """Write to the socket from now on, beginning with what waits."""
        self.write = write
        self.writer = asyncio.create_task(self._write_what_waits())

    def leave(self) -> None:
        """Write nothing any more: the socket has gone."""
        self.is_closed = True
        if self.writer:
            self.writer.cancel()

    def offer(self, frame: str) -> bool:
        """Send a frame, or have it wait for a full line; too many waiting end the socket instead. Never waits.

        Gives whether the frame is on its way: False where the socket had ended, ends or breaks.
        """
        if self.is_closed:
            return False
        if len(self.waiting) >= QUEUE_SIZE:
            self.close(Close.TOO_SLOW)
            return False
        self._put(frame)
        return not self.is_closed

    def close(self, code: Close, last_frame: str | None = None) -> None:
        """End the socket. What still waits is dropped: it may no longer be seen."""
        if self.is_closed:
            return
        self.is_closed = True
        self.waiting.clear()
        if last_frame is not None:
            self._put(last_frame)
        self._put(code)

    def _put(self, item: str | Close) -> None:
        if self.write is None or self.writer is not None:
            self.waiting.append(item)
            return
        try:
            rest = begin(self.write(item))
        except Exception:  # the socket broke; the consumer's disconnect() is on its way
            self.is_closed = True
            return
        if rest is not None:
            self.writer = asyncio.create_task(self._write_what_waits(rest))

    async def _write_what_waits(self, rest: Awaitable[None] | None = None) -> None:
        try:
            if rest is not None:
                await rest
            while self.waiting and self.write:
                await self.write(self.waiting.pop(0))
            self.writer = None
        except Exception:  # as above
            self.is_closed = True
