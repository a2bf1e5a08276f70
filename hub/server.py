"""uvicorn, as the hub runs it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

import uvicorn
from django.conf import settings
from uvicorn.supervisors import multiprocess

if TYPE_CHECKING:
    from hub.background import Background

#: Seconds that requests under way may still take when the server ends.
GOODBYE_SECONDS = 10
#: Seconds a new process may take until it serves, before the old one is kept instead. uvicorn's five are too few on a
#: busy host; it also waits this long before it replaces a process that does not answer.
START_SECONDS = 30
#: Seconds an idle connection is kept; longer than a proxy keeps its own, so the proxy is the one to close it.
KEEP_ALIVE_SECONDS = 75

#: Names, in the environment, the folder in which the processes of one `serve` leave their numbers for each other.
METRICS_FOLDER = "HUB_METRICS_FOLDER"


def configure(*, workers: int = 1, reload: bool = False) -> uvicorn.Config:
    """Give the server's options. Each was measured or has its reason in docs/decisions/0003-one-process-type.md."""
    return uvicorn.Config(
        "hub.asgi:application",
        loop="uvloop",
        http="httptools",
        ws="hub.sockets:HubSocket",
        ws_per_message_deflate=False,
        ws_max_size=4096,
        ws_ping_interval=20,
        lifespan="on",
        timeout_graceful_shutdown=GOODBYE_SECONDS,
        timeout_worker_healthcheck=START_SECONDS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        server_header=False,
        access_log=False,
        log_config=None,  # Django's LOGGING
        # Nobody stands in front of an embedded hub, so nobody may say where a request came from.
        proxy_headers=not settings.EMBEDDED,
        forwarded_allow_ips=settings.FORWARDED_ALLOW_IPS,
        workers=workers,
        reload=reload,
        reload_dirs=[str(settings.BASE_DIR)] if reload else None,
        reload_includes=["*.html"] if reload else None,
        reload_excludes=[str(settings.DATA_DIR)] if reload else None,
    )


class HubServer(uvicorn.Server):
    """Says goodbye to open pages before it closes their sockets, and keeps the embedded hub's background work."""

    def __init__(
        self, config: uvicorn.Config, *, with_background: bool = False, on_ready: Callable | None = None
    ):
        super().__init__(config)
        self.with_background = with_background
        self.on_ready = on_ready
        self.background: Background | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.with_background:
            from hub.background import Background  # late: as below

            self.background = Background()
            self.background.start()
        if self.on_ready:
            self.on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        from hub.asgi import lifespan  # late: in a process of its own, Django is not set up before now

        await lifespan.say_bye()
        await super().shutdown(sockets)
        if self.background:
            await asyncio.to_thread(self.background.stop)


class HubProcess(multiprocess.Process):
    """One of several server processes."""

    @property
    def server(self) -> uvicorn.Server:
        if self._server is None:
            self._server = HubServer(self.config)
        return self._server


# uvicorn's supervisor has no other place to say which server its processes run.
multiprocess.Process = HubProcess  # type: ignore[misc]  # as said
