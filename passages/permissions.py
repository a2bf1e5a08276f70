"""Who may talk about a passage. What may be said of it is the business of conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from communities.pages import visible_pages
from communities.permissions import check_can_take_part

if TYPE_CHECKING:
    from wagtail.models import Page

    from communities.models import User
    from communities.querysets import Viewer


class CannotAsk(PermissionDenied):
    """Nobody talks about this here."""


class CannotUpdate(PermissionDenied):
    """Only those who may change a page say what it answers."""


def check_can_ask(viewer: Viewer, page: Page) -> None:
    """Pass those who take part, about a page they may read. Raises CannotTakePart and CannotAsk."""
    check_can_take_part(viewer)
    if not is_talked_about(page) or not visible_pages(viewer, type(page).objects.filter(pk=page.pk)).exists():
        raise CannotAsk("This page is not one people talk about here.")


def check_can_update(editor: User, page: Page) -> None:
    """Pass those who may change the page in the CMS. Raises CannotTakePart and CannotUpdate."""
    check_can_take_part(editor)
    if not page.permissions_for_user(editor).can_edit():
        raise CannotUpdate("Only those who may change this page can say what it answers.")


def is_talked_about(page: Page) -> bool:
    """Does a page of this kind have conversations?"""
    return getattr(page.specific_class, "has_conversations", False)
