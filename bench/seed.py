"""What the benchmark measures with: a Thread of fifty Posts and a thousand members, in a database of its own."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from uuid import uuid4

import django

MEMBERS = 1000
POSTS = 50


def main() -> None:
    """Fill the database named by DATA_DIR, and print what the benchmark needs to know as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    django.setup()
    json.dump(seed(), sys.stdout)


def seed() -> dict:
    """Make an open Community with its members signed in, and a Thread of fifty Posts."""
    from django.utils import timezone

    from communities.models import Membership
    from discussions import actions, richtext
    from resources.models import GuidePage

    now = timezone.now()
    community, people = make_members("benchmark", MEMBERS)
    words = richtext.from_plain_text(
        "We tried this with three groups last winter. What made the difference was **who** opened the door: "
        "a neighbour, not an officer.\n\n- Start with food\n- Ask one question\n- Say when you will be back\n\n"
        "It took about two months before people came without being asked, and we would do it again."
    )
    thread = actions.start_thread(
        community=community,
        author=people[0],
        title="How do you open a first meeting?",
        kind="question",
        body=words,
        token=uuid4(),
        started_at=now - timedelta(days=3),
    )
    for number in range(1, POSTS):
        actions.post_reply(thread=thread, author=people[number], body=words, token=uuid4(), posted_at=now)
    live = actions.start_thread(
        community=community,
        author=people[0],
        title="A thread that many follow live",
        kind="discussion",
        body=words,
        token=uuid4(),
        started_at=now,
    )
    Membership.objects.filter(community=community, user=people[-1]).update(role="lead")
    fill_a_page(community, people)
    guide = max(GuidePage.objects.live(), key=lambda page: page.reading_minutes)
    return {
        "thread": thread.get_absolute_url(),
        "live": f"/communities/benchmark/threads/{live.pk}/",
        "live_id": live.pk,
        "live_change": 1,
        "guide": guide.url,
        "lead_session": session_of(people[-1]),
        "sessions": [session_of(person) for person in people],
    }


def fill_a_page(community, people) -> None:
    """Add a page of conversations and a page of what waits for a Lead: pages are compared as full as they get."""
    from django.utils import timezone

    from communities.models import Membership, User
    from discussions import actions

    now = timezone.now()
    for number in range(30):
        actions.start_thread(
            community=community, author=people[number], title=f"Conversation of a page, {number}",
            kind="discussion", body="<p>We tried this.</p>", token=uuid4(), started_at=now,
        )  # fmt: skip
    asking = User.objects.bulk_create(
        User(email=f"asking{number}@example.org", name=f"Asking {number}", approved_at=now, password="!")
        for number in range(20)
    )
    Membership.objects.bulk_create(
        Membership(user=person, community=community, state="asked", changed_at=now) for person in asking
    )


def make_members(slug: str, count: int) -> tuple:
    """Make an open Community and as many people who belong to it; gives both."""
    from django.utils import timezone

    from communities.models import Community, Membership, User

    now = timezone.now()
    community = Community.objects.create(
        name=slug.capitalize(),
        slug=slug,
        purpose="To be measured.",
        privacy="open",
        joining="now",
        holding="nothing",  # everybody posts at once here
    )
    people = User.objects.bulk_create(
        User(email=f"{slug}{number}@example.org", name=f"Member {number}", approved_at=now, password="!")
        for number in range(count)
    )
    Membership.objects.bulk_create(
        Membership(user=person, community=community, state="active", joined_at=now) for person in people
    )
    return community, people


def session_of(person) -> str:
    """Sign somebody in, without the form; gives the session's key."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return session.session_key


if __name__ == "__main__":
    main()
