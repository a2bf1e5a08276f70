"""Everything people do to files. As in `actions`: check, write, count, announce.

`attach` and `detach` are parts of the action that writes the Post, in its transaction and under its
Thread's lock; by then every file has long been judged and is on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.core.files.base import ContentFile

from communities.db import writes
from communities.limits import check_rate
from communities.models import Community, User
from discussions import permissions, scanning, tasks
from discussions.models import Attachment, Draft, HeldPost, Post
from discussions.models.stored_file import StoredFile
from discussions.querysets import AttachmentQuerySet
from discussions.receivers import discard_files
from discussions.receiving import NO_PICTURES, ReceivedFile

MAX_FILES = 5
#: Files of one person that are in no Post, and how many they may send.
MAX_UNPOSTED = 30
RATE = "120/hour"

State = Attachment.State
Kept = TypeVar("Kept", bound=StoredFile)


def keep_upload(
    *, uploader: User, community: Community, received: ReceivedFile, kept_at: datetime
) -> Attachment:
    """Keep a file for a Post of this Community that is still being written.

    Raises CannotTakePart, CannotAttach and TooOften.
    """
    permissions.check_can_attach(uploader, community)
    check_rate("upload", uploader.pk, RATE)
    if Attachment.objects.unposted().filter(uploader=uploader).count() >= MAX_UNPOSTED:
        raise permissions.CannotAttach(
            f"You have uploaded {MAX_UNPOSTED} files that are in no post. Post some of them first;"
            " the others go by themselves after a day, or with the draft they wait in."
        )
    attachment = Attachment(uploader=uploader, created_at=kept_at)
    keep_on_disk(attachment, received, insert=_insert)
    return attachment


def keep_on_disk(stored: Kept, received: ReceivedFile, *, insert: Callable[[Kept], None]) -> None:
    """Keep what came in, and write its row by `insert`; when that fails nothing stays on disk."""
    stored.take(received, is_scanned=scanning.is_set_up())
    try:
        stored.file.save("", ContentFile(received.data), save=False)
        if received.thumbnail:
            stored.thumbnail.save("", ContentFile(received.thumbnail), save=False)
        insert(stored)
    except BaseException:
        discard_files(stored)  # no row would ever lead to them
        raise


@writes
def _insert(attachment: Attachment) -> None:
    attachment.save(force_insert=True)
    if attachment.is_waiting:
        tasks.scan_file.enqueue(attachment.pk)


@writes
def discard_upload(*, uploader: User, public_id: UUID) -> None:
    """Take back a file that is in no Post yet. One that is gone, posted or somebody else's stays as it is."""
    _remove_unposted(Attachment.objects.uploaded_by(uploader, [public_id]))


@writes
def sweep_uploads(*, before: datetime) -> int:
    """Remove files that were uploaded before this time and are in no Post and no draft. Gives how many."""
    return _remove_unposted(Attachment.objects.forgotten().filter(created_at__lt=before))


def _remove_unposted(files: AttachmentQuerySet) -> int:
    # Locked first: what a Post takes at this moment is in it, and stays.
    locked = files.unposted().select_for_update().values_list("pk", flat=True)
    _, counts = Attachment.objects.without_text().filter(pk__in=list(locked)).delete()
    return counts.get(Attachment._meta.label, 0)


def unposted_of(uploader: User, public_ids: Collection[UUID]) -> set[UUID]:
    """Of these ids, keep those of this person's files that are in no Post."""
    files = Attachment.objects.uploaded_by(uploader, public_ids).unposted()
    return set(files.values_list("public_id", flat=True)) if public_ids else set()


def keep_with(draft: Draft, public_ids: Collection[UUID]) -> None:
    """Let these files, from `unposted_of` its author, wait with a draft, and no others."""
    draft.files.exclude(public_id__in=public_ids).update(draft=None)
    if public_ids:
        Attachment.objects.unposted().filter(public_id__in=public_ids).update(draft=draft)


def hold(held: HeldPost, uploader: User, public_ids: Collection[UUID]) -> None:
    """Let these files of its author wait with held words. Raises CannotAttach as `attach` does."""
    if not public_ids:
        return
    uploads = list(
        Attachment.objects.uploaded_by(uploader, public_ids).unposted().select_for_update(of=("self",))
    )
    if len(uploads) < len(set(public_ids)):
        raise permissions.CannotAttach("One of your files is not here any more. Choose it again.")
    if len(uploads) > MAX_FILES:
        raise permissions.CannotAttach(f"A post takes up to {MAX_FILES} files. Remove some of them.")
    for file in uploads:
        _check_is_welcome(file, held.community)
    Attachment.objects.filter(pk__in=[file.pk for file in uploads]).update(held=held, draft=None)


def attach(post: Post, uploader: User, public_ids: Collection[UUID]) -> bool:
    """Make files that this person uploaded part of their Post; gives whether there are new ones.

    A file that the Post has already is dropped. Raises CannotAttach, and the Post is not written.
    """
    if not public_ids:
        return False
    uploads = list(Attachment.objects.uploaded_by(uploader, public_ids).select_for_update(of=("self",)))
    if len(uploads) < len(set(public_ids)) or any(file.post_id not in (None, post.pk) for file in uploads):
        raise permissions.CannotAttach("One of your files is not here any more. Choose it again.")
    there = set(post.attachments.values_list("sha256", flat=True))
    fresh = []
    for file in uploads:
        if file.post_id is None and file.sha256 in there:
            file.delete()
        elif file.post_id is None:
            there.add(file.sha256)
            fresh.append(file)
    if len(there) > MAX_FILES:
        raise permissions.CannotAttach(f"A post takes up to {MAX_FILES} files. Remove some of them.")
    for file in fresh:
        _check_is_welcome(file, post.community)
    Attachment.objects.filter(pk__in=[file.pk for file in fresh]).update(post=post, draft=None, held=None)
    for file in fresh:
        tasks.take_words_out.enqueue(file.pk)
    return bool(fresh)


def detach(post: Post, public_ids: Collection[UUID]) -> bool:
    """Remove files of a Post for good; gives whether any of them were there."""
    removed, _ = post.attachments.without_text().filter(public_id__in=public_ids).delete()
    return bool(removed)


def carries(post: Post, uploader: User, public_ids: Collection[UUID]) -> bool:
    """Does the Post have all these files, whether under these ids or sent a second time?"""
    if not public_ids:
        return True
    sent = set(Attachment.objects.uploaded_by(uploader, public_ids).values_list("sha256", flat=True))
    return sent <= set(post.attachments.values_list("sha256", flat=True))


def _check_is_welcome(file: Attachment, community: Community) -> None:
    if file.is_picture and not community.allows_images:
        raise permissions.CannotAttach(NO_PICTURES)
    if file.state == State.QUARANTINED:
        raise permissions.CannotAttach(
            f"Our scanner found something harmful in “{file.name}”, so it cannot be posted. Remove it."
        )
