"""Whether somebody's words wait for a Lead before others see them: the one place for that rule."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.timezone import now

from communities import permissions as belonging
from communities.models import Community
from discussions import pausing
from discussions.models import HeldPost, Post

if TYPE_CHECKING:
    from communities.models import User
    from communities.querysets import Viewer

Holding, Why = Community.Holding, HeldPost.Why

#: How long an account is new: its links and files are looked at first.
NEW_FOR = timedelta(days=7)


def why_held(
    author: User, community: Community, body: str, files: Collection[UUID] = (), *, title: str = ""
) -> str:
    """Say why these words would wait, as a value of `HeldPost.Why`, or "" where they would not.

    Leads never wait. Three queries at most, and none where the Community holds nothing.
    """
    return _why(author, community, body, files, title) if _can_wait(author, community) else ""


def _can_wait(author: User, community: Community) -> bool:
    is_looked_at = community.holds != Holding.NOTHING or community.holds_names
    return is_looked_at and not belonging.is_lead(author, community)


def _why(author: User, community: Community, body: str, files: Collection[UUID] = (), title: str = "") -> str:
    holding = community.holds
    if holding == Holding.EVERY:
        return Why.EVERY
    if holding == Holding.NEWCOMERS:
        if not has_spoken(author, community):
            return Why.FIRST
        is_new = author.joined_at > now() - NEW_FOR
        if is_new and (files or "<a " in body):
            return Why.LINK
    return Why.FOUND if community.holds_names and pausing.find_in(body, title) else ""


def names_anew(author: Viewer, community: Community, *, before: str, after: str) -> bool:
    """Would these words, put for others that are read already, bring in what waits for a Lead here?

    Both are clean HTML.
    """
    if not community.holds_names or belonging.is_lead(author, community):
        return False
    return not set(pausing.find_in(after)) <= set(pausing.find_in(before))


def has_spoken(author: User, community: Community) -> bool:
    """Has this person posted here before, and let it stand?"""
    return Post.objects.filter(author=author, community=community, deleted_at=None, hidden_at=None).exists()


def said_beforehand(author: User, community: Community) -> str:
    """Give the sentence that stands beside *Post* where it is known that the words will wait."""
    if not _can_wait(author, community):
        return ""
    why = _why(author, community, body="")
    if why == Why.EVERY:
        return "A Lead reads each post here before others see it."
    if why == Why.FIRST:
        return "Your first post here waits for a Lead before others see it."
    if community.holds_names:
        return "What may let somebody be recognised waits here for a Lead before others see it."
    return ""
