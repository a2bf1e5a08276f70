"""The yardstick: an ASGI application that sends bytes it holds in memory, and does nothing else."""

from __future__ import annotations

import json
import os
from pathlib import Path

#: Written by the benchmark: path to [status, headers, file of the body].
PAGES = {
    path: (status, [(name.encode(), value.encode()) for name, value in headers], Path(body).read_bytes())
    for path, (status, headers, body) in json.loads(Path(os.environ["BENCH_PAGES"]).read_text()).items()
}

_listeners: set = set()


async def application(scope, receive, send) -> None:
    """Answer GET from memory; POST broadcasts its body to every open socket."""
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return
    elif scope["type"] == "websocket":
        await _listen(receive, send)
    elif scope["method"] == "POST":
        await _broadcast(receive, send)
    else:
        status, headers, body = PAGES[scope["path"]]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


async def _listen(receive, send) -> None:
    await receive()
    await send({"type": "websocket.accept"})
    _listeners.add(send)
    try:
        while (await receive())["type"] != "websocket.disconnect":
            pass
    finally:
        _listeners.discard(send)


async def _broadcast(receive, send) -> None:
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    text = body.decode()
    for listener in list(_listeners):
        await listener({"type": "websocket.send", "text": text})
    await send({"type": "http.response.start", "status": 201, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})
