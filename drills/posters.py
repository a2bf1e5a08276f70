"""People who post, and press again with the same token until the hub has said yes."""

from __future__ import annotations

import asyncio
import json
import random
from dataclasses import dataclass, field
from uuid import uuid4

from drills.http import Person, Unanswered
from drills.seed import COMMUNITY

#: Seconds between two replies of one person, and before pressing again.
PAUSE_SECONDS = 0.4


@dataclass(eq=False)
class Poster:
    """Somebody at work in a Thread."""

    name: str
    person: Person
    path: str
    acknowledged: list[str] = field(default_factory=list)
    refused: int = 0
    is_done: asyncio.Event = field(default_factory=asyncio.Event)

    async def work(self) -> None:
        """Post until told to stop; what was begun is seen through."""
        number = 0
        while not self.is_done.is_set():
            number += 1
            await self.post(f"{self.name} says {number}.")
            await asyncio.sleep(PAUSE_SECONDS * random.uniform(0.5, 1.5))

    async def post(self, words: str) -> None:
        """Press until it is posted, as people do."""
        fields = {"body": words, "body_format": "text", "token": str(uuid4())}
        while True:
            try:
                answer = await self.person.post(f"{self.path}reply/", fields)
            except Unanswered:
                answer = None
            if answer and answer.status in (200, 201):
                self.acknowledged.append(words)
                return
            self.refused += 1
            await asyncio.sleep(PAUSE_SECONDS)


async def open_thread(person: Person, title: str) -> str:
    """Start a Thread and give its path."""
    fields = {
        "title": title, "kind": "question", "body": "To begin with.", "body_format": "text", "token": str(uuid4())
    }  # fmt: skip
    answer = await person.post(f"/communities/{COMMUNITY}/threads/start/", fields)
    if answer.status != 201:
        raise RuntimeError(f"A thread could not be started: {answer.status}.")
    return json.loads(answer.body)["url"]
