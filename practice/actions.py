"""Saving what somebody tried, publishing it, and taking it out of sight."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from wagtail.models import Page

from communities.db import looks_again, writes
from communities.models import User
from communities.pages import is_public
from communities.public import bump
from practice import permissions
from practice.models import PracticeRecord
from practice.signals import record_changed, record_published


@looks_again
@writes
def start_record(
    *, page: Page, author: User, token: UUID, at: datetime, publish: bool, **facts: Any
) -> PracticeRecord:
    """Write a new record, as a draft or for everybody who may read its page.

    `page` is a specific one. The same press again gives the first record; with other words, pressed after Back, it
    says those. Raises CannotTakePart, CannotRecord and CannotChange.
    """
    if earlier := PracticeRecord.objects.filter(author=author, token=token).first():
        return _say_again(earlier, author, at, publish, facts)
    permissions.check_can_record(author, page)
    record = PracticeRecord(page=page, page_title=page.title, author=author, token=token)
    return _save(record, author, at, publish, facts)


def _say_again(
    earlier: PracticeRecord, author: User, at: datetime, publish: bool, facts: dict[str, Any]
) -> PracticeRecord:
    """Let the later words win, and never turn what is published into half of it."""
    is_same = all(getattr(earlier, name) == value for name, value in facts.items())
    if is_same and (not publish or not earlier.is_draft):
        return earlier
    if not publish and not earlier.is_draft:
        raise permissions.CannotChange(
            "Your record is published already, so it cannot be saved for later. To change it, open it under What you "
            "tried."
        )
    return change_record(record=earlier, editor=author, at=at, publish=publish, **facts)


@writes
def change_record(
    *, record: PracticeRecord, editor: User, at: datetime, publish: bool, **facts: Any
) -> PracticeRecord:
    """Change a record. A draft may be published so; what is published stays so.

    Raises CannotTakePart and CannotChange, and CannotRecord where a draft's page is no longer one to be read.
    """
    record = locked_record(record)
    permissions.check_can_change(editor, record)
    if record.is_draft and publish:
        if record.page is None:
            raise permissions.CannotRecord(
                "The page it is about is no longer here, so it cannot be published."
            )
        permissions.check_can_record(editor, record.page.specific)
    return _save(record, editor, at, publish, facts)


def _save(
    record: PracticeRecord, author: User, at: datetime, publish: bool, facts: dict[str, Any]
) -> PracticeRecord:
    for name, value in facts.items():
        setattr(record, name, value)
    is_new = record.is_draft and publish
    if record.is_draft and author.organisation:
        record.organisation, record.sector = author.organisation, author.organisation.sector
    if is_new:
        record.published_at = at
    elif not record.is_draft:
        record.changed_at = at
    record.saved_at = at
    record.save()
    if not record.is_draft:
        bump("guidance")
    if is_new:
        record_published.send(PracticeRecord, record=record)
    elif not record.is_draft:
        record_changed.send(PracticeRecord, record=record)
    return record


@writes
def delete_record(*, record: PracticeRecord, by: User) -> None:
    """Delete somebody's own record for good. Raises CannotChange."""
    record = locked_record(record)
    permissions.check_can_delete(by, record)
    was_shown = not record.is_draft
    record.delete()
    if was_shown:
        bump("guidance")
        record_changed.send(PracticeRecord, record=record)


@writes
def hide_record(*, record: PracticeRecord, by: User, reason: str, at: datetime) -> None:
    """Take a record out of sight; its author reads why. Raises CannotTakePart and CannotModerate."""
    record = locked_record(record)
    permissions.check_can_moderate(by, record)
    put_hidden(record, by=by, reason=reason, at=at)


@writes
def restore_record(*, record: PracticeRecord, by: User) -> None:
    """Bring it back, where it is not the office's to decide. Raises CannotTakePart and CannotModerate."""
    record = locked_record(record)
    permissions.check_can_bring_back(by, record)
    put_in_sight(record)


def put_hidden(
    record: PracticeRecord, *, by: User | None, reason: str, at: datetime, sealed: bool = False
) -> None:
    """Take a record out of sight, and nobody but the office reads it where it is sealed. Asks no permission.

    Does nothing where it is done already.
    """
    is_decided_now = by is not None and record.is_set_aside
    if record.is_hidden and not is_decided_now and not (sealed and not record.sealed_at):
        return
    record.hidden_at, record.hidden_by, record.hidden_reason = at, by, reason
    record.sealed_at = at if sealed else record.sealed_at
    record.save(update_fields=["hidden_at", "hidden_by", "hidden_reason", "sealed_at"])
    bump("guidance")
    record_changed.send(PracticeRecord, record=record)


def put_in_sight(record: PracticeRecord) -> None:
    """Bring a record back before its readers. Asks no permission."""
    record.hidden_at, record.hidden_by, record.hidden_reason, record.sealed_at = None, None, "", None
    record.save(update_fields=["hidden_at", "hidden_by", "hidden_reason", "sealed_at"])
    bump("guidance")
    record_changed.send(PracticeRecord, record=record)


@writes
def part_from_page(*, page: Page) -> None:
    """Let the records of a page that is about to be deleted stand for themselves, as widely as it did."""
    PracticeRecord.objects.filter(page=page).update(
        page_title=page.title, was_public=page.live and is_public(page)
    )


def locked_record(record: PracticeRecord) -> PracticeRecord:
    """Take a record's lock and read it again. Raises CannotChange when it is gone."""
    if there := PracticeRecord.objects.select_for_update(of=("self",)).filter(pk=record.pk).first():
        return there
    raise permissions.CannotChange("This record has just been deleted.")
