"""A reader small enough to see through: one request to an ASGI application, part by part."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from hub.asgi_types import App, Message


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    is_whole: bool = False

    def __getitem__(self, name: str) -> str | None:
        """Give a header's value, or None."""
        found = [value.decode() for key, value in self.headers if key.decode() == name.lower()]
        return ", ".join(found) or None


async def ask(
    app: App,
    path: str = "/",
    *,
    method: str = "GET",
    query: bytes = b"",
    headers: dict[str, str] | None = None,
    body: Sequence[bytes] = (b"",),
    breaks_off: bool = False,
    leaves: asyncio.Event | None = None,
    send=None,
) -> Answer:
    """Ask for one page. `breaks_off` goes away instead of sending the last part; `leaves` goes when it is set."""
    answer = Answer()
    parts = list(body)
    over = leaves or asyncio.Event()

    async def receive() -> Message:
        if breaks_off and len(parts) == 1:
            return {"type": "http.disconnect"}
        if parts:
            return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}
        await over.wait()
        return {"type": "http.disconnect"}

    async def take(message: Message) -> None:
        if message["type"] == "http.response.start":
            assert not answer.status, "a response may start once"
            answer.status = message["status"]
            answer.headers = list(message.get("headers", []))
        else:
            answer.body += message.get("body", b"")
            answer.is_whole = not message.get("more_body", False)

    named = {"host": "testserver"} | (headers or {})
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query,
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in named.items()],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 80),
    }
    await app(scope, receive, send or take)
    return answer
