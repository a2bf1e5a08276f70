"""What is wrong with links inside the hub, by the database alone."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from freshness.linking.reading import Link
from freshness.models import BrokenLink
from resources.models import HomePage
from resources.replacing import Replacements

Fault = BrokenLink.Fault


class Inside:
    """The pages and documents that these links lead to, fetched once for all of them."""

    def __init__(self, links: Iterable[Link]) -> None:
        links = list(links)
        self._home = HomePage.objects.order_by("pk").first()
        addresses = {self._tree_path(link.target) for link in links if link.kind == "path"}
        found = [
            *Page.objects.filter(pk__in=_numbers(links, "page")),
            *Page.objects.filter(url_path__in=addresses),
        ]
        self._pages = {page.pk: page for page in found}
        self._by_address = {page.url_path: page for page in found}
        documents = get_document_model().objects.filter(pk__in=_numbers(links, "document"))
        self._documents = {each.pk: each for each in documents.select_related("collection")}
        self._restricted = list(PageViewRestriction.objects.values_list("pk", "page__path"))
        self._shut_collections = list(
            CollectionViewRestriction.objects.values_list("collection__path", flat=True)
        )
        self._replacements = Replacements()

    def fault_of(self, link: Link, page: Page) -> str:
        """Say what is wrong with a link of a page, as a `Fault`, or "" where it leads to something."""
        if link.kind == "document":
            return self._document_fault(link, page)
        if link.kind == "page":
            return self._page_fault(self._pages.get(link.number), page)
        return self._path_fault(link.target, page)

    def _page_fault(self, target: Page | None, page: Page) -> str:
        if target is None:
            return Fault.GONE
        if not target.live:
            return Fault.UNPUBLISHED
        if self._restrictions_on(target) - self._restrictions_on(page):
            return Fault.NARROWER
        # What is replaced itself is read beside what it was written with.
        is_replaced = self._replacements.chain_of(target) and not self._replacements.chain_of(page)
        return Fault.REPLACED if is_replaced else ""

    def _restrictions_on(self, page: Page) -> set[int]:
        return {pk for pk, path in self._restricted if page.path.startswith(path)}

    def _document_fault(self, link: Link, page: Page) -> str:
        document = self._documents.get(link.number)
        if document is None or not document.file.storage.exists(document.file.name):
            return Fault.NO_FILE
        is_shut = any(document.collection.path.startswith(path) for path in self._shut_collections)
        return Fault.NARROWER if is_shut and not self._restrictions_on(page) else ""

    def _path_fault(self, address: str, page: Page) -> str:
        path = address.partition("#")[0].partition("?")[0]
        try:
            door = resolve(path)
        except Resolver404:
            return Fault.NOT_THERE
        if door.url_name != "wagtail_serve":
            return ""  # a page of the hub's own: who may see what there is no matter of links
        target = self._by_address.get(self._tree_path(path))
        if target is None and Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists():
            return ""
        return self._page_fault(target, page)

    def _tree_path(self, address: str) -> str:
        """Give where in the tree an address stands, below the front page; a guide has all its chapters on one more."""
        path = address.partition("#")[0].partition("?")[0].removesuffix("whole/").strip("/")
        root = self._home.url_path if self._home else "/"
        return f"{root}{path}/" if path else root


def _numbers(links: list[Link], kind: str) -> set[int]:
    return {link.number for link in links if link.kind == kind}
