"""Threads and Posts for tests. Everything said goes through the actions, so every counter is true."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.utils import timezone

from communities.models import Community, Membership, User
from discussions import actions, attaching
from discussions.models import Attachment, Post, Thread
from discussions.receiving import receive
from tests.communities.factories import CommunityFactory, MembershipFactory
from tests.discussions import files


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
        started_at=started_at,
        token=uuid4(),
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
    facts = {"token": uuid4(), "posted_at": timezone.now()} | facts
    return actions.post_reply(thread=thread, author=author, body=body, **facts)


def lead_of(community: Community) -> User:
    """Make a Lead of this Community."""
    return make_member(community, role=Membership.Role.LEAD)


def keep_file(
    uploader: User,
    community: Community,
    data: bytes | None = None,
    name: str = "minutes.pdf",
    *,
    kept_at: datetime | None = None,
) -> Attachment:
    """Upload a file, a PDF like no other when none is given."""
    return attaching.keep_upload(
        uploader=uploader,
        community=community,
        received=receive(files.upload(data or files.pdf(str(uuid4())), name), allows_images=True),
        kept_at=kept_at or timezone.now(),
    )


def make_post_with_file(thread: Thread, author: User | None = None, *file, **facts) -> Post:
    """Make a reply with one file on it, given as to `keep_file`."""
    author = author or make_member(thread.community)
    kept = keep_file(author, thread.community, *file, **facts)
    return make_reply(thread, author, files=[kept.public_id])
