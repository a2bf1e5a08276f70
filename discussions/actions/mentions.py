"""Writing down who was told by a Post, in the transaction that writes the Post."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from communities.models import User
from discussions.models import Mention, Post, Thread


def tell(*, post: Post, told: dict[int, int | None], made_at: datetime) -> None:
    """Make the Mentions of a Post those of these people, and keep what was seen of those that stay."""
    stored = dict(post.mentions.values_list("user_id", "pk"))
    gone = [pk for user_id, pk in stored.items() if user_id not in told]
    if gone:
        Mention.objects.filter(pk__in=gone).delete()
    Mention.objects.bulk_create(
        Mention(post=post, user_id=user_id, organisation_id=through, made_at=made_at)
        for user_id, through in told.items()
        if user_id not in stored
    )


def forget(*, post: Post) -> None:
    """Tell nobody any more: the Post is gone."""
    post.mentions.all().delete()


def mark_read(*, thread: Thread, reader: User, number: int, seen_at: datetime) -> None:
    """Note that somebody has come to the Posts up to this one, and so to their mentions in them."""
    Mention.objects.unseen().filter(user=reader, post__thread=thread, post__number__lte=number).update(
        seen_at=seen_at
    )


def waits(*, thread: Thread, reader: User, number: int) -> bool:
    """Is somebody named in a Post up to this one, and has not come to it? An edit may name them late."""
    mine = Mention.objects.unseen().filter(user=reader, post__thread=thread)
    return mine.filter(post__number__lte=number).exists()


def mark_all_seen(*, mentions: Sequence[int], seen_at: datetime) -> None:
    """Note that somebody is done with these mentions (ids)."""
    for start in range(0, len(mentions), 500):
        Mention.objects.filter(pk__in=mentions[start : start + 500]).update(seen_at=seen_at)


def mark_unseen(*, thread: Thread, reader: User, number: int) -> None:
    """Note that somebody wants to come again to the Posts from this one on."""
    Mention.objects.filter(user=reader, post__thread=thread, post__number__gte=number).update(seen_at=None)


def mark_seen(*, mention: Mention, seen_at: datetime) -> None:
    """Note that somebody went to where they were mentioned."""
    Mention.objects.unseen().filter(pk=mention.pk).update(seen_at=seen_at)
