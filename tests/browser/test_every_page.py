"""Nothing on any page is out of reach for somebody: axe, in both colours and two sizes, and no sideways scroll.

A commit looks at every other page wide and light, at those between narrow and dark; `make pages` looks at each in
both ways.
"""

import os
from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.every_page import NOT_PAGES, PAGES, SPORT, walks
from tests.support.browser import SIZES, axe
from tests.surfaces import VIEWS

IS_WHOLE = os.environ.get("PAGES") == "whole"
#: How a page is looked at: a size and a colour scheme.
WAYS = (("desk", "light"), ("phone", "dark"))
#: A window of 1280 px, enlarged to 400 %.
ENLARGED: ViewportSize = {"width": 320, "height": 256}
TOO_WIDE = """[...document.body.querySelectorAll("*")]
    .filter((piece) => piece.getBoundingClientRect().right > innerWidth)
    .slice(0, 5).map((piece) => piece.outerHTML.slice(0, 80))"""


def test_every_page_is_looked_at():
    assert set(VIEWS) - set(PAGES) == NOT_PAGES & set(VIEWS)
    assert not NOT_PAGES - set(VIEWS), "these are no views any more"


def named(value: str | list[str] | None) -> str:
    """Name a walk by who takes it and where it begins."""
    return value[0] if isinstance(value, list) else value or "nobody"


@pytest.mark.parametrize(("part", "paths"), list(walks()), ids=named)
def test_no_page_shuts_anybody_out(open_page, watch, part, paths):
    watch.expect("status of 4")
    page = open_page(part)
    own = own_post(page) if any("{own}" in path for path in paths) else ""

    faults = [
        fault
        for number, path in enumerate(paths)
        for fault in faults_of(page, path.format(own=own), WAYS if IS_WHOLE else (WAYS[number % len(WAYS)],))
    ]

    assert not faults, "\n".join(faults)


def own_post(page: Page) -> str:
    """Give the address below which the practitioner may change one of their own posts."""
    page.goto(f"{SPORT}/threads/6/?page=1")
    mine = page.locator("[data-for=author]:visible a").first
    return mine.get_attribute("href").removesuffix("edit/")


def faults_of(page: Page, path: str, ways: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Say what is wrong with a page that is looked at in these ways, and enlarged."""
    for size, colours in ways:
        page.set_viewport_size(SIZES[size])
        page.emulate_media(color_scheme=colours)
        page.goto(path)
        yield from (f"{path}: {size}, {colours}: {fault}" for fault in axe(page))
    page.set_viewport_size(ENLARGED)
    # What Editors alone see above a page is Wagtail's own.
    page.evaluate(
        "document.querySelectorAll('wagtail-userbar, wagtail-inline-userbar').forEach((bar) => bar.remove())"
    )
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        yield f"{path}: scrolls sideways at 400 %: {page.evaluate(TOO_WIDE)}"
