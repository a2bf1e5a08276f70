"""Two questions a proxy or a process manager may ask: are you alive, and may I send people to you?"""

from __future__ import annotations

import asyncio
import json
import logging
import time

import redis
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from communities.loop import in_database
from hub.asgi_types import App, Receive, Scope, Send
from hub.lifespan import Lifespan
from hub.plain import send_body

logger = logging.getLogger(__name__)

#: Seconds the database may take to answer, and seconds for which an answer is good.
PATIENCE_SECONDS = 2
GOOD_FOR_SECONDS = 1


class Health:
    """Answers `/healthz` (alive) and `/readyz` (database there, migrated, not closing) before anything else.

    A Redis that is away is told but does not make a process unready: every process would leave
    the proxy at once, and people could not even read.
    """

    def __init__(self, app: App, lifespan: Lifespan):
        self.app = app
        self.lifespan = lifespan
        self.is_migrated = False
        self.found: dict[str, str] = {}
        self.good_until = float("-inf")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/healthz":
            await self.tell(scope, send, {"process": "ok"}, ok=True)
        elif scope["path"] == "/readyz":
            found = await self.look()
            await self.tell(scope, send, found, ok=found["process"] == found["database"] == "ok")
        else:
            await self.app(scope, receive, send)

    async def tell(self, scope: Scope, send: Send, found: dict[str, str], *, ok: bool) -> None:
        body = json.dumps(found).encode() + b"\n"
        await send_body(scope, send, 200 if ok else 503, body, b"application/json")

    async def look(self) -> dict[str, str]:
        """Give a word on each neighbour; asked for more than once a second, the same words again."""
        if self.lifespan.is_closing:
            return {"process": "closing", "database": "not asked"}
        if time.monotonic() > self.good_until:
            self.found = {"process": "ok", "database": await self.look_at(self.database)}
            if settings.REDIS_URL:
                self.found["redis"] = await self.look_at(ping_redis)
            self.good_until = time.monotonic() + GOOD_FOR_SECONDS
        return self.found

    async def look_at(self, neighbour) -> str:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await in_database(neighbour)
        except Exception as error:
            logger.warning("Not well: %s (%s)", neighbour.__name__, type(error).__name__)
            return "away"

    def database(self) -> str:
        """Say whether the database answers and is migrated; the second is asked until it is once so."""
        if not self.is_migrated:
            executor = MigrationExecutor(connection)
            self.is_migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        else:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        return "ok" if self.is_migrated else "not migrated"


def ping_redis() -> str:
    """Say whether Redis answers within a second."""
    client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
    try:
        client.ping()
    finally:
        client.close()
    return "ok"
