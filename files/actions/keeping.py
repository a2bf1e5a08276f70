"""Adding files and versions of them, choosing which one is sent, and what a file is called."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from communities.actions.decisions import record
from communities.db import writes
from communities.limits import check_rate
from communities.models import Community, Topic, User
from communities.public import bump
from discussions.attaching import RATE, keep_on_disk
from discussions.receiving import ReceivedFile
from files import permissions, tasks
from files.locks import folder_still_there, lock_shelf, locked_file
from files.models import FileVersion, Folder, KeptFile

#: Versions of one file.
MAX_VERSIONS = 50

State = FileVersion.State


class _ThereAlready(Exception):  # noqa: N818  # an answer, not an error
    """This press of the button has kept its file before."""

    def __init__(self, file: KeptFile) -> None:
        self.file = file


def add_file(
    *,
    community: Community,
    uploader: User,
    received: ReceivedFile,
    title: str,
    description: str = "",
    topics: Iterable[Topic] = (),
    folder: Folder | None = None,
    added_at: datetime,
) -> KeptFile:
    """Keep a file for a Community, or give the one that the same press has kept before.

    Raises CannotTakePart, CannotKeep, CannotSpeak and TooOften.
    """
    permissions.check_can_keep(uploader, community)
    check_rate("upload", uploader.pk, RATE)
    version = FileVersion(number=1, uploader=uploader, uploaded_at=added_at)
    file = KeptFile(
        community=community,
        title=title,
        description=description,
        added_by=uploader,
        organisation_id=uploader.organisation_id,
        added_at=added_at,
        changed_at=added_at,
    )
    try:
        keep_on_disk(
            version, received, insert=lambda kept: _insert_file(file, kept, uploader, topics, folder)
        )
    except _ThereAlready as answer:
        return answer.file
    return file


@writes
def _insert_file(
    file: KeptFile, version: FileVersion, uploader: User, topics: Iterable[Topic], folder: Folder | None
) -> None:
    lock_shelf(file.community_id)
    community = Community.objects.get(pk=file.community_id)
    permissions.check_can_keep(uploader, community)
    file.folder = folder_still_there(folder, community)
    there = KeptFile.objects.filter(
        community=community,
        folder=file.folder,
        added_by=uploader,
        title=file.title,
        current__sha256=version.sha256,
    )
    if earlier := there.select_related("community").first():
        raise _ThereAlready(earlier)
    file.save(force_insert=True)
    file.topics.set(topics)
    _insert_version(file, version)


def add_version(
    *, file: KeptFile, uploader: User, received: ReceivedFile, uploaded_at: datetime
) -> FileVersion:
    """Keep a newer version of a file: it is sent from now on. The same content again changes nothing.

    Raises CannotTakePart, CannotKeep, CannotChange, CannotSpeak and TooOften.
    """
    permissions.check_can_change(uploader, file)
    check_rate("upload", uploader.pk, RATE)
    version = FileVersion(uploader=uploader, uploaded_at=uploaded_at)
    try:
        keep_on_disk(version, received, insert=lambda kept: _insert_next(file, kept, uploader))
    except _ThereAlready as answer:
        return answer.file.current or version
    return version


@writes
def _insert_next(file: KeptFile, version: FileVersion, uploader: User) -> None:
    file = locked_file(file)
    permissions.check_can_change(uploader, file)
    if file.current and file.current.sha256 == version.sha256:
        raise _ThereAlready(file)
    newest = file.versions.values_list("number", flat=True).first() or 0
    if file.versions.count() >= MAX_VERSIONS:
        raise permissions.CannotChange(
            f"A file keeps up to {MAX_VERSIONS} versions. Add this one as a file of its own."
        )
    version.number = newest + 1
    file.changed_at = version.uploaded_at
    _insert_version(file, version)


def _insert_version(file: KeptFile, version: FileVersion) -> None:
    version.kept_file = file
    version.save(force_insert=True)
    file.current = version
    file.save(update_fields=["current", "changed_at"])
    if version.is_waiting:
        tasks.scan_version.enqueue(version.pk)
    tasks.take_words_out_of_version.enqueue(version.pk)
    _show(file)


@writes
def choose_version(*, file: KeptFile, number: int, chooser: User, chosen_at: datetime) -> None:
    """Send this version of a file from now on; the others stay in the list.

    Raises CannotTakePart, CannotKeep, CannotChange and CannotSpeak.
    """
    file = locked_file(file)
    permissions.check_can_change(chooser, file)
    version = file.versions.defer("text").filter(number=number).first()
    if version is None or version.state == State.QUARANTINED:
        raise permissions.CannotChange("This version cannot be sent, so it cannot be the newest.")
    if file.current_id == version.pk:
        return
    file.current, file.changed_at = version, chosen_at
    file.save(update_fields=["current", "changed_at"])
    _show(file)


@writes
def edit_file(
    *,
    file: KeptFile,
    editor: User,
    title: str,
    description: str,
    topics: Iterable[Topic],
    folder: Folder | None,
) -> None:
    """Give a file another title, description, topics or folder.

    Raises CannotTakePart, CannotKeep, CannotChange, CannotSpeak, and PermissionDenied for a folder that is gone.
    """
    file = locked_file(file)
    permissions.check_can_change(editor, file)
    file.folder = folder_still_there(folder, file.community)
    file.title, file.description = title, description
    file.save(update_fields=["title", "description", "folder"])
    file.topics.set(topics)
    _show(file)


@writes
def delete_file(*, file: KeptFile, by: User, reason: str = "", deleted_at: datetime) -> None:
    """Delete a file with all its versions and pins, for good.

    What a Lead deletes of somebody else's stands in the log, with the reason. Raises CannotTakePart,
    CannotChange, and CannotModerate where it is sealed.
    """
    file = locked_file(file)
    permissions.check_can_delete(by, file)
    permissions.check_is_not_sealed(file)
    if file.added_by_id != by.pk:
        record_about(file, "file-deleted", by=by, reason=reason, decided_at=deleted_at)
    FileVersion.objects.filter(kept_file=file).defer("text").delete()
    file.delete()
    _show(file)


@writes
def settle_scan(*, version_id: int, is_clean: bool) -> None:
    """Let readers have a version, or withhold it. One that was judged already, or is gone, stays as it is."""
    found = {"state": State.CLEAN} if is_clean else {"state": State.QUARANTINED, "text": ""}
    waiting = FileVersion.objects.filter(pk=version_id, state=State.WAITING)
    home = waiting.values_list("kept_file__community", flat=True).first()
    if home is not None and waiting.update(**found):
        bump(f"community.{home}")


def record_about(file: KeptFile, kind: str, *, by: User | None, **facts) -> None:
    """Write into the Community's log what was decided about a file, and to whoever added it."""
    record(kind, community=file.community, subject_id=file.pk, by=by, about=file.added_by, **facts)


def _show(file: KeptFile) -> None:
    """Count a change of what public pages show."""
    bump(f"community.{file.community_id}")
