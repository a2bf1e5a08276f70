"""The cache on Redis: one client for all, and no error while Redis is away."""

import contextvars
import time

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from hub import caches
from hub.caches import SharedClientRedisCache

SETTINGS = {"OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1}}


@pytest.fixture(autouse=True)
def well_rested(monkeypatch):
    monkeypatch.setattr(SharedClientRedisCache, "resting_until", float("-inf"))


@pytest.fixture
def nobody(free_port):
    """A cache on a Redis that is not there."""
    cache = SharedClientRedisCache(f"redis://127.0.0.1:{free_port}/0", SETTINGS)
    cache.in_memory.clear()
    return cache


@pytest.fixture
def free_port():
    from tests.support.servers import free_port

    return free_port()


def test_every_context_uses_the_same_client():
    def make():
        return SharedClientRedisCache("redis://127.0.0.1:1/0", SETTINGS)._cache

    assert contextvars.copy_context().run(make) is contextvars.copy_context().run(make)


def test_another_server_is_another_client():
    one = SharedClientRedisCache("redis://127.0.0.1:1/0", SETTINGS)._cache
    other = SharedClientRedisCache("redis://127.0.0.1:1/1", SETTINGS)._cache

    assert one is not other


def test_limits_hold_in_memory_while_redis_is_away(nobody):
    assert nobody.add("lock", 1) is True
    assert nobody.add("lock", 1) is False
    nobody.set("attempts", [1, 2])
    assert nobody.get("attempts") == [1, 2]
    nobody.set_many({"a": 1, "b": 2})
    assert nobody.get_many(["a", "b"]) == {"a": 1, "b": 2}
    assert nobody.incr("a") == 2
    assert nobody.has_key("a")
    assert nobody.touch("a")
    assert nobody.delete("a")
    nobody.delete_many(["b"])
    assert nobody.get("b", "nothing") == "nothing"
    nobody.clear()
    assert nobody.get("attempts") is None


@pytest.mark.parametrize(
    "error", [RedisConnectionError("refused"), RedisTimeoutError("frozen"), OSError("cut")]
)
def test_a_redis_that_does_not_answer_is_asked_once_and_then_left_alone(nobody, monkeypatch, error):
    asked = []

    def fail(*args, **kwargs):
        asked.append(args)
        raise error

    monkeypatch.setattr(nobody._cache, "get", fail)
    nobody.get("a")
    nobody.get("b")

    assert len(asked) == 1


def test_redis_is_asked_again_after_its_rest(nobody, monkeypatch):
    monkeypatch.setattr(SharedClientRedisCache, "resting_until", time.monotonic() - 1)
    monkeypatch.setattr(nobody._cache, "get", lambda key, default: "from Redis")

    assert nobody.get("a") == "from Redis"


def test_a_mistake_of_ours_is_not_hidden(nobody, monkeypatch):
    def wrong(key, default):
        raise TypeError("ours")

    monkeypatch.setattr(nobody._cache, "get", wrong)

    with pytest.raises(TypeError):
        nobody.get("a")


def test_a_redis_that_freezes_costs_a_page_one_second_and_no_error(own_redis):
    cache = SharedClientRedisCache(own_redis.url, SETTINGS)
    cache.set("a", "kept")
    own_redis.freeze()

    started = time.monotonic()
    answers = [cache.get("a") for _ in range(10)]
    seconds = time.monotonic() - started
    own_redis.thaw()
    SharedClientRedisCache.resting_until = caches.time.monotonic() - 1

    assert answers == [None] * 10
    assert seconds < 3
    assert cache.get("a") == "kept"
