"""Two questions a proxy or a process manager may ask: are you alive, and may I send people to you?"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Awaitable
from datetime import timedelta

import redis
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from communities.loop import in_database
from hub.asgi_types import App, Receive, Scope, Send
from hub.lifespan import Lifespan
from hub.plain import send_body

logger = logging.getLogger(__name__)

#: Seconds the database may take to answer, and seconds for which an answer is good.
PATIENCE_SECONDS = 2
GOOD_FOR_SECONDS = 1
#: Seconds a task may be due before we say that the worker is behind, or that there is none.
WORKER_PATIENCE_SECONDS = 120


class Health:
    """Answers `/healthz` (alive) and `/readyz` (database there, migrated, not closing) before anything else.

    A Redis that is away or a worker that is behind is told but makes no process unready: every
    process would leave the proxy at once, and people could not even read.
    """

    def __init__(self, app: App, lifespan: Lifespan):
        self.app = app
        self.lifespan = lifespan
        self.is_migrated = False
        self.found: dict[str, str] = {}
        self.good_until = float("-inf")
        self.one_look = asyncio.Lock()

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
        # One look at a time: while a neighbour hangs, each further one would take a thread for as long.
        async with self.one_look:
            if time.monotonic() > self.good_until:
                self.found = await self.look_around()
                self.good_until = time.monotonic() + GOOD_FOR_SECONDS
        return self.found

    async def look_around(self) -> dict[str, str]:
        """Ask database and Redis at the same time, and then the database for the worker's queue."""
        database = look_at("database", in_database(self.database))
        if settings.REDIS_URL:
            # Not in the threads for the database: the sweep, which does Redis's work now, needs them.
            redis_too = look_at("redis", asyncio.to_thread(ping_redis))
            found = dict(zip(("database", "redis"), await asyncio.gather(database, redis_too), strict=True))
        else:
            found = {"database": await database}
        if found["database"] == "ok":
            found["worker"] = await look_at("worker", in_database(worker))
        return {"process": "ok"} | found

    def database(self) -> str:
        """Say whether the database answers and is migrated; the second is asked until it is once so."""
        if not self.is_migrated:
            executor = MigrationExecutor(connection)
            self.is_migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        else:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        return "ok" if self.is_migrated else "not migrated"


async def look_at(name: str, question: Awaitable[str]) -> str:
    """Give a neighbour's answer, or say that it is away."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await question
    except Exception as error:
        logger.warning("Not well: %s (%s)", name, type(error).__name__)
        return "away"


def worker() -> str:
    """Say whether anything in the queue has been due for longer than it should."""
    now = timezone.now()
    late = now - timedelta(seconds=WORKER_PATIENCE_SECONDS)
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=late)
    # A task for later was put in long ago, and is due since then only.
    return "behind" if waiting.exclude(run_after__gt=late, run_after__lte=now).exists() else "ok"


def ping_redis() -> str:
    """Say whether Redis answers within a second."""
    client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
    try:
        client.ping()
    finally:
        client.close()
    return "ok"
