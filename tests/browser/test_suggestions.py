"""The search box as people use it: letters, arrows, Enter, Escape, and nothing where there is no answer."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import axe

pytestmark = pytest.mark.browser


def box(page: Page):
    return page.get_by_label("Search the hub")


def suggestions(page: Page):
    return page.get_by_role("listbox", name="Suggestions")


def test_a_guide_is_reached_by_letters_an_arrow_and_enter(open_page):
    page = open_page("practitioner", "/communities/")
    box(page).press_sequentially("hate")
    expect(suggestions(page).get_by_role("option").first).to_be_visible()
    expect(page.locator(".site-search [role=status]")).to_contain_text(
        "suggestions. Arrow down goes to them."
    )
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        page.wait_for_timeout(300)
        assert axe(page) == []

    page.keyboard.press("ArrowDown")
    first = suggestions(page).get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    page.keyboard.press("Enter")

    page.wait_for_url(lambda address: "/communities/" not in address and "/search/" not in address)


def test_enter_without_an_arrow_searches_and_escape_keeps_the_words(open_page):
    page = open_page("practitioner", "/communities/")
    box(page).press_sequentially("hate")
    expect(suggestions(page)).to_be_visible()

    page.keyboard.press("Escape")
    expect(suggestions(page)).to_be_hidden()
    expect(box(page)).to_have_value("hate")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")

    page.wait_for_url("**/search/?q=hate")


def test_a_phone_shows_them_within_its_width_and_a_press_goes_there(open_page):
    page = open_page("practitioner", "/search/")
    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_label("Words").press_sequentially("hate")
    expect(suggestions(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    suggestions(page).get_by_role("option").first.click()

    page.wait_for_url(lambda address: "/search/" not in address)


def test_where_they_cannot_be_had_the_box_searches_as_before(open_page, watch):
    watch.expect("net::ERR_FAILED")
    page = open_page("practitioner", "/communities/")
    page.route("**/search/suggest/**", lambda route: route.abort())
    box(page).press_sequentially("hate")
    page.wait_for_timeout(500)

    expect(suggestions(page)).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=hate")
