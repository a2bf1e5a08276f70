"""Every link that a page holds: in its words, its sources, its downloads, and the publication it describes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.conf import settings
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from freshness.models.links import TARGET_LENGTH, WORDS_LENGTH
from resources.models import LinkedResourcePage


@dataclass(frozen=True)
class Link:
    """One link: to a page or document by number, to a path of the hub, or to an address elsewhere."""

    kind: str
    target: str
    words: str

    @property
    def is_outside(self) -> bool:
        """Does it lead away from the hub?"""
        return self.kind == "outside"

    @property
    def key(self) -> str:
        """Name where it leads, as the report keeps it."""
        key = self.target if self.kind in {"path", "outside"} else f"{self.kind} {self.target}"
        return key[:TARGET_LENGTH]

    @property
    def number(self) -> int:
        """Read the number of a page or document as rich text has it; 0, which none has, for anything else."""
        return int(self.target) if self.target.isdecimal() and len(self.target) < 10 else 0

    @classmethod
    def of_key(cls, key: str) -> Link:
        """Give a link inside the hub back from its key; of its words nothing is known."""
        kind, _, target = key.partition(" ")
        return cls(kind, target, "") if kind in {"page", "document"} else cls("path", key, "")


def links_of(page: Page) -> list[Link]:
    """List the links of a specific page, each place once, in their order."""
    found: dict[str, Link] = {}
    for link in _links(page):
        found.setdefault(link.key, link)
    return list(found.values())


def _links(page: Page) -> Iterator[Link]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from _in_pieces(getattr(page, field.name).get_prep_value())
        elif isinstance(field, RichTextField):
            yield from _in_words(getattr(page, field.name))
    if isinstance(page, LinkedResourcePage):
        yield from _to_address(page.address, page.title)


def _in_pieces(pieces: Iterable[dict]) -> Iterator[Link]:
    for piece in pieces:
        value = piece["value"]
        match piece["type"]:
            case "download" if value["document"]:
                yield _link("document", value["document"], value["title"] or "Download")
            case "case_study" if value["page"]:
                yield _link("page", value["page"], "Case study")
            case "practice_example" if value["case_study"]:
                yield _link("page", value["case_study"], value["title"])
            case "references":
                for source in value["items"]:
                    yield from _to_address(source["value"]["url"] or "", source["value"]["text"])
        yield from _in_words(value)


def _in_words(value: Any) -> Iterator[Link]:
    """Find the links in rich text, however deep in a piece it stands."""
    if isinstance(value, str) and "<a" in value:
        for anchor in BeautifulSoup(value, "html.parser").find_all("a"):
            words = " ".join(anchor.get_text().split())
            if anchor.get("linktype") in {"page", "document"}:
                yield _link(str(anchor["linktype"]), anchor.get("id", ""), words)
            else:
                yield from _to_address(str(anchor.get("href", "")), words)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _in_words(each)
    elif isinstance(value, list):
        for each in value:
            yield from _in_words(each)


def _to_address(address: str, words: str) -> Iterator[Link]:
    """Give a link by its address; nothing for a place on the same page, a mail address or a telephone number."""
    address = address.strip()
    if address.startswith(f"{settings.SITE_URL}/"):
        address = address.removeprefix(settings.SITE_URL)
    if address.startswith("//"):
        address = f"https:{address}"
    if address.startswith("/"):
        yield _link("path", address, words)
    elif _scheme_of(address) in {"http", "https"}:
        yield _link("outside", address, words)


def _scheme_of(address: str) -> str:
    try:
        return urlsplit(address).scheme
    except ValueError:  # half an IPv6 address
        return address.partition(":")[0].lower()


def _link(kind: str, target: object, words: str) -> Link:
    return Link(kind, str(target), words[:WORDS_LENGTH] or "a link without words")
