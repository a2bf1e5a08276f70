"""What carries frames between processes: one channel of the channel layer, which may be away at any time.

Everything here has a time limit and nothing here raises. What the bus loses, the hub's sweep
finds in the database.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any
from uuid import uuid4

from channels.layers import get_channel_layer

log = logging.getLogger(__name__)

LAYER_SECONDS = 1
OUTBOX_SIZE = 1000

Message = dict[str, Any]


class Bus:
    """Joins groups, and tells what other processes send to them."""

    def __init__(self, hear: Callable[[Message], None]) -> None:
        self._hear = hear
        self._id = uuid4().hex
        self._layer = get_channel_layer("live")
        self._outbox: asyncio.Queue[tuple[str, Message]] = asyncio.Queue(OUTBOX_SIZE)
        self._channel = ""
        self._wanted: set[str] = set()
        self._joined: set[str] = set()
        #: How often the layer did not do what it was asked, or was so slow that a message was let go.
        self.failures = 0

    def post(self, group: str, message: Message) -> None:
        """Send a message to the other processes in a group, soon. Never waits."""
        try:
            self._outbox.put_nowait((group, message | {"type": "live", "group": group, "from": self._id}))
        except asyncio.QueueFull:  # the layer is stuck: the others' sweep finds it
            self.failures += 1

    async def join(self, group: str) -> None:
        """Hear what is sent to a group from now on, or as soon as the layer is there again."""
        self._wanted.add(group)
        await self.mend()

    async def leave(self, group: str) -> None:
        """Hear no more of a group."""
        self._wanted.discard(group)
        if group in self._joined:
            self._joined.discard(group)
            await self._quietly(self._layer.group_discard(group, self._channel))

    async def mend(self) -> None:
        """Join what could not be joined yet; one failure is enough for one try."""
        for group in self._wanted - self._joined:
            if not self._channel or not await self._quietly(self._layer.group_add(group, self._channel)):
                return
            self._joined.add(group)

    async def send(self) -> None:
        """Send what waits, for as long as the process lives."""
        while True:
            group, message = await self._outbox.get()
            await self._quietly(self._layer.group_send(group, message))

    async def receive(self) -> None:
        """Hand over what comes in, for as long as the process lives; begin again after a failure."""
        while True:
            try:
                if not self._channel:
                    self._channel = await self._layer.new_channel("hub")
                    await self.mend()
                message = await self._layer.receive(self._channel)
            except Exception as error:
                self.failures += 1
                log.warning("The channel layer cannot be heard: %s", type(error).__name__)
                await asyncio.sleep(LAYER_SECONDS)
                continue
            if message["from"] != self._id:
                try:
                    self._hear(message)
                except Exception:  # from a process of another version, perhaps: the sweep finds what it meant
                    self.failures += 1
                    log.exception("A message of another process was not understood.")

    async def _quietly(self, call: Coroutine) -> bool:
        try:
            async with asyncio.timeout(LAYER_SECONDS):
                await call
        except Exception as error:
            self.failures += 1
            log.warning("The channel layer did not answer: %s", type(error).__name__)
            return False
        return True
