"""Saying *Thanks*, *Useful* or *We do this too* to a Post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communities.models import User
from discussions import live, permissions
from discussions.db import writes
from discussions.locks import locked_post
from discussions.models import ChangeKind, Post, Reaction, Thread

if TYPE_CHECKING:
    from communities.querysets import Viewer


@writes
def set_reaction(*, post: Post, reader: User, kind: str, is_on: bool) -> None:
    """Say one word to a Post, or take it back. The same twice changes nothing.

    Raises CannotTakePart and CannotReact.
    """
    post = locked_post(post)
    permissions.check_can_react(reader, post)
    if is_on:
        _, has_changed = Reaction.objects.get_or_create(post=post, user=reader, kind=kind)
    else:
        has_changed = bool(Reaction.objects.filter(post=post, user=reader, kind=kind).delete()[0])
    if has_changed:
        live.announce(post.thread.record(ChangeKind.REACTIONS_CHANGED, post))


def said_by(reader: Viewer, thread: Thread, numbers: tuple[int, int]) -> dict[int, list[str]]:
    """Give what somebody has said to the Posts in a range of numbers, by number; nothing for the signed-out."""
    if not reader.is_authenticated:
        return {}
    said: dict[int, list[str]] = {}
    theirs = Reaction.objects.filter(user=reader, post__thread=thread, post__number__range=numbers)
    for number, kind in theirs.values_list("post__number", "kind"):
        said.setdefault(number, []).append(kind)
    return said
