"""Django's cache on Redis, for a fixed pool of threads and for a Redis that may be away."""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

#: Seconds to leave a Redis alone that did not answer, so that a page waits for it once and not ten times.
REST_SECONDS = 5


@functools.cache
def _shared_client(servers: tuple[str, ...], options: tuple[tuple[str, Any], ...]) -> RedisCacheClient:
    return RedisCacheClient(list(servers), **dict(options))


class SharedClientRedisCache(RedisCache):
    """Redis with one pool of connections for the process, and this process's memory while it is away.

    Django makes a cache object for each context, and the page bridge runs each request in a
    context of its own: without a shared client, each request would open connections of its own.

    While Redis is away, limits on signing in hold for each process by itself, and nobody sees an
    error. What was kept there comes back with it.
    """

    resting_until = float("-inf")

    def __init__(self, server, params):
        super().__init__(server, params)
        self.servers: tuple[str, ...] = tuple(self._servers)
        self.options: tuple[tuple[str, Any], ...] = tuple(params.get("OPTIONS", {}).items())
        self.in_memory = LocMemCache("while-redis-is-away", params | {"OPTIONS": {"MAX_ENTRIES": 20_000}})

    @cached_property
    def _cache(self) -> RedisCacheClient:
        return _shared_client(self.servers, self.options)


def _or_in_memory(name: str) -> Callable:
    ask_redis = getattr(RedisCache, name)

    @functools.wraps(ask_redis)
    def ask(self: SharedClientRedisCache, *args: object, **kwargs: object) -> object:
        if time.monotonic() > SharedClientRedisCache.resting_until:
            try:
                return ask_redis(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                SharedClientRedisCache.resting_until = time.monotonic() + REST_SECONDS
                logger.warning("Redis is away (%s); this process remembers by itself.", type(error).__name__)
        return getattr(self.in_memory, name)(*args, **kwargs)

    return ask


for _name in (
    "add",
    "get",
    "set",
    "touch",
    "delete",
    "get_many",
    "has_key",
    "incr",
    "set_many",
    "delete_many",
    "clear",
):
    setattr(SharedClientRedisCache, _name, _or_in_memory(_name))
