"""Telling every running process that somebody may see less than before."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now

from communities.models import AccessChange
from communities.signals import access_changed

if TYPE_CHECKING:
    from communities.models import Community, User


def record_access_change(*, user: User | None = None, community: Community | None = None) -> None:
    """Write the note in the caller's transaction, and tell open sockets after the commit.

    No user: everybody in the Community. No community: everywhere.
    """
    change = AccessChange.objects.create(user=user, community=community)
    transaction.on_commit(lambda: access_changed.send(AccessChange, change=change), robust=True)


def foresee_access_change(*, user: User, community: Community, at: datetime) -> None:
    """Write a note that is read when its time has come: for sight that ends by the clock."""
    AccessChange.objects.create(user=user, community=community, at=at)


def prune_access_changes(*, older_than: timedelta) -> int:
    """Remove notes that every process has read long ago, by the database's clock; give how many."""
    removed, _ = AccessChange.objects.filter(at__lt=Now() - older_than).delete()
    return removed
