"""Threads and Posts, written in bulk with every counter as if they had been posted one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import attrgetter
from uuid import NAMESPACE_URL, uuid5

from communities.models import Community, Topic, User
from demo.accounts import ACCOUNTS
from demo.content import (
    shapes,
    threads_about_guides,
    threads_casework,
    threads_hate_crime,
    threads_local_government,
    threads_sport,
)
from demo.loading.files import load_file
from demo.loading.passages import hold_passage, load_update
from demo.loading.timing import post_times
from discussions import richtext
from discussions.announcing import written_to
from discussions.models import (
    Announcement,
    ChangeKind,
    CrossPost,
    HeldPost,
    MaskedAuthor,
    Post,
    PostRevision,
    Reaction,
    TaggedThread,
    Thread,
    ThreadChange,
    ThreadReading,
    ThreadSummary,
)

THREADS: tuple[shapes.Thread, ...] = (
    *threads_sport.THREADS,
    *threads_local_government.THREADS,
    *threads_hate_crime.THREADS,
    *threads_casework.THREADS,
    *threads_about_guides.THREADS,
)

_LATER = timedelta(minutes=2)


@dataclass(frozen=True)
class _Change:
    """Something that happened to a Thread, before it has a number."""

    at: datetime
    kind: ChangeKind
    post: Post | None = None


@dataclass
class _Known:
    """What conversations refer to, read once."""

    pages: dict[str, int]
    people: dict[str, User] = field(
        default_factory=lambda: {
            user.email.partition("@")[0]: user
            for user in User.objects.filter(email__endswith=f"@{shapes.MAIL_DOMAIN}")
        }
    )
    communities: dict[str, int] = field(
        default_factory=lambda: dict(Community.objects.values_list("slug", "pk"))
    )
    topics: dict[str, int] = field(default_factory=lambda: dict(Topic.objects.values_list("slug", "pk")))


def load_conversations(pages: dict[str, int], now: datetime) -> int:
    """Add the conversations; `pages` gives the number of each page of guidance by key.

    A conversation is known by its title in its Community. Give the number that were not there.
    """
    known = _Known(pages)
    there = set(Thread.objects.values_list("community_id", "title"))
    missing = [one for one in THREADS if (known.communities[one.community], one.title) not in there]
    # Oldest first, so that a higher number is a younger Thread.
    for thread in sorted(missing, key=lambda one: -one.days_ago[0]):
        _load(thread, known, now)
    return len(missing)


def load_held(now: datetime) -> int:
    """Add what waits for Leads, known by its press. Give the number that was not there."""
    return sum(_hold(told, now) for told in threads_casework.HELD)


def _hold(told: shapes.Held, now: datetime) -> bool:
    thread = Thread.objects.filter(title=told.thread, community__slug=told.community).first()
    author = User.objects.filter(email=f"{told.author}@{shapes.MAIL_DOMAIN}").first()
    token = uuid5(NAMESPACE_URL, f"{told.community}/{told.thread}/held by {told.author}")
    if thread is None or author is None or HeldPost.objects.filter(author=author, token=token).exists():
        return False
    HeldPost.objects.create(
        author=author,
        community_id=thread.community_id,
        thread=thread,
        body=richtext.from_plain_text(told.text),
        token=token,
        why=told.why,
        held_at=now - timedelta(hours=told.hours_ago),
    )
    return True


def _load(told: shapes.Thread, known: _Known, now: datetime) -> None:
    times = post_times(told, now)
    thread = Thread.objects.create(
        community_id=known.communities[told.community],
        title=told.title,
        kind=told.kind,
        author=known.people[told.posts[0].author],
        page_id=known.pages[told.page] if told.page else None,
        passage=hold_passage(known.pages[told.page], told.passage, times[0]) if told.passage else None,
        started_at=times[0],
        last_posted_at=times[-1],
        pinned_at=times[0] + _LATER if told.is_pinned else None,
        locked_at=times[-1] + _LATER if told.is_locked else None,
        last_post_number=len(told.posts),
        summary=richtext.from_plain_text(told.summary) if told.summary else "",
    )
    if thread.summary:
        ThreadSummary.objects.create(
            thread=thread, author=thread.author, body=thread.summary, written_at=times[-1] + _LATER
        )
    TaggedThread.objects.bulk_create(
        TaggedThread(tag_id=known.topics[key], content_object=thread) for key in told.topics
    )
    if told.is_told_to_all:
        _tell_all(thread)
    if told.shared_in:
        CrossPost.objects.create(
            thread=thread,
            community_id=known.communities[told.shared_in],
            by=thread.author,
            shared_at=times[-1] + _LATER,
            sentence=told.shared_why,
        )
    posts = Post.objects.bulk_create(
        _post(thread, number, said, at, told, known)
        for number, (said, at) in enumerate(zip(told.posts, times, strict=True), start=1)
    )
    MaskedAuthor.objects.bulk_create(
        MaskedAuthor(
            post=post, author=known.people[said.author], community_id=thread.community_id, token=post.token
        )
        for said, post in zip(told.posts, posts, strict=True)
        if said.is_masked
    )
    _number_changes(told, thread, posts)
    for said, post in zip(told.posts, posts, strict=True):
        if said.quotes:
            post.quoted = posts[said.quotes - 1]
    Post.objects.bulk_update(posts, ["quoted", "last_change"])
    thread.answer = posts[told.answer - 1] if told.answer else None
    thread.save(update_fields=["answer", "last_change"])
    PostRevision.objects.bulk_create(
        PostRevision(
            post=post,
            body=richtext.from_plain_text(said.before_edit),
            written_at=post.posted_at,
            replaced_at=post.posted_at + _LATER,
        )
        for said, post in zip(told.posts, posts, strict=True)
        if said.before_edit
    )
    Reaction.objects.bulk_create(
        Reaction(post=post, user=known.people[name], kind=kind)
        for said, post in zip(told.posts, posts, strict=True)
        for kind, names in (("thanks", said.thanks), ("useful", said.useful), ("same", said.same))
        for name in names
    )
    if told.update:
        load_update(told.update, thread, posts[-1])
    for said, post in zip(told.posts, posts, strict=True):
        for file in said.files:
            load_file(file, post)
    ThreadReading.objects.bulk_create(_readings(told, thread, posts, known))


def _tell_all(thread: Thread) -> None:
    letters = written_to(thread.community, thread.author).filter(joined_at__lte=thread.started_at).count()
    at = thread.started_at + _LATER
    Announcement.objects.create(
        thread=thread,
        community=thread.community,
        by=thread.author,
        announced_at=at,
        letters_from=at + _LATER,
        letter_count=letters,
        sent_count=letters,
        finished_at=at + 2 * _LATER,
    )


def _post(
    thread: Thread, number: int, said: shapes.Post, at: datetime, told: shapes.Thread, known: _Known
) -> Post:
    author = None if said.is_masked else known.people[said.author]
    hider = known.people[told.moderator] if said.hidden else None
    return Post(
        thread=thread,
        community_id=thread.community_id,
        number=number,
        author=author,
        organisation_id=author.organisation_id if author else None,
        is_masked=said.is_masked,
        # A deleted Post keeps its place and loses its words, as `discussions.actions.delete_post` has it.
        body="" if said.is_deleted else richtext.from_plain_text(said.text),
        token=uuid5(NAMESPACE_URL, f"{told.community}/{told.title}/{number}"),
        posted_at=at,
        edited_at=at + _LATER if said.before_edit else None,
        deleted_at=at + _LATER if said.is_deleted else None,
        hidden_at=at + _LATER if said.hidden else None,
        hidden_by=hider,
        hidden_reason=said.hidden,
    )


def _number_changes(told: shapes.Thread, thread: Thread, posts: list[Post]) -> None:
    """Write the log of what happened, 1, 2, 3…, and remember each Post's last line in it."""
    changes = []
    for post in posts:
        changes.append(_Change(post.posted_at, ChangeKind.POST_ADDED, post))
        for at, kind in (
            (post.edited_at, ChangeKind.POST_EDITED),
            (post.deleted_at, ChangeKind.POST_DELETED),
            (post.hidden_at, ChangeKind.POST_HIDDEN),
        ):
            if at:
                changes.append(_Change(at, kind, post))
    if told.answer:
        changes.append(
            _Change(posts[-1].posted_at + _LATER, ChangeKind.ANSWER_MARKED, posts[told.answer - 1])
        )
    for said, post in zip(told.posts, posts, strict=True):
        pressed = len(said.thanks) + len(said.useful) + len(said.same)
        changes += [_Change(posts[-1].posted_at + _LATER, ChangeKind.REACTIONS_CHANGED, post)] * pressed
    if thread.summary:
        changes.append(_Change(posts[-1].posted_at + _LATER, ChangeKind.THREAD_SUMMARISED))
    if thread.pinned_at:
        changes.append(_Change(thread.pinned_at, ChangeKind.THREAD_PINNED))
    if thread.locked_at:
        changes.append(_Change(thread.locked_at, ChangeKind.THREAD_LOCKED))
    changes.sort(key=attrgetter("at"))
    for number, change in enumerate(changes, start=1):
        if change.post:
            change.post.last_change = number
    thread.last_change = len(changes)
    ThreadChange.objects.bulk_create(
        ThreadChange(thread=thread, number=number, kind=change.kind, post=change.post)
        for number, change in enumerate(changes, start=1)
    )


def _readings(told: shapes.Thread, thread: Thread, posts: list[Post], known: _Known) -> list[ThreadReading]:
    """Say how far each documented member has read: at least to their own last Post."""
    readings = []
    members = set(thread.community.memberships.active().values_list("user_id", flat=True))
    for account in ACCOUNTS:
        reader = known.people[account.key]
        if reader.pk not in members:
            continue
        own = max((post.number for post in posts if post.author_id == reader.pk), default=0)
        number = max(own, len(posts) - told.unread.get(account.key, 0))
        if number:
            readings.append(
                ThreadReading(
                    user=reader,
                    thread=thread,
                    last_read_number=number,
                    read_at=posts[number - 1].posted_at + _LATER,
                )
            )
    return readings
