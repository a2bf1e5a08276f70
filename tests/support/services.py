"""Fixtures for tests that need a real server beside the hub."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.pieces import find_postgres, find_redis
from tests.support.servers import PostgresServer, RedisServer, run_folder, shared


@pytest.fixture(scope="session")
def postgres_server() -> PostgresServer:
    """Give the run's own PostgreSQL, shared by all tests; `create_database` gives one to work in."""
    if find_postgres() is None:
        pytest.skip("PostgreSQL is not installed")
    return shared(PostgresServer)


@pytest.fixture(scope="session")
def redis_server() -> RedisServer:
    """Give the run's own Redis, shared by all tests. A drill that hurts it takes `own_redis`."""
    if find_redis() is None:
        pytest.skip("Redis is not installed")
    return shared(RedisServer)


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[RedisServer]:
    """Give a Redis that this test alone may freeze, kill and start again."""
    if find_redis() is None:
        pytest.skip("Redis is not installed")
    server = RedisServer(tmp_path / "redis")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def own_postgres() -> Iterator[PostgresServer]:
    """Give a PostgreSQL with fsync on that this test alone may freeze, kill and start again."""
    if find_postgres() is None:
        pytest.skip("PostgreSQL is not installed")
    # Not tmp_path: that is closed to the user PostgreSQL runs as.
    folder = Path(tempfile.mkdtemp(prefix="drill-", dir=run_folder()))
    folder.chmod(0o711)
    server = PostgresServer(folder / "postgres", fsync=True)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)
