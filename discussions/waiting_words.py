"""What waits for Leads in conversations: words to look at, questions nobody answers, newcomers nobody greets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from communities.forms import ReasonForm
from communities.models import Community, Membership, User
from communities.waiting import Source, register
from discussions.models import HeldPost, Post, Thread

#: How long a question waits for somebody else's reply before it waits for a Lead.
QUESTION_WAITS = timedelta(hours=72)
#: How long a newcomer's first post waits for a reply: the first-reply clock.
NEWCOMER_WAITS = timedelta(hours=24)
#: How long after joining a Community somebody is a newcomer.
NEWCOMER_FOR = timedelta(days=30)
#: What is older than this has been seen by everybody, and stays where it is.
FORGOTTEN_AFTER = timedelta(days=30)


def held(communities: QuerySet[Community], lead: User, at: datetime) -> QuerySet:
    """Words that wait for a Lead's yes, except this Lead's own."""
    return HeldPost.objects.waiting().filter(community__in=communities).exclude(author=lead)


def fetch_held(pks: Sequence[int], lead: User) -> Iterable[HeldPost]:
    """Fetch them with what their fragment shows."""
    rows = HeldPost.objects.filter(pk__in=pks).select_related(
        "author__organisation", "author__place", "thread__community", "community"
    )
    return rows.prefetch_related("files")


def questions(communities: QuerySet[Community], lead: User, at: datetime) -> QuerySet:
    """Open questions of the last month to which nobody else has replied for three days; not those put aside."""
    asked = Thread.objects.unanswered().filter(
        community__in=communities,
        started_at__lt=at - QUESTION_WAITS,
        started_at__gt=at - FORGOTTEN_AFTER,
        put_aside_at=None,
    )
    return asked.filter(~_has_reply("pk", "author"))


def newcomers(communities: QuerySet[Community], lead: User, at: datetime) -> QuerySet:
    """First posts of people who came lately, that nobody has answered for a day, unless a Lead put them aside."""
    came_lately = Membership.objects.belonging().filter(joined_at__gt=at - NEWCOMER_FOR, role="member")
    joined_lately = came_lately.filter(user=OuterRef("author"), community=OuterRef("community"))
    earlier = Post.objects.filter(
        author=OuterRef("author"), community=OuterRef("community"), pk__lt=OuterRef("pk")
    )
    later = Post.objects.readable().filter(thread=OuterRef("thread"), number__gt=OuterRef("number"))
    posts = Post.objects.readable().filter(
        # The few who came lately lead to their few posts; what was posted lately would be many.
        author__in=came_lately.filter(community__in=communities).values("user"),
        community__in=communities,
        posted_at__lt=at - NEWCOMER_WAITS,
        posted_at__gt=at - NEWCOMER_FOR,
        thread__put_aside_at=None,
        thread__locked_at=None,
    )
    return posts.filter(
        Exists(joined_lately), ~Exists(earlier), ~Exists(later.exclude(author=OuterRef("author")))
    )


def _has_reply(thread: str, author: str) -> Exists:
    replies = Post.objects.readable().filter(thread=OuterRef(thread), number__gt=1)
    # Of a question that names nobody, whose author is null, every reply is somebody else's.
    return Exists(replies.exclude(author=Coalesce(OuterRef(author), 0)))


def fetch_threads(pks: Sequence[int], lead: User) -> Iterable[Thread]:
    """Fetch questions with what their fragment shows."""
    rows = Thread.objects.filter(pk__in=pks)
    return rows.select_related("community", "author__organisation", "author__place")


def fetch_posts(pks: Sequence[int], lead: User) -> Iterable[Post]:
    """Fetch newcomers' posts with what their fragment shows."""
    rows = Post.objects.filter(pk__in=pks)
    return rows.select_related("thread__community", "author__organisation", "author__place")


def register_sources() -> None:
    """Register all three."""
    register(
        Source(
            "held", "Posts to let through", held, fetch_held, "discussions/_waiting_held.html", "held_at",
            form=ReasonForm,
        )
    )  # fmt: skip
    register(
        Source(
            "newcomer", "Newcomers nobody has answered", newcomers, fetch_posts,
            "discussions/_waiting_newcomer.html", "posted_at",
        )
    )  # fmt: skip
    register(
        Source(
            "question", "Questions without a reply", questions, fetch_threads,
            "discussions/_waiting_question.html", "started_at",
        )
    )  # fmt: skip
