"""Database work for code on the event loop: two threads of its own, and no more.

Not asgiref's: its threads come and go, and each would leave a connection behind.
"""

from __future__ import annotations

import asyncio
import functools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import close_old_connections, connections

P = ParamSpec("P")
R = TypeVar("R")

#: Connections the event loop may hold; part of the sum in docs/deployment.md.
THREADS = 2

_executor = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="loop-database")


async def in_database(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a function that asks the database in one of the loop's own threads, and give its result."""
    job = functools.partial(_with_good_connection, function, *args, **kwargs)
    return await asyncio.get_running_loop().run_in_executor(_executor, job)


def _with_good_connection(function: Callable[..., R], *args: object, **kwargs: object) -> R:
    close_old_connections()
    try:
        return function(*args, **kwargs)
    finally:
        close_old_connections()


def close_connections() -> None:
    """Wait for what the threads have in hand and close their connections; for tests, which change the database."""
    all_here = threading.Barrier(THREADS, timeout=30)

    def close() -> None:
        all_here.wait()
        connections.close_all()

    for job in [_executor.submit(close) for _ in range(THREADS)]:
        job.result()
