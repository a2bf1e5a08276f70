"""How pages bear a network that grew: the same pages before and after twenty thousand people came."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from uuid import uuid4

from bench import servers
from bench.load import press
from bench.servers import Server

PEOPLE = 20_000
MEMBERS = 10_000
THREADS = 50_000
WAITING = 500
PRESSES = 120
PAGES = {
    "directory of people": "/people/",
    "people found by name": "/people/?q=nadia",
    # Thirty people of the demonstration, so that the page is as long before as after.
    "people by what they do": "/people/?role=practice&role=coordination",
    "organisations": "/organisations/",
    "look after": "/communities/benchmark/look-after/",
    "community home": "/communities/benchmark/",
    "list of conversations": "/communities/benchmark/threads/",
}


async def measure_rooms(hub: Server, session: str, environment: dict[str, str]) -> None:
    """Press each page as a Lead at the size of the demonstration, fill the hub, and press again."""
    cookie = f"session={session}"
    small = {name: await press(hub, path, PRESSES, cookie) for name, path in PAGES.items()}
    print(
        f"\nFilling it: {PEOPLE:,} people, {MEMBERS:,} more members, {THREADS:,} conversations, {WAITING} waiting…",
        flush=True,
    )
    subprocess.run(
        [sys.executable, "-m", "bench.rooms"], cwd=servers.ROOT, env=os.environ | environment, check=True
    )
    print(f"{'page':<28}{'p95 ms':>8}{'when full':>11}{'times':>8}")
    for name, path in PAGES.items():
        full = await press(hub, path, PRESSES, cookie)
        before, after = small[name].percentile(0.95), full.percentile(0.95)
        print(f"{name:<28}{before:>8.1f}{after:>11.1f}{after / before:>8.2f}")


def fill() -> None:
    """Fill the database named by DATA_DIR, in bulk and past every action: only its size matters here."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from communities.directory import COUNTER
    from communities.models import Community, Membership, Organisation, Place, TaggedUser, Topic, User
    from communities.public import bump
    from discussions.models import Post, Thread

    now = timezone.now()
    community = Community.objects.get(slug="benchmark")
    bodies = list(Organisation.objects.values_list("pk", flat=True))
    places = list(Place.objects.values_list("pk", flat=True))
    people = User.objects.bulk_create(
        (
            User(
                email=f"crowd{number}@example.org",
                name=f"Person {number}",
                approved_at=now,
                password="!",
                organisation_id=bodies[number % len(bodies)],
                place_id=places[number % len(places)],
                work_role=User.WorkRole.values[number % 7],
                can_help_with="Hard meetings." if number % 5 == 0 else "",
                is_listed=number % 20 != 0,
            )
            for number in range(PEOPLE)
        ),
        batch_size=500,
    )
    topics = list(Topic.objects.values_list("pk", flat=True))
    TaggedUser.objects.bulk_create(
        (
            TaggedUser(content_object=person, tag_id=topics[(number * 5 + step) % len(topics)])
            for number, person in enumerate(people)
            for step in range(2)
        ),
        batch_size=500,
    )
    states = ["active"] * MEMBERS + ["asked"] * WAITING
    Membership.objects.bulk_create(
        (
            # One in a hundred came lately.
            Membership(
                user=person,
                community=community,
                state=state,
                joined_at=now - timedelta(days=10 if number % 100 == 0 else 90),
                changed_at=now,
            )
            for number, (person, state) in enumerate(zip(people, states, strict=False))
        ),
        batch_size=500,
    )
    threads = Thread.objects.bulk_create(
        (
            Thread(
                community=community,
                title=f"Conversation {number}",
                kind="question" if number % 3 else "discussion",
                author=people[number % MEMBERS],
                started_at=now - timedelta(minutes=number * 10),
                last_posted_at=now - timedelta(minutes=number * 10),
                last_post_number=2,
                last_change=2,
            )
            for number in range(THREADS)
        ),
        batch_size=500,
    )
    Post.objects.bulk_create(
        (
            Post(
                thread=thread,
                community=community,
                number=number,
                author=people[(index + number) % MEMBERS],
                body="<p>We tried this.</p>",
                token=uuid4(),
                posted_at=thread.started_at,
            )
            for index, thread in enumerate(threads)
            for number in (1, 2)
        ),
        batch_size=500,
    )
    call_command("learn_table_sizes", verbosity=0)  # as it does every night
    bump(COUNTER)  # in bulk, past every signal
    json.dump({"threads": len(threads)}, sys.stdout)
    print()


if __name__ == "__main__":
    fill()
