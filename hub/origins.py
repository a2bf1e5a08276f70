"""Who may open a socket: pages of this very site, and no other."""

from __future__ import annotations

from collections.abc import Collection

from hub.asgi_types import App, Receive, Scope, Send


class ExactOrigin:
    """Refuses a socket whose Origin is not, letter for letter, one of ours.

    Browsers send scheme, host and port in lower case and leave the usual port out, just as we
    write them in SITE_URL. So there is nothing to take apart, and nothing that can be misread:
    no Origin, two of them, a sub-domain or a port that is no number are all simply not ours.
    """

    def __init__(self, app: App, origins: Collection[str]):
        self.app = app
        self.origins = {origin.lower().encode() for origin in origins}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        stated = [value for name, value in scope["headers"] if name == b"origin"]
        if len(stated) == 1 and stated[0] in self.origins:
            await self.app(scope, receive, send)
        else:
            await receive()  # websocket.connect
            await send({"type": "websocket.close", "code": 4403})
