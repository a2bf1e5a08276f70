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
    permissions.check_is_for_others_to_judge(lead, file)
    put_hidden(file, by=lead, reason=reason, hidden_at=hidden_at)


@writes
def restore_file(*, file: KeptFile, lead: User, restored_at: datetime) -> None:
    """Bring a hidden file back. Raises CannotTakePart and CannotModerate, where it is sealed too."""
    file = locked_file(file)
    permissions.check_can_moderate(lead, file.community)
    permissions.check_is_not_sealed(file)
    permissions.check_is_for_others_to_judge(lead, file)
    if file.is_hidden:
        restore_hidden(file, by=lead, restored_at=restored_at)


def put_hidden(
    file: KeptFile, *, by: User | None, reason: str, hidden_at: datetime, sealed: bool = False
) -> None:
    """Put a file, locked, out of its readers' sight, as `discussions.actions.posts.put_hidden` puts a Post.

    Asks no permission, and does nothing where it is done already.
    """
    is_decided_now = by is not None and file.is_set_aside
    is_sealed_now = sealed and file.is_hidden and not file.is_sealed
    if file.is_hidden and not is_decided_now and not is_sealed_now:
        return
    file.hidden_at, file.hidden_by, file.hidden_reason = hidden_at, by, reason
    file.sealed_at = hidden_at if sealed else file.sealed_at
    file.save(update_fields=["hidden_at", "hidden_by", "hidden_reason", "sealed_at"])
    kind = "file-hidden" if by else "file-sealed" if sealed else "file-set-aside"
    record_about(file, kind, by=by, reason=reason, decided_at=hidden_at)
    bump(f"community.{file.community_id}")


def restore_hidden(file: KeptFile, *, by: User, restored_at: datetime) -> None:
    """Bring a hidden file, locked, back before its readers. Asks no permission."""
    kind = "file-set-free" if file.is_set_aside else "file-restored"
    kind = "file-unsealed" if file.is_sealed else kind
    file.hidden_at, file.hidden_by, file.hidden_reason, file.sealed_at = None, None, "", None
    file.save(update_fields=["hidden_at", "hidden_by", "hidden_reason", "sealed_at"])
    record_about(file, kind, by=by, decided_at=restored_at)
    bump(f"community.{file.community_id}")
