"""Where broken links lead, in words: titles as far as an Editor may know them, and the way there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from communities.models import User
from communities.pages import visible_pages
from freshness.linking.reading import Link
from freshness.models import BrokenLink


@dataclass(frozen=True)
class Place:
    """What a link leads to, and where an Editor opens it: to change it where they may, else to read it."""

    words: str
    address: str = ""


def places_of(links: Iterable[BrokenLink], editor: User) -> dict[str, Place]:
    """Give the place of each target that is a page or a document; as many queries for much as for little.

    The title of a page that this Editor may neither change nor read is no more told than any other.
    """
    targets = {Link.of_key(link.target) for link in links if not link.is_outside}
    pages = _pages({each.number for each in targets if each.kind == "page"}, editor)
    documents = _documents({each.number for each in targets if each.kind == "document"}, editor)
    places = {}
    for each in targets:
        if each.kind == "page":
            places[each.key] = pages.get(each.number, Place(f"Page {each.target}, which is gone"))
        elif each.kind == "document":
            places[each.key] = documents.get(each.number, Place(f"File {each.target}, which is gone"))
    return places


def _pages(numbers: set[int], editor: User) -> dict[int, Place]:
    pages = Page.objects.filter(pk__in=numbers)
    editable = page_permission_policy.instances_user_has_permission_for(editor, "change")
    may_change = set(editable.filter(pk__in=numbers).values_list("pk", flat=True))
    may_read = set(visible_pages(editor, pages).values_list("pk", flat=True))
    places = {}
    for page in pages:
        if page.pk in may_change:
            places[page.pk] = Place(page.title, reverse("wagtailadmin_pages:edit", args=[page.pk]))
        elif page.pk in may_read:
            places[page.pk] = Place(page.title, page.url or "")
        else:
            places[page.pk] = Place(f"Page {page.pk}, which you may not read")
    return places


def _documents(numbers: set[int], editor: User) -> dict[int, Place]:
    may_change = document_policy.instances_user_has_any_permission_for(editor, ["change"])
    known = {
        document.pk: Place(document.title, reverse("wagtaildocs:edit", args=[document.pk]))
        for document in may_change.filter(pk__in=numbers)
    }
    there = get_document_model().objects.filter(pk__in=numbers).values_list("pk", flat=True)
    return {pk: known.get(pk, Place(f"File {pk}")) for pk in there}
