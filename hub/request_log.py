"""One line for each page that Django makes: which view, for whom, how it went, how long it took."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from uuid import uuid4

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bound_contextvars

from hub.logs import view_name

logger = logging.getLogger("hub.requests")

#: What a proxy may call a request; anything else is a text of somebody's choosing.
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def RequestLog(get_response: Callable) -> Callable:  # noqa: N802  # stands among classes in MIDDLEWARE
    """Write the line, and give every other line of this page the same request id.

    Stands below whitenoise: files are the proxy's to count. Pages from the page cache never come here.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        started = time.monotonic()
        with bound_contextvars(request=request_id(request)):
            response = get_response(request)
            logger.info(
                "answered",
                extra={
                    "method": request.method if request.method in METHODS else "other",
                    "view": view_name(request),
                    "status": response.status_code,
                    "user": user_id(request),
                    "ms": round((time.monotonic() - started) * 1000, 1),
                },
            )
        return response

    return middleware


METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def request_id(request: HttpRequest) -> str:
    """Give the proxy's id of a request, or one of our own."""
    given = request.headers.get("X-Request-ID", "")
    return given if REQUEST_ID.fullmatch(given) else uuid4().hex


def user_id(request: HttpRequest) -> int | None:
    """Give who is signed in, if the page asked; asking here would make a public page a personal one."""
    session = getattr(request, "session", None)
    if session is None or not session.accessed:
        return None
    return int(session.get(SESSION_KEY, 0)) or None
