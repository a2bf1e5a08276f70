"""One drill: people post, pages are open, something breaks and is mended, and then it is counted."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from drills.http import Person, Unanswered
from drills.pages import DeafPage, ListeningPage, Page, PollingPage, RestlessPage
from drills.posters import Poster, open_thread
from drills.stage import Stage

#: Seconds in which every page must be right after the trouble is over.
PROMISED_SECONDS = 15
#: Seconds after which we stop waiting and count what is there.
LONGEST_SECONDS = 60
WORDS = re.compile(r"Poster \d+ says \d+\.")

Act = Callable[["Play"], Awaitable[None]]


@dataclass(frozen=True)
class Length:
    """How long a drill takes, in seconds: before the trouble, in it, and after it."""

    before: float = 3
    trouble: float = 20
    after: float = 3


FULL = Length()
SHORT = Length(before=1, trouble=2, after=1)


@dataclass(frozen=True)
class Cast:
    """Who takes part."""

    posters: int = 4
    listening: int = 7
    restless: int = 2
    polling: int = 3
    deaf: int = 0


@dataclass
class Outcome:
    """What is counted in the end."""

    lost: int
    doubled: int
    wrong: int
    seconds: float
    acknowledged: int
    refused: int
    #: What only some drills ask: each is a sentence, and whether it held.
    findings: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Did everything that TRUST promises hold?"""
        broken = self.lost or self.doubled or self.wrong or self.seconds > PROMISED_SECONDS
        return not broken and self.acknowledged > 0 and all(held for _, held in self.findings)

    def __str__(self) -> str:
        line = (
            f"lost {self.lost} of {self.acknowledged}, doubled {self.doubled}, wrong pages {self.wrong}, "
            f"right after {self.seconds:.1f} s, pressed again {self.refused}"
        )
        return "; ".join([line, *(text for text, _ in self.findings)])


class Play:
    """A Thread with its people, while a drill lasts."""

    def __init__(self, stage: Stage, cast: Cast, length: Length) -> None:
        self.stage = stage
        self.length = length
        self.cast = cast
        self.posters: list[Poster] = []
        self.pages: list[Page] = []
        self.deaf: list[DeafPage] = []
        self.findings: list[tuple[str, bool]] = []
        self.path = ""

    async def run(self, trouble: Act, afterwards: Act | None = None) -> Outcome:
        """Let it break, and count. The clock starts when `trouble` returns."""
        self.path = await open_thread(self.stage.person(0), "A thread in trouble")
        self._engage()
        async with _at_work([page.stay_open() for page in (*self.pages, *self.deaf)]):
            await until(lambda: all(page.upto for page in self.pages), LONGEST_SECONDS)
            work = [asyncio.create_task(poster.work()) for poster in self.posters]
            await asyncio.sleep(self.length.before)
            await trouble(self)
            over_at = time.monotonic()
            next_change = await self.newest_change() + 1  # what was posted before may be everywhere already
            await until(lambda: all(page.upto >= next_change for page in self.pages), LONGEST_SECONDS)
            seconds = time.monotonic() - over_at
            await asyncio.sleep(self.length.after)
            for poster in self.posters:
                poster.is_done.set()
            await asyncio.gather(*work)
            if afterwards:
                await afterwards(self)
            truth = await self._fresh_page()
            await until(lambda: all(page.posts == truth for page in self.pages), PROMISED_SECONDS)
            return self._count(truth, seconds)

    def _engage(self) -> None:
        cast, number = self.cast, int(self.path.rstrip("/").rpartition("/")[2])
        people = iter(map(self.stage.person, range(len(self.stage.sessions))))
        self.posters = [Poster(f"Poster {each}", next(people), self.path) for each in range(cast.posters)]
        self.pages = [ListeningPage(next(people), self.path, number) for _ in range(cast.listening)]
        self.pages += [RestlessPage(next(people), self.path, number) for _ in range(cast.restless)]
        self.pages += [PollingPage(next(people), self.path, number) for _ in range(cast.polling)]
        self.deaf = [DeafPage(next(people), self.path, number) for _ in range(cast.deaf)]

    async def newest_change(self) -> int:
        """Give the number of the newest change, as soon as the hub can say."""
        frames = await self._frames()
        return frames[-1]["upto"]

    async def _fresh_page(self) -> dict[int, str]:
        fresh = Page(self.stage.person(0), self.path, 0)
        for frame in await self._frames():
            fresh.apply(frame)
        return fresh.posts

    async def _frames(self) -> list[dict]:
        while True:
            try:
                answer = await self.stage.person(0).get(f"{self.path}changes/?after=0")
            except Unanswered:
                continue
            if answer.status == 200:
                return json.loads(answer.body)["frames"]

    def _count(self, truth: dict[int, str], seconds: float) -> Outcome:
        said = Counter(words for html in truth.values() for words in WORDS.findall(html))
        acknowledged = [WORDS.findall(words)[0] for poster in self.posters for words in poster.acknowledged]
        on_screen = (Counter(WORDS.findall(" ".join(page.posts.values()))) for page in self.pages)
        return Outcome(
            lost=sum(words not in said for words in acknowledged),
            doubled=sum(count > 1 for counts in (said, *on_screen) for count in counts.values()),
            wrong=sum(page.posts != truth for page in self.pages),
            seconds=seconds,
            acknowledged=len(acknowledged),
            refused=sum(poster.refused for poster in self.posters),
            findings=self.findings,
        )

    def find(self, sentence: str, *, held: bool = True) -> None:
        """Note what this drill alone asks."""
        self.findings.append((sentence, held))


async def keep_asking(person: Person, path: str) -> Counter[int]:
    """Ask for one page until cancelled; gives how often each status came, 599 standing for no answer."""
    answers: Counter[int] = Counter()
    with suppress(asyncio.CancelledError):
        while True:
            try:
                answers[(await person.get(path)).status] += 1
            except Unanswered:
                answers[599] += 1
            await asyncio.sleep(0.02)
    return answers


@asynccontextmanager
async def _at_work(work: list):
    tasks = [asyncio.create_task(each) for each in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def until(is_so: Callable[[], bool], seconds: float) -> None:
    """Wait until something is so, or until the seconds have passed."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not is_so():
        await asyncio.sleep(0.05)
