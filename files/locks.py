"""Taking the lock under which what a Community keeps changes."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from communities.models import Community
from files.models import Folder, KeptFile
from files.permissions import CannotChange


def lock_shelf(community_id: int) -> None:
    """Take the lock of everything one Community keeps: its folders, files and pins change one at a time."""
    Community.objects.select_for_update(no_key=True).get(pk=community_id)


def locked_file(file: KeptFile) -> KeptFile:
    """Take the lock and read a file again. Raises CannotChange when it is gone."""
    lock_shelf(file.community_id)
    files = KeptFile.objects.select_related("community", "added_by", "current")
    if there := files.defer("current__text").filter(pk=file.pk).first():
        return there
    raise CannotChange("This file has just been deleted.")


def locked_folder(folder: Folder) -> Folder:
    """Take the lock and read a folder again. Raises CannotChange when it is gone."""
    lock_shelf(folder.community_id)
    if there := Folder.objects.with_path().filter(pk=folder.pk).first():
        return there
    raise CannotChange("This folder has just been removed.")


def folder_still_there(folder: Folder | None, community: Community) -> Folder | None:
    """Read the folder somebody chose again, under the lock. Raises PermissionDenied when it is gone."""
    if folder is None:
        return None
    there = Folder.objects.with_path().filter(pk=folder.pk, community=community).first()
    if there is None:
        raise PermissionDenied("That folder has just been removed. Choose another one.")
    return there
