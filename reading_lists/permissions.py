"""Who may keep pages and share lists of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.html import escape

from communities.pages import visible_pages
from communities.permissions import check_can_take_part, check_may_speak_now, is_member
from discussions.models import HeldPost
from discussions.permissions import MustWait, check_needs_no_look
from reading_lists.models import ReadingList, SavedPage

if TYPE_CHECKING:
    from wagtail.models import Page

    from communities.models import Community
    from communities.querysets import Viewer

#: Nothing grows without end: what one person keeps, the lists they have, and the pages on one.
SAVED_AT_MOST = 1000
LISTS_AT_MOST = 50
PAGES_AT_MOST = 200


Why = HeldPost.Why
#: What somebody can do whose words a Lead would look at first.
WAITS: dict[str, str] = {
    Why.EVERY: "A Lead reads what is said in this community before others see it, and lists cannot wait for that. "
    "Share it by its link, or start a conversation with it.",
    Why.FIRST: "What you say first in this community waits for a Lead. Share the list once a post of yours stands "
    "there.",
    Why.LINK: "What new members link to waits for a Lead in this community. Share the list in a week.",
    Why.FOUND: "Something in its name or in what it is for may let somebody be recognised. Change that, and share "
    "it then.",
}


class CannotKeep(PermissionDenied):
    """This cannot be kept here."""


def check_can_save(viewer: Viewer, page: Page) -> None:
    """Pass people with an account, for a page they may read. Raises CannotKeep."""
    check_can_read(viewer, page)
    if SavedPage.objects.filter(user=viewer.pk).count() >= SAVED_AT_MOST:
        raise CannotKeep(f"You have saved {SAVED_AT_MOST} pages. Take one off your list first.")


def check_can_read(viewer: Viewer, page: Page) -> None:
    """Pass people with an account, for a page they may read. Raises CannotKeep."""
    pages = visible_pages(viewer, type(page).objects.filter(pk=page.pk))
    if not viewer.is_authenticated or not pages.exists():
        raise CannotKeep("This page is not one you may read now.")


def check_can_make_list(viewer: Viewer) -> None:
    """Pass those who take part and have room for one more. Raises CannotTakePart and CannotKeep."""
    check_can_take_part(viewer)
    if ReadingList.objects.owned_by(viewer).count() >= LISTS_AT_MOST:
        raise CannotKeep(f"You have {LISTS_AT_MOST} reading lists. Delete one first.")


def check_can_change(viewer: Viewer, reading_list: ReadingList) -> None:
    """Pass whoever keeps the list, while they take part. Raises CannotTakePart and CannotKeep."""
    check_can_take_part(viewer)
    if reading_list.owner_id != viewer.pk:
        raise CannotKeep("This list is somebody else's.")


def check_can_share(viewer: Viewer, community: Community, title: str, intro: str) -> None:
    """Pass members who may speak there now, with words that would not wait. Raises CannotKeep and CannotSpeak."""
    if not is_member(viewer, community):
        raise CannotKeep("Choose a community that you belong to.")
    check_may_speak_now(viewer, community)
    check_needs_no_lead(viewer, community, title, intro)


def check_needs_no_lead(viewer: Viewer, community: Community, title: str, intro: str) -> None:
    """Pass words that no Lead looks at first, since nothing holds a list until then. Raises CannotKeep."""
    try:
        check_needs_no_look(viewer, community, escape(intro), title=title)
    except MustWait as waiting:
        raise CannotKeep(WAITS[waiting.why]) from waiting


def check_has_room(reading_list: ReadingList) -> None:
    """Pass a list that may have one more page. Raises CannotKeep."""
    if reading_list.listed.count() >= PAGES_AT_MOST:
        raise CannotKeep(f"“{reading_list.title}” has {PAGES_AT_MOST} pages. Take one off first.")
