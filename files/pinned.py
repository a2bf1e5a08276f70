"""What is pinned to a Community's home, as one viewer may see it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page

from communities.models import Community
from communities.pages import visible_pages_for
from communities.viewers import viewer_of
from files.models import KeptFile, Pin


@dataclass(frozen=True)
class Pinned:
    """One thing that is pinned: where it leads, what it is called, and what was said of it."""

    pin: Pin
    title: str
    address: str
    sentence: str
    kind: str


def pinned_on(request: HttpRequest, community: Community) -> list[Pinned]:
    """List what is pinned, in order; the caller has asked whether this viewer may read the Community.

    Pages that they may not read and files out of sight are left out without a word. Three queries, and
    those that ask for the rules of pages.
    """
    pins = list(Pin.objects.filter(community=community))
    page_ids = [pin.page_id for pin in pins if pin.page_id]
    pages = {}
    if page_ids:
        found = visible_pages_for(request, Page.objects.filter(pk__in=page_ids)).specific()
        pages = {page.pk: page for page in found}
    file_ids = [pin.kept_file_id for pin in pins if pin.kept_file_id]
    files = {}
    if file_ids:
        shown = KeptFile.objects.visible_to(viewer_of(request)).in_sight().filter(pk__in=file_ids)
        files = {file.pk: file for file in shown.select_related("community")}
    seen = (_seen(request, pin, pages, files) for pin in pins)
    return [pinned for pinned in seen if pinned]


def _seen(
    request: HttpRequest, pin: Pin, pages: dict[int, Page], files: dict[int, KeptFile]
) -> Pinned | None:
    if pin.page_id:
        page = pages.get(pin.page_id)
        if page is None:
            return None
        sentence = pin.sentence or getattr(page, "summary", "")
        return Pinned(pin, page.title, page.get_url(request) or "", sentence, "Guidance")
    if pin.kept_file_id:
        file = files.get(pin.kept_file_id)
        if file is None:
            return None
        return Pinned(pin, file.title, file.get_absolute_url(), pin.sentence or file.description, "File")
    return Pinned(pin, pin.title, pin.url, pin.sentence, "Link to another site")
