"""One open page at the other end of a socket."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum

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


@dataclass(frozen=True)
class Claim:
    """Who reads, by which sign-in, in which Community. `user_id` None is somebody signed out.

    `thread_id` is the Thread listened to, which may be moved to another Community meanwhile. `name` is
    there only where everybody in the room may read it.
    """

    user_id: int | None
    session_key: str | None
    community_id: int
    thread_id: int | None = None
    name: str = field(default="", compare=False)
    may_be_seen_writing: bool = field(default=False, compare=False)


@dataclass(eq=False)
class Reader:
    """A socket's place in a room: a bounded queue, and when its right to read was last checked."""

    room_name: str
    claim: Claim
    address: str
    queue: asyncio.Queue[str | Close] = field(default_factory=lambda: asyncio.Queue(QUEUE_SIZE))
    checked_at: float = field(default_factory=time.monotonic)
    #: When it was last asked for; a good answer makes that the time of its check.
    asked_at: float = field(default_factory=time.monotonic)
    #: `Rights.notes` before its claim was asked for.
    access_notes: int = 0
    is_closed: bool = False
    said_at: deque[float] = field(default_factory=lambda: deque(maxlen=SAYS_A_MINUTE))

    def may_speak(self) -> bool:
        """Count one frame that came in; False when there were too many."""
        now = time.monotonic()
        is_flood = len(self.said_at) == SAYS_A_MINUTE and now - self.said_at[0] < 60
        self.said_at.append(now)
        return not is_flood

    @property
    def is_permitted(self) -> bool:
        """Is the last check of its rights recent enough to send it anything?"""
        return not self.is_closed and time.monotonic() - self.checked_at < CHECK_LASTS

    def offer(self, frame: str) -> bool:
        """Put a frame in the queue; a full queue ends the socket instead. Never waits."""
        if self.is_closed:
            return False
        try:
            self.queue.put_nowait(frame)
        except asyncio.QueueFull:
            self.close(Close.TOO_SLOW)
            return False
        return True

    def close(self, code: Close, last_frame: str | None = None) -> None:
        """End the socket. What still waits in the queue is dropped: it may no longer be seen."""
        if self.is_closed:
            return
        self.is_closed = True
        while not self.queue.empty():
            self.queue.get_nowait()
        if last_frame is not None:
            self.queue.put_nowait(last_frame)
        self.queue.put_nowait(code)
