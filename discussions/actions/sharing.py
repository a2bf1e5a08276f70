"""Pointing to a conversation from a second Community."""

from __future__ import annotations

from datetime import datetime

from communities.db import writes
from communities.models import Community, User
from communities.public import bump
from discussions import permissions
from discussions.locks import locked_thread
from discussions.models import CrossPost, Thread


@writes
def share_thread(
    *, thread: Thread, to: Community, by: User, sentence: str = "", shared_at: datetime
) -> CrossPost:
    """Put a card that leads to a Thread into another Community, or give the one that is there.

    Raises CannotTakePart, CannotShare and CannotSpeak.
    """
    thread = locked_thread(thread.pk)
    permissions.check_can_share(by, thread, to)
    card, is_new = CrossPost.objects.get_or_create(
        thread=thread, community=to, defaults={"by": by, "sentence": sentence, "shared_at": shared_at}
    )
    if is_new:
        bump(f"community.{to.pk}")
    return card


@writes
def unshare_thread(*, card: CrossPost, by: User) -> None:
    """Take a card away; the Thread stays as it is. Raises CannotTakePart and CannotShare."""
    permissions.check_can_unshare(by, card)
    CrossPost.objects.filter(pk=card.pk).delete()
    bump(f"community.{card.community_id}")
