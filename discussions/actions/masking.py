"""Asking through a Lead, without one's name, and looking up who it was (decision 19)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from communities.actions.decisions import record
from communities.db import writes
from communities.models import Community, Decision, Topic, User
from discussions import permissions
from discussions.about import NOTHING, About
from discussions.actions.holding import hold_post
from discussions.actions.posts import same_press
from discussions.locks import locked_post
from discussions.models import HeldPost, Post, Thread

if TYPE_CHECKING:
    from communities.querysets import DecisionQuerySet

#: The kind of decision that a look-up is.
LOOKED_UP = "asker-looked-up"


def ask_without_name(
    *,
    author: User,
    community: Community,
    body: str,
    token: UUID,
    asked_at: datetime,
    thread: Thread | None = None,
    title: str = "",
    kind: str = "",
    topics: Collection[Topic] = (),
    about: About = NOTHING,
    quoted: Post | None = None,
    files: Collection[UUID] = (),
) -> HeldPost | Post:
    """Hand words to the Leads, who may pass them on without their author's name.

    Whoever is named in them is not told: that would be a way to reach people unseen. The same press gives
    what came of it before. Raises what posting would raise, CannotMask and AlreadyPosted.
    """
    if earlier := same_press(author, token, body, files, thread):
        return earlier
    return hold_post(
        author=author,
        community=community,
        body=body,
        token=token,
        why=HeldPost.Why.MASK,
        held_at=asked_at,
        thread=thread,
        title=title,
        kind=kind,
        topics=topics,
        about=about,
        quoted=quoted,
        files=files,
    )


@writes
def reveal_asker(
    *, post: Post, lead: User, reason: str, revealed_at: datetime, after: int | None = None
) -> User:
    """Give a Lead the name of who asked. It stands in the log with its reason, without the name, and who asked is told.

    `after` is what `last_look_up` gave as the form was drawn: the same press again, as when its answer is
    loaded anew, gives the same name and adds nothing. Raises CannotTakePart, CannotModerate and CannotReveal.
    """
    post = locked_post(post)
    asker = permissions.check_can_reveal(lead, post)
    if after is not None and _look_ups(post, lead).filter(pk__gt=after, reason=reason).exists():
        return asker
    record(
        LOOKED_UP,
        community=post.thread.community,
        subject_id=post.pk,
        by=lead,
        about=asker,
        is_named=False,
        reason=reason,
        decided_at=revealed_at,
    )
    return asker


def last_look_up(*, post: Post, lead: User) -> int:
    """Give the id of the last decision by which this Lead looked up who asked, 0 before the first."""
    return _look_ups(post, lead).values_list("pk", flat=True).first() or 0


def _look_ups(post: Post, lead: User) -> DecisionQuerySet:
    return Decision.objects.filter(kind=LOOKED_UP, subject_id=post.pk, by=lead).order_by("-pk")
