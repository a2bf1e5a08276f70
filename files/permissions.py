"""Each rule about files, folders and pins, once. `check_…` raises a sentence a person can act on.

Whoever may not read the Community never gets as far as these: `visible_to` finds nothing for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from communities import permissions as belonging
from files.models.folder import MAX_DEPTH

if TYPE_CHECKING:
    from communities.models import Community
    from communities.querysets import Viewer
    from files.models import Folder, KeptFile


class CannotKeep(PermissionDenied):
    """This person does not add files or folders here, or not now."""


class CannotChange(PermissionDenied):
    """This file or folder is not this person's to change."""


class CannotModerate(PermissionDenied):
    """This person does not look after this Community."""


class CannotPin(PermissionDenied):
    """This does not go on the Community's home."""


def check_can_keep(viewer: Viewer, community: Community) -> None:
    """Pass members while words are taken here. Raises CannotTakePart, CannotKeep or CannotSpeak."""
    belonging.check_can_take_part(viewer)
    if not belonging.is_member(viewer, community):
        raise CannotKeep(f"Only members of {community} add files here. Join it first.")
    belonging.check_may_speak_now(viewer, community)


def check_can_make_folder(viewer: Viewer, community: Community, parent: Folder | None) -> None:
    """Pass whoever may add files, where folders are not too deep. Raises as above."""
    check_can_keep(viewer, community)
    if parent is not None and parent.depth >= MAX_DEPTH:
        raise CannotKeep(f"Folders go {MAX_DEPTH} deep. Put this one further up.")


def check_can_change(viewer: Viewer, file: KeptFile) -> None:
    """Pass whoever added the file, and Leads. Raises CannotTakePart, CannotKeep, CannotChange or CannotSpeak."""
    check_can_keep(viewer, file.community)
    if file.added_by_id != viewer.pk and not belonging.is_lead(viewer, file.community):
        raise CannotChange("Whoever added a file can change it, or a Lead.")
    if file.is_hidden:
        raise CannotChange("A Lead has put this file out of sight, so it stays as it is.")


def check_can_delete(viewer: Viewer, file: KeptFile) -> None:
    """Pass whoever added the file, whenever; and Leads. Raises CannotTakePart or CannotChange."""
    if viewer.is_authenticated and file.added_by_id == viewer.pk:
        return
    belonging.check_can_take_part(viewer)
    if not belonging.is_lead(viewer, file.community):
        raise CannotChange("Whoever added a file can delete it, or a Lead.")


def check_can_change_folder(viewer: Viewer, folder: Folder) -> None:
    """Pass whoever made the folder, and Leads. Raises CannotTakePart, CannotKeep, CannotChange or CannotSpeak."""
    check_can_keep(viewer, folder.community)
    if folder.made_by_id != viewer.pk and not belonging.is_lead(viewer, folder.community):
        raise CannotChange("Whoever made a folder can rename it, or a Lead.")


def check_is_empty(folder: Folder) -> None:
    """Pass a folder with nothing in it, hidden files included. Raises CannotChange."""
    if folder.kept_files.exists() or folder.children.exists():
        raise CannotChange("There are files or folders in it. Move them somewhere else first.")


def check_can_moderate(viewer: Viewer, community: Community) -> None:
    """Pass the Leads of this Community. Raises CannotTakePart or CannotModerate."""
    belonging.check_can_take_part(viewer)
    if not belonging.is_lead(viewer, community):
        raise CannotModerate("Only the Leads of this community can do that.")


def check_is_not_sealed(file: KeptFile) -> None:
    """Pass a file that the network's office has not sealed. Raises CannotModerate."""
    if file.is_sealed:
        raise CannotModerate("The network's office has locked this file and decides about it.")


def check_is_for_others_to_judge(lead: Viewer, file: KeptFile) -> None:
    """Pass a Lead, but for their own file that somebody else put out of sight. Raises CannotModerate."""
    if file.is_hidden and file.added_by_id == lead.pk and file.hidden_by_id != lead.pk:
        raise CannotModerate("You added this, so somebody else decides. You can ask for a second look.")
