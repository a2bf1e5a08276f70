"""Putting a Post aside to find it again."""

from __future__ import annotations

from datetime import datetime

from communities.db import writes
from communities.models import User
from discussions import permissions
from discussions.models import Post, SavedPost


@writes
def save_post(*, post: Post, reader: User, saved_at: datetime) -> None:
    """Put a Post aside for somebody. The same twice changes nothing. Raises CannotSave."""
    permissions.check_can_save(Post.objects.get(pk=post.pk))
    SavedPost.objects.get_or_create(user=reader, post=post, defaults={"saved_at": saved_at})


@writes
def unsave_post(*, post: Post, reader: User) -> None:
    """Let it go again."""
    SavedPost.objects.filter(user=reader, post=post).delete()
