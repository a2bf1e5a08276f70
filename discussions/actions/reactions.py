"""Saying *Thanks*, *Useful* or *We do this too* to a Post."""

from __future__ import annotations

from communities.db import writes
from communities.models import User
from discussions import live, permissions
from discussions.locks import locked_post
from discussions.models import ChangeKind, Post, Reaction


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
