"""Keeping the report of links true: what is found is added, what is mended goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from wagtail.models import Page

from communities.db import writes
from freshness.linking import outside
from freshness.linking.inside import Inside
from freshness.linking.reading import Link, links_of
from freshness.models import BrokenLink, LinkLook


def check_inside(*, at: datetime) -> int:
    """Look at every link inside the hub on every page that readers have. Gives how many are broken."""
    links = {page: links_of(page) for page in _pages()}
    _report_inside(links, at)
    BrokenLink.objects.filter(page__live=False).delete()
    _note_look(is_outside=False, at=at)
    return BrokenLink.objects.filter(is_outside=False).count()


def check_page(page: Page, *, at: datetime) -> None:
    """Look at the links of one page that was published; of those that lead away, let go of the ones it has no more."""
    links = links_of(page)
    _report_inside({page: links}, at)
    there = {link.key for link in links if link.is_outside}
    BrokenLink.objects.filter(page=page, is_outside=True).exclude(target__in=there).delete()


def check_outside(*, at: datetime) -> int:
    """Ask the sites that pages link to. Gives how many links are broken. Reaches out: decision 29 says how far."""
    links = {page: [link for link in links_of(page) if link.is_outside] for page in _pages()}
    faults = outside.faults_of({link.target for each in links.values() for link in each})
    for page, each in links.items():
        _report(page, [(link, faults.get(link.target, "")) for link in each], is_outside=True, at=at)
    _note_look(is_outside=True, at=at)
    return BrokenLink.objects.filter(is_outside=True).count()


def _note_look(*, is_outside: bool, at: datetime) -> None:
    LinkLook.objects.update_or_create(is_outside=is_outside, defaults={"looked_at": at})


def _pages() -> Iterable[Page]:
    return Page.objects.live().filter(depth__gt=1, alias_of=None).specific().iterator()


def _report_inside(links: Mapping[Page, list[Link]], at: datetime) -> None:
    inside = Inside(link for each in links.values() for link in each if not link.is_outside)
    for page, each in links.items():
        judged = [(link, inside.fault_of(link, page)) for link in each if not link.is_outside]
        _report(page, judged, is_outside=False, at=at)


@writes
def _report(page: Page, judged: list[tuple[Link, str]], *, is_outside: bool, at: datetime) -> None:
    known = {row.target: row for row in BrokenLink.objects.filter(page=page, is_outside=is_outside)}
    for link, fault in judged:
        if not fault:
            continue
        row = known.pop(link.key, None)
        if row is None or row.fault != fault:
            facts = {
                "words": link.words,
                "fault": fault,
                "is_outside": is_outside,
                "found_at": at,
                "found_count": 1,
            }
            BrokenLink.objects.update_or_create(page_id=page.pk, target=link.key, defaults=facts)
        else:
            row.words, row.found_count = link.words, min(row.found_count + 1, 1000)
            row.save(update_fields=["words", "found_count"])
    BrokenLink.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
