"""The one ASGI application: health, metrics, public pages from memory, Django's pages, sockets."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")

from hub.pages import page_bridge  # noqa: I001  # sets Django up, which the imports below need

from django.conf import settings
from django.urls import get_resolver

from discussions.routing import websocket_application
from hub.asgi_types import App, Receive, Scope, Send
from hub.health import Health
from hub.lifespan import Lifespan
from hub.metrics import Metrics
from hub.origins import ExactOrigin
from hub.pagecache import PageCache

get_resolver().url_patterns  # noqa: B018  # read now: an address that cannot be read stops the start, not a reader

guard = page_bridge()
page_cache = PageCache(guard, max_bytes=settings.PAGE_CACHE_BYTES)
metrics = Metrics(page_cache, page_cache, guard)
lifespan = Lifespan(page_cache, metrics)
by_kind: dict[str, App] = {
    "lifespan": lifespan,
    "http": Health(metrics, lifespan),
    "websocket": ExactOrigin(websocket_application, settings.ALLOWED_ORIGINS),
}


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Hand each kind of traffic to the part that serves it."""
    await by_kind[scope["type"]](scope, receive, send)
