"""What the full benchmark measures with: thousands of members, hundreds of Threads, and some very long ones."""

from __future__ import annotations

import json
import os
import sys
from uuid import uuid4

import django

MEMBERS = 5000
THREADS = 500
#: Posts in each of the long Threads.
LENGTHS = (50, 1000, 20_000, 100_000)
BATCH = 5000
WORDS = (
    "<p>We tried this with three groups last winter. What made the difference was <strong>who</strong> opened the "
    "door: a neighbour, not an officer.</p><ul><li>Start with food</li><li>Ask one question</li></ul>"
)


def main() -> None:
    """Fill the database named by DATA_DIR or DATABASE_URL, and print what the benchmark needs to know as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    django.setup()

    from bench.seed import make_members, session_of

    community, people = make_members("benchmark", MEMBERS)
    live = [_thread(community, people, 1) for _ in range(THREADS)]
    long = {length: _thread(community, people, length) for length in LENGTHS}
    told = {
        "live": [[thread.pk, f"/communities/benchmark/threads/{thread.pk}/"] for thread in live],
        "long": {length: thread.get_absolute_url() for length, thread in long.items()},
        "sessions": [session_of(person) for person in people],
    }
    json.dump(told, sys.stdout)


def _thread(community, people, length: int):
    """Write a Thread with this many Posts past the actions, which would take minutes; numbers have no gaps."""
    from discussions.models import Post, Thread, ThreadChange

    thread = Thread.objects.create(
        community=community, title=f"A thread of {length}", kind="discussion", author=people[0],
        last_post_number=length, last_change=length,
    )  # fmt: skip
    for first in range(1, length + 1, BATCH):
        numbers = range(first, min(first + BATCH, length + 1))
        posts = Post.objects.bulk_create(
            Post(
                thread=thread, community=community, number=number, author=people[number % 200], body=WORDS,
                token=uuid4(), last_change=number,
            )
            for number in numbers
        )  # fmt: skip
        ThreadChange.objects.bulk_create(
            ThreadChange(thread=thread, number=post.number, kind="post.added", post=post) for post in posts
        )
    return thread


if __name__ == "__main__":
    main()
