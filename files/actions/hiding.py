"""Leads put files out of sight, with a reason, and bring them back."""

from __future__ import annotations

from datetime import datetime

from communities.db import writes
from communities.models import User
from communities.public import bump
from files import permissions
from files.actions.keeping import record_about
from files.locks import locked_file
from files.models import KeptFile


@writes
def hide_file(*, file: KeptFile, lead: User, reason: str, hidden_at: datetime) -> None:
    """Put a file out of its readers' sight and say why. Raises CannotTakePart and CannotModerate."""
    file = locked_file(file)
    permissions.check_can_moderate(lead, file.community)
    if file.is_hidden:
        return
    file.hidden_at, file.hidden_by, file.hidden_reason = hidden_at, lead, reason
    file.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record_about(file, "file-hidden", by=lead, reason=reason, decided_at=hidden_at)
    bump(f"community.{file.community_id}")


@writes
def restore_file(*, file: KeptFile, lead: User, restored_at: datetime) -> None:
    """Bring a hidden file back. Raises CannotTakePart and CannotModerate."""
    file = locked_file(file)
    permissions.check_can_moderate(lead, file.community)
    permissions.check_is_for_others_to_judge(lead, file)
    if file.is_hidden:
        restore_hidden(file, by=lead, restored_at=restored_at)


def restore_hidden(file: KeptFile, *, by: User, restored_at: datetime) -> None:
    """Bring a hidden file, locked, back before its readers. Asks no permission."""
    file.hidden_at, file.hidden_by, file.hidden_reason = None, None, ""
    file.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record_about(file, "file-restored", by=by, decided_at=restored_at)
    bump(f"community.{file.community_id}")
