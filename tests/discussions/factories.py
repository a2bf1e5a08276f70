"""Threads and Posts for tests. Everything said goes through the actions, so every counter is true."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from communities.models import Community, Membership, User
from discussions import actions
from discussions.models import Post, Thread
from tests.communities.factories import CommunityFactory, MembershipFactory


def make_member(community: Community, **traits) -> User:
    """Make a person who belongs to this Community."""
    return MembershipFactory(community=community, **traits).user


def make_thread(
    community: Community | None = None,
    author: User | None = None,
    *,
    replies: int = 0,
    title: str = "How do you open a meeting?",
    kind: str = Thread.Kind.QUESTION,
    body: str = "<p>Ours starts with silence.</p>",
    locked: bool = False,
    **facts,
) -> Thread:
    """Make a Thread with its first Post and as many replies as asked for."""
    community = community or CommunityFactory()
    author = author or make_member(community)
    started_at = timezone.now() - timedelta(days=1)
    thread = actions.start_thread(
        community=community,
        author=author,
        title=title,
        kind=kind,
        body=body,
        token=uuid4(),
        started_at=started_at,
        **facts,
    )
    for number in range(replies):
        make_reply(thread, author, body=f"<p>Reply {number + 1}.</p>")
    if locked:
        Thread.objects.filter(pk=thread.pk).update(locked_at=timezone.now())
    return Thread.objects.get(pk=thread.pk)


def make_reply(
    thread: Thread, author: User | None = None, *, body: str = "<p>We tried that.</p>", **facts
) -> Post:
    """Make a reply, by a new member when no author is given."""
    author = author or make_member(thread.community)
    return actions.post_reply(
        thread=thread, author=author, body=body, token=uuid4(), posted_at=timezone.now(), **facts
    )


def lead_of(community: Community) -> User:
    """Make a Lead of this Community."""
    return make_member(community, role=Membership.Role.LEAD)
