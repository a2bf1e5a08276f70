"""How long a search takes among a hundred thousand posts and two thousand pages, as the page of it is made.

`make bench ARGS="--search"` fills a hub on SQLite and one on PostgreSQL, and asks each the same in one process,
without a network in between: common words, rare words, several at once, as a member of six of forty Communities.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

POSTS, PAGES, ROOMS, MINE = 100_000, 2_000, 40, 6
POSTS_PER_THREAD, WORDS_PER_POST, WORDS_PER_PAGE = 20, 60, 600
VOCABULARY, BATCH = 20_000, 5_000
ASKED = 40
#: Goals for the 95th percentile, in ms.
GOALS = {"sqlite": 300, "postgresql": 150}


def main() -> None:
    """Measure on both kinds of database, each in a process of its own."""
    os.environ.setdefault(
        "DJANGO_SETTINGS_MODULE", "hub.settings.test"
    )  # what we share with the tests reads it
    from bench import full, servers

    with tempfile.TemporaryDirectory(prefix="hub-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL runs as somebody else, who must pass through
        os.environ[full.RUN_FOLDER] = name
        data = {"DATA_DIR": str(folder / "data"), "LOG_LEVEL": "ERROR"} | full.DEV

        def measure(environment: dict[str, str]) -> None:
            servers.run_manage("migrate", "--verbosity=0", environment=environment)
            subprocess.run(
                [sys.executable, "-m", "bench.searching"],
                cwd=servers.ROOT,
                env=os.environ | environment,
                check=True,
            )

        measure(data)
        with full.postgres_and_redis(folder) as neighbours:
            measure(data | neighbours)


class Language:
    """Invented words of which few are common, as in any language."""

    def __init__(self) -> None:
        self.random = random.Random(20261129)
        syllables = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u", "an", "or", "el")]
        self.words = ["".join(self.random.choices(syllables, k=3)) for _ in range(VOCABULARY)]
        self.weights = [1 / (rank + 3) for rank in range(VOCABULARY)]

    def say(self, count: int) -> str:
        """Say so many words."""
        return " ".join(self.random.choices(self.words, self.weights, k=count))


def fill(language: Language):
    """Write it all past the actions, which would take an hour; give somebody who reads six of the rooms."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from bench.seed import make_members
    from communities.models import Community, Membership
    from discussions.models import Post, Thread
    from resources.models import GuidanceIndexPage, GuidePage, HomePage

    first, people = make_members("benchmark", 200)
    rooms = [first] + [
        Community.objects.create(
            name=f"Room {number}",
            slug=f"room-{number}",
            purpose="To be searched.",
            privacy="private",
            joining="invitation",
        )
        for number in range(1, ROOMS)
    ]
    for room in rooms[1:MINE]:
        Membership.objects.create(community=room, user=people[0], state="active")
    threads = Thread.objects.bulk_create(
        Thread(community=rooms[number % ROOMS], title=language.say(6).capitalize(), author=people[number % 200],
               last_post_number=POSTS_PER_THREAD)
        for number in range(POSTS // POSTS_PER_THREAD)
    )  # fmt: skip
    for begin in range(0, POSTS, BATCH):
        Post.objects.bulk_create(
            Post(
                thread=threads[number // POSTS_PER_THREAD], number=number % POSTS_PER_THREAD + 1, token=uuid4(),
                community_id=threads[number // POSTS_PER_THREAD].community_id, author=people[number % 200],
                body=f"<p>{language.say(WORDS_PER_POST)}</p>",
            )
            for number in range(begin, begin + BATCH)
        )  # fmt: skip
    home = HomePage.objects.get()
    index = GuidanceIndexPage.objects.child_of(home).first()
    index = index or home.add_child(instance=GuidanceIndexPage(title="Guidance", slug="guidance"))
    with transaction.atomic():
        for number in range(PAGES):
            body = [{"type": "paragraph", "value": f"<p>{language.say(WORDS_PER_PAGE)}</p>"}]
            page = GuidePage(
                title=language.say(5).capitalize(), slug=f"page-{number}", summary=language.say(12), body=body
            )
            index.add_child(instance=page)
    call_command("update_index", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return people[0]


def questions(language: Language) -> dict[str, list[str]]:
    """Give what is asked, by how hard it is: words that stand in half of all posts come first in the list."""
    chosen = random.Random(7)
    common, usual, rare = language.words[:20], language.words[100:1000], language.words[5000:]
    return {
        "one common word": [chosen.choice(common) for _ in range(ASKED)],
        "one usual word": [chosen.choice(usual) for _ in range(ASKED)],
        "one rare word": [chosen.choice(rare) for _ in range(ASKED)],
        "a common and a usual word": [
            f"{chosen.choice(common)} {chosen.choice(usual)}" for _ in range(ASKED)
        ],
        "four words, none holds all": [" ".join(chosen.sample(usual, 4)) for _ in range(ASKED)],
    }


def measure() -> None:
    """Fill the database named by DATA_DIR or DATABASE_URL, ask, and print."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    call_command("collectstatic", interactive=False, verbosity=0)
    language = Language()
    began = time.monotonic()
    client = Client()
    client.force_login(fill(language))
    goal = GOALS[connection.vendor]
    print(
        f"\nSearch on {connection.vendor}: {POSTS:,} posts, {PAGES:,} pages, reading {MINE} of {ROOMS} rooms "
        f"(filled in {time.monotonic() - began:.0f} s); goal {goal} ms\n{'':<30}{'kind':<16}{'p50 ms':>8}{'p95':>8}",
        flush=True,
    )
    for name, asked in questions(language).items():
        for kind in ("", "conversations", "guidance"):
            took = sorted(_time(client, words, kind) for words in asked)
            p50, p95 = took[len(took) // 2] * 1000, took[int(len(took) * 0.95)] * 1000
            print(
                f"{name:<30}{kind or 'everything':<16}{p50:>8.0f}{p95:>8.0f}{'' if p95 <= goal else '  over'}",
                flush=True,
            )


def _time(client, words: str, kind: str) -> float:
    began = time.perf_counter()
    answer = client.get("/search/", {"q": words, "kind": kind})
    assert answer.status_code == 200
    return time.perf_counter() - began


if __name__ == "__main__":
    measure()
