"""A channel layer that drops, doubles, delays and reorders, as a bad network between processes does."""

from __future__ import annotations

import asyncio
import random

from channels_redis.pubsub import RedisPubSubChannelLayer

#: Seconds by which a message may be late, which puts it behind those sent after it.
LATEST_SECONDS = 2


class UnreliableLayer(RedisPubSubChannelLayer):
    """Redis, but of four messages one is lost, one comes twice and all come when they like."""

    async def group_send(self, group: str, message: dict) -> None:
        """Send none, one or two of it, some time soon."""
        loop = asyncio.get_running_loop()
        for _ in range(random.choice([0, 1, 1, 2])):
            late = super().group_send(group, message)
            loop.call_later(random.uniform(0, LATEST_SECONDS), lambda late=late: loop.create_task(late))
