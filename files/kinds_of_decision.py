"""The decisions that Leads take about files, registered as the room opens."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied

from communities.deciding import Kind, register
from communities.models import Decision, User
from files.actions.hiding import restore_hidden
from files.locks import locked_file
from files.models import KeptFile
from files.permissions import check_is_not_sealed


def _file_of(decision: Decision) -> KeptFile | None:
    files = KeptFile.objects.select_related("community")
    return files.filter(pk=decision.subject_id, community=decision.community_id).first()


def _page(decision: Decision) -> str:
    file = _file_of(decision)
    return file.get_absolute_url() if file else ""


def _words(decision: Decision) -> str:
    file = _file_of(decision)
    return f"{file.title}. {file.description}".strip() if file and not file.is_sealed else ""


def _undo_hiding(decision: Decision, by: User, at: datetime) -> None:
    found = _file_of(decision)
    file = found and locked_file(found)
    if not file or not file.is_hidden:
        raise PermissionDenied("This file is not hidden any more.")
    check_is_not_sealed(file)
    if decision.by_id is None and not file.is_set_aside:
        raise PermissionDenied("A Lead has looked at this file since.")
    restore_hidden(file, by=by, restored_at=at)


def register_kinds() -> None:
    """Register them."""
    register(
        Kind(
            "file-hidden",
            "hid a file of",
            told="A Lead has put a file of yours out of sight.",
            undo=_undo_hiding,
            address=_page,
            words=_words,
        ),
        Kind(
            "file-restored",
            "brought back a file of",
            told="A file of yours that was out of sight can be read again.",
            takes_back="file-hidden",
            address=_page,
        ),
        Kind(
            "file-set-aside",
            "put out of sight, until somebody looks, a file of",
            is_by_hub=True,
            told="A file of yours was reported as urgent. It is out of sight until somebody has looked.",
            undo=_undo_hiding,
            address=_page,
            words=_words,
        ),
        Kind(
            "file-set-free",
            "looked, and brought back a file of",
            told="Somebody has looked at your file that was reported. It can be read again.",
            takes_back="file-set-aside",
            address=_page,
        ),
        # Nobody is warned that what may be evidence is being looked into.
        Kind("file-sealed", "locked, for the network's office, a file of", is_by_hub=True),
        Kind("file-unsealed", "looked, and unlocked a file of", takes_back="file-sealed", address=_page),
        Kind("file-deleted", "deleted a file of", told="A Lead has deleted a file of yours."),
    )
