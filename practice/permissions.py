"""Who may say what they tried, change it, and take it out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from communities.pages import visible_pages
from communities.permissions import (
    can_manage_network,
    can_take_part,
    check_can_take_part,
    sees_name_alone,
)
from resources.models import CaseStudyPage, ChapterPage, GuidePage

if TYPE_CHECKING:
    from wagtail.models import Page

    from communities.querysets import Viewer
    from practice.models import PracticeRecord


class CannotRecord(PermissionDenied):
    """This cannot be recorded here, or not yet."""


class CannotChange(PermissionDenied):
    """It is somebody else's, or for others to decide about."""


class CannotModerate(PermissionDenied):
    """Taking records out of sight is for Editors of the page and for staff."""


#: The kinds of page that people try.
TRIED = (GuidePage, ChapterPage, CaseStudyPage)


def is_tried(page: Page) -> bool:
    """Is it a page of a kind that people try?"""
    return page.specific_class in TRIED


def check_can_record(viewer: Viewer, page: Page) -> None:
    """Pass those who take part and say where they work, on a page they may read.

    Raises CannotTakePart and CannotRecord.
    """
    check_can_take_part(viewer)
    if not is_tried(page) or not visible_pages(viewer, type(page).objects.filter(pk=page.pk)).exists():
        raise CannotRecord("This page is not one that people try out.")
    if getattr(viewer, "organisation_id", None) is None:
        raise CannotRecord("A record is an organisation's. Say first where you work.")


def check_can_change(viewer: Viewer, record: PracticeRecord) -> None:
    """Pass its author, while they take part and nobody took it out of sight. Raises CannotTakePart and CannotChange."""
    check_can_take_part(viewer)
    if record.author_id != viewer.pk or record.sealed_at:
        raise CannotChange("Only whoever wrote it can change it.")
    if record.is_hidden:
        raise CannotChange("It was taken out of sight. It can be deleted, and not changed.")


def check_can_delete(viewer: Viewer, record: PracticeRecord) -> None:
    """Pass its author, whatever became of it. Raises CannotChange."""
    if not viewer.is_authenticated or record.author_id != viewer.pk or record.sealed_at:
        raise CannotChange("Only whoever wrote it can delete it.")


def can_delete(viewer: Viewer, record: PracticeRecord) -> bool:
    """Ask `check_can_delete` for a yes or no."""
    return viewer.is_authenticated and record.author_id == viewer.pk and not record.sealed_at


def can_ask(viewer: Viewer, record: PracticeRecord) -> bool:
    """Is the author named to this viewer? Only in the network, where they wish it, while they take part themselves.

    Whom they blocked finds nobody to ask, as where nobody wishes to be asked.
    """
    author = record.author
    if (
        not record.may_be_contacted
        or author is None
        or not can_take_part(viewer)
        or not can_take_part(author)
    ):
        return False
    return not sees_name_alone(viewer, author)


def check_can_moderate(viewer: Viewer, record: PracticeRecord) -> None:
    """Pass staff, and Editors who may publish the page it is on; nobody judges their own.

    Raises CannotTakePart and CannotModerate.
    """
    check_can_take_part(viewer)
    if not can_moderate(viewer, record):
        raise CannotModerate("Only an editor of this page or the network's office can do that.")


def check_can_bring_back(viewer: Viewer, record: PracticeRecord) -> None:
    """Pass whoever took it out of sight, and staff: an Editor undoes no decision of the office.

    Raises CannotTakePart and CannotModerate.
    """
    check_can_moderate(viewer, record)
    if record.hidden_by_id != viewer.pk and not can_manage_network(viewer):
        raise CannotModerate("Somebody else took it out of sight, so the network's office decides.")


def can_moderate(viewer: Viewer, record: PracticeRecord) -> bool:
    """May this viewer take the record out of sight, and bring it back?"""
    if not can_take_part(viewer) or record.author_id == viewer.pk or record.sealed_at or record.is_draft:
        return False
    page = record.page
    return can_manage_network(viewer) or bool(page and page.permissions_for_user(viewer).can_publish())
