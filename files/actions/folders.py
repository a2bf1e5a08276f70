"""Making, renaming and removing folders."""

from __future__ import annotations

from datetime import datetime

from communities.db import writes
from communities.models import Community, User
from communities.public import bump
from files import permissions
from files.locks import folder_still_there, lock_shelf, locked_folder
from files.models import Folder


@writes
def make_folder(
    *, community: Community, maker: User, name: str, parent: Folder | None = None, made_at: datetime
) -> Folder:
    """Make a folder. Raises CannotTakePart, CannotKeep and CannotSpeak."""
    lock_shelf(community.pk)
    parent = folder_still_there(parent, community)
    permissions.check_can_make_folder(maker, community, parent)
    _check_is_free(community, parent, name)
    folder = Folder.objects.create(
        community=community, parent=parent, name=name, made_by=maker, made_at=made_at
    )
    bump(f"community.{community.pk}")
    return folder


@writes
def rename_folder(*, folder: Folder, by: User, name: str) -> None:
    """Give a folder another name. Raises CannotTakePart, CannotKeep, CannotChange and CannotSpeak."""
    folder = locked_folder(folder)
    permissions.check_can_change_folder(by, folder)
    _check_is_free(folder.community, folder.parent, name, besides=folder)
    folder.name = name
    folder.save(update_fields=["name"])
    bump(f"community.{folder.community_id}")


@writes
def remove_folder(*, folder: Folder, by: User) -> None:
    """Remove an empty folder. Raises CannotTakePart, CannotKeep, CannotChange and CannotSpeak."""
    folder = locked_folder(folder)
    permissions.check_can_change_folder(by, folder)
    permissions.check_is_empty(folder)
    folder.delete()
    bump(f"community.{folder.community_id}")


def _check_is_free(
    community: Community, parent: Folder | None, name: str, besides: Folder | None = None
) -> None:
    beside = Folder.objects.filter(community=community, parent=parent, name__iexact=name)
    if beside.exclude(pk__in=[besides.pk] if besides else []).exists():
        raise permissions.CannotKeep(f"There is a folder called “{name}” here already. Choose another name.")
