"""A signed-in person's requests, each on a connection of its own, as after any trouble."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.load import Answer, Connection

PATIENCE_SECONDS = 20
#: The form's token and the cookie beside it; Django only compares them.
CSRF = "d" * 32

#: What ends a request without an answer.
Unanswered = (OSError, EOFError, TimeoutError, IndexError, ValueError, asyncio.LimitOverrunError)


@dataclass(frozen=True)
class Person:
    """Somebody signed in, at one port of the hub."""

    session: str
    port: int
    site: str

    @property
    def cookies(self) -> str:
        """Give the cookies a browser would send."""
        return f"session={self.session}; csrf={CSRF}"

    async def get(self, path: str) -> Answer:
        """Ask for a page. Raises one of `Unanswered`."""
        return await self._ask("GET", path, b"")

    async def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form as a script does. Raises one of `Unanswered`."""
        return await self._ask("POST", path, urlencode(fields | {"csrfmiddlewaretoken": CSRF}).encode())

    async def _ask(self, method: str, path: str, body: bytes) -> Answer:
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.site.partition('://')[2]}",
            f"Origin: {self.site}",
            f"Cookie: {self.cookies}",
            "Accept: application/json",
            "Connection: close",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
        async with asyncio.timeout(PATIENCE_SECONDS):
            connection = await Connection.open(self.port)
            try:
                return await connection.ask("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
            finally:
                connection.close()
