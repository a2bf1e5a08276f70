"""What follows when a file's row goes, by whatever way: a Post, a Community, or the sweep took it along."""

from __future__ import annotations

from django.db import transaction

from discussions.models.stored_file import StoredFile


def remove_from_disk(sender: type, instance: StoredFile, **kwargs: object) -> None:
    """Take what the row stood for from the disk, once its going is committed; listens to `post_delete`."""
    transaction.on_commit(lambda: discard_files(instance), robust=True)


def discard_files(stored: StoredFile) -> None:
    """Take the stored files of a row from the disk."""
    for file in (stored.file, stored.thumbnail):
        if file.name:
            file.storage.delete(file.name)
