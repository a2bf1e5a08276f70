"""Records of practice as things that people report: the network's office decides, for they are no Community's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.html import linebreaks

from care.subjects import Subject, register
from communities.models import User
from discussions.models.post import SEALED, SET_ASIDE
from practice.actions import locked_record, put_hidden, put_in_sight
from practice.models import PracticeRecord

if TYPE_CHECKING:
    from communities.querysets import Viewer

_WITH = ("page", "organisation", "author")


def _find(viewer: Viewer, pk: int) -> PracticeRecord | None:
    return PracticeRecord.objects.visible_to(viewer).in_sight().select_related(*_WITH).filter(pk=pk).first()


def _load(pks: Iterable[int]) -> dict[int, PracticeRecord]:
    return PracticeRecord.objects.select_related(*_WITH).in_bulk(list(pks))


def _hide(record: PracticeRecord, by: User, reason: str, at: datetime) -> None:
    put_hidden(locked_record(record), by=by, reason=reason[:300], at=at)


def _show_again(record: PracticeRecord, by: User, at: datetime) -> None:
    record = locked_record(record)
    if record.is_set_aside:
        put_in_sight(record)


def register_subject() -> None:
    """Register them."""
    register(
        Subject(
            kind="practice",
            name="this record",
            find=_find,
            load=_load,
            community=lambda record: None,
            author=lambda record: record.author,
            address=lambda record: record.get_absolute_url(),
            # Whoever may report it reads this: no name that is not for everybody, no title of before.
            title=lambda record: f"What {record.public_name} tried of “{record.title}”",
            words=lambda record: linebreaks(
                f"{record.changed}\n\n{record.happened}\n\n{record.evidence_note}", True
            ),
            hide=_hide,
            set_aside=lambda record, at: put_hidden(locked_record(record), by=None, reason=SET_ASIDE, at=at),
            seal=lambda record, at: put_hidden(
                locked_record(record), by=None, reason=SEALED, at=at, sealed=True
            ),
            show_again=_show_again,
        )
    )
