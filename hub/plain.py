"""Short answers from in front of Django: kind, complete, and made without a template."""

from __future__ import annotations

from html import escape

from hub.asgi_types import Scope, Send

_PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title></head>
<body><main><h1>{title}</h1><p>{text}</p></main></body></html>
"""
#: Status: title, text, and seconds after which to try again.
_WORDS = {
    408: (
        "That took too long to arrive",
        "Your connection stopped in the middle, so nothing was saved. Go back and send it again; "
        "what you wrote is still in the form.",
        None,
    ),
    413: (
        "That is too large",
        "What you sent is larger than this site accepts, so nothing was saved. Go back, choose a smaller file, "
        "and send it again.",
        None,
    ),
    500: (
        "Something went wrong on our side",
        "It has been written down for the people who look after this site. Go back and try again; "
        "if you were sending something, what you wrote is still in the form.",
        None,
    ),
    503: (
        "We are very busy just now",
        "Your request was not carried out. Wait a few seconds, then try again. If you were sending something, go back: "
        "what you wrote is still in the form.",
        5,
    ),
}


async def send_plain(scope: Scope, send: Send, status: int) -> None:
    """Answer with the short page that goes with this status."""
    title, text, retry_after = _WORDS[status]
    headers = [(b"connection", b"close")] if status in (408, 413) else []  # the rest of the body is not read
    if retry_after:
        headers.append((b"retry-after", str(retry_after).encode()))
    page = _PAGE.format(title=escape(title), text=escape(text))
    await send_body(scope, send, status, page.encode(), b"text/html; charset=utf-8", headers)


async def send_body(
    scope: Scope,
    send: Send,
    status: int,
    body: bytes,
    content_type: bytes,
    headers: list[tuple[bytes, bytes]] | None = None,
) -> None:
    """Answer with these bytes, or with their headers alone to HEAD; kept by nobody."""
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [
                (b"content-type", content_type),
                (b"content-length", str(len(body)).encode()),
                (b"cache-control", b"private, no-store"),
                (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
                (b"x-content-type-options", b"nosniff"),
                *(headers or []),
            ],
        }
    )
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
