"""Shared reading lists as things that people report. Putting one out of sight ends its sharing; its owner keeps it.

One that is open by its link is the network's, whatever Community it is shared with besides: the office decides, and
nobody who has the link learns of a Community they may not know of.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.html import escape

from care.subjects import Subject, register
from communities.models import Community, User
from reading_lists.models import ReadingList
from reading_lists.querysets import ReadingListQuerySet

if TYPE_CHECKING:
    from communities.querysets import Viewer


def _find(viewer: Viewer, pk: int) -> ReadingList | None:
    return _visible_to(viewer).filter(pk=pk).first()


def _find_by_key(viewer: Viewer, key: UUID) -> ReadingList | None:
    return _visible_to(viewer).filter(key=key).first()


def _visible_to(viewer: Viewer) -> ReadingListQuerySet:
    return ReadingList.objects.visible_to(viewer).select_related("owner", "community")


def _load(pks: Iterable[int]) -> dict[int, ReadingList]:
    return ReadingList.objects.select_related("owner", "community").in_bulk(list(pks))


def _community(reading_list: ReadingList) -> Community | None:
    return None if reading_list.is_shared_by_link else reading_list.community


def _stop_sharing(reading_list: ReadingList) -> None:
    ReadingList.objects.filter(pk=reading_list.pk).update(community=None, is_shared_by_link=False)


def _hide(reading_list: ReadingList, by: User, reason: str, at: datetime) -> None:
    _stop_sharing(reading_list)


def _set_aside(reading_list: ReadingList, at: datetime) -> None:
    _stop_sharing(reading_list)


def register_subject() -> None:
    """Register them. Nothing brings a list back: its owner keeps it, and may share it again."""
    register(
        Subject(
            kind="reading-list",
            name="this reading list",
            find=_find,
            find_by_key=_find_by_key,
            load=_load,
            community=_community,
            author=lambda reading_list: reading_list.owner,
            address=lambda reading_list: reverse("reading-lists:list-detail", args=[reading_list.key]),
            title=lambda reading_list: f"The reading list “{reading_list.title}”",
            words=lambda reading_list: escape(reading_list.intro),
            hide=_hide,
            set_aside=_set_aside,
            seal=_set_aside,
        )
    )
