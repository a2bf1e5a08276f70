"""uvicorn's sockets, which let go of somebody who takes nothing from the line any more."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

#: Seconds for which a full line may stand still: longer than a phone in a tunnel, and no longer than a ping.
DEAF_SECONDS = 20


class HubSocket(WebSocketsSansIOProtocol):
    """A socket whose reader is cut rather than carried.

    The live hub ends a slow reader with a close frame, and uvicorn one that answers no ping. Both wait
    for the line to be emptied first, which a deaf reader never does: it would keep its place, and the
    megabytes that wait for it, until it goes by itself.
    """

    giving_up: asyncio.TimerHandle | None = None

    def pause_writing(self) -> None:
        """Begin to wait for a reader whose line is full."""
        super().pause_writing()
        self.giving_up = self.loop.call_later(DEAF_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on, as the line is free again."""
        self.stop_waiting()
        super().resume_writing()

    def keepalive_timeout(self) -> None:
        """End a connection that answered no ping, with what it has not taken."""
        super().keepalive_timeout()
        self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the waiting together with the connection."""
        self.stop_waiting()
        super().connection_lost(exc)

    def stop_waiting(self) -> None:
        """Stop the clock."""
        if self.giving_up:
            self.giving_up.cancel()
            self.giving_up = None
