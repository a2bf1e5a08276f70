"""Sockets that listen, and say at most that somebody is writing. Posting goes over HTTP, with its form and token."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings

from communities.loop import in_database
from discussions import live_queries
from discussions.doors import as_number
from discussions.live_hub import LiveHub, current_hub
from discussions.readers import Claim, Close, Reader


class ListeningConsumer(AsyncWebsocketConsumer):
    """Refuse or join the live hub, lend its reader the socket, leave."""

    room_kind: str
    #: What a page may say, letter for letter: nothing that comes in is ever parsed.
    may_say: frozenset[str] = frozenset()
    hub: LiveHub
    reader: Reader | None = None

    async def connect(self) -> None:
        """Ask once who is there and what they may read; refuse before accepting."""
        hub = current_hub()
        # A number from here on: a Claim is compared with what the database says, where "5" is not 5.
        key = int(self.scope["url_route"]["kwargs"]["pk"])
        notes = hub.rights.notes if hub else 0
        claim = await self.find_claim(key) if hub else None
        if hub is None or claim is None:
            await self.close()
            return
        self.hub = hub
        await self.accept()
        address = (self.scope.get("client") or ["?"])[0]
        reader = Reader(f"{self.room_kind}.{key}", claim, address, access_notes=notes)
        if not hub.admit(reader):
            await self.close(Close.FULL)
            return
        self.reader = reader
        try:
            for frame in await hub.join(reader, self.after()):
                if reader.is_closed:  # meanwhile: what it missed may no longer be seen either
                    break
                await self.send(frame)
        except BaseException:
            # Channels ends a consumer that failed without telling it: nobody else would count it out.
            self.leave()
            raise
        reader.open(self.write)

    async def find_claim(self, key: int) -> Claim | None:
        """Give the right to read what this socket asks for, or None."""
        raise NotImplementedError

    def write(self, item: str | Close) -> Awaitable[None]:
        """Write a frame to the socket, or end it."""
        if isinstance(item, Close):
            return self.close(int(item))
        return self.base_send({"type": "websocket.send", "text": item})

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Pass on the one courtesy there is; end a socket that says anything else, or too much."""
        if self.reader is None or text_data not in self.may_say or not self.reader.may_speak():
            await self.close(Close.NOT_LISTENING_ONLY)
            return
        self.hub.note_writing(self.reader)

    async def disconnect(self, code: int) -> None:
        """Leave the room."""
        self.leave()

    def leave(self) -> None:
        """Count the reader out, once."""
        if self.reader:
            self.reader.leave()
            self.hub.leave(self.reader)
            self.reader = None

    def after(self) -> int:
        """Give the number of the last change the page has; 0 for anything but a number."""
        value = parse_qs(self.scope["query_string"].decode("latin-1")).get("after", ["0"])[0]
        return as_number(value) or 0

    def session_key(self) -> str | None:
        """Give the key in the session cookie."""
        for name, value in self.scope["headers"]:
            if name == b"cookie":
                with contextlib.suppress(CookieError):
                    morsel = SimpleCookie(value.decode("latin-1")).get(settings.SESSION_COOKIE_NAME)
                    return morsel.value if morsel else None
        return None


class ThreadConsumer(ListeningConsumer):
    """What happens in one Thread."""

    room_kind = "thread"
    may_say = frozenset({'{"type":"writing"}'})

    async def find_claim(self, key: int) -> Claim | None:
        return await in_database(live_queries.claim_for_thread, self.session_key(), key)


class CommunityConsumer(ListeningConsumer):
    """Which of a Community's Threads move on."""

    room_kind = "community"

    async def find_claim(self, key: int) -> Claim | None:
        return await in_database(live_queries.claim_for_community, self.session_key(), key)


class RefusingConsumer(AsyncWebsocketConsumer):
    """Any other address: there is nothing to listen to."""

    async def connect(self) -> None:
        """Refuse."""
        await self.close()
