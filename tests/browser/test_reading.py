"""Reading guidance: contents that follow, links to headings, citing a page, and keeping it on a list."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import axe

pytestmark = pytest.mark.browser

GUIDE = "/guidance/power-of-sport/"
KINDNESS = "/guidance/radical-kindness/"
CHAPTER = "/guidance/together-we-can-achieve-unity/what-nine-projects-showed/"


def read_section(page: Page, name: str) -> None:
    page.get_by_role("heading", name=name, exact=True).evaluate("heading => heading.scrollIntoView()")


def test_the_contents_mark_the_section_that_is_read(open_page):
    page = open_page(path=CHAPTER)
    contents = page.get_by_role("navigation", name="Contents")
    marked = contents.locator("[aria-current=location]")

    expect(marked).to_have_count(0)
    read_section(page, "How much weight this can bear")
    expect(marked).to_have_text("How much weight this can bear")
    page.get_by_role("contentinfo").evaluate("foot => foot.scrollIntoView()")
    expect(marked).to_have_text("How much weight this can bear")
    read_section(page, "Reach")

    expect(marked).to_have_text("Reach")
    expect(contents).to_be_in_viewport()
    assert axe(page) == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_section_is_linked_to_from_the_keyboard(open_page, javascript):
    page = open_page(path=GUIDE, javascript=javascript)

    sign = page.get_by_role("link", name="Link to “What cohesion means here”")
    sign.focus()
    expect(sign).to_have_css("opacity", "1")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="What cohesion means here")).to_be_in_viewport()
    assert page.url.endswith("#what-cohesion-means-here")


def test_on_a_phone_the_contents_fold_away(open_page):
    page = open_page(path=CHAPTER, size="phone")

    expect(page.get_by_role("link", name="Reach", exact=True)).to_be_hidden()
    page.get_by_text("Contents", exact=True).click()
    page.get_by_role("link", name="Reach", exact=True).click()

    expect(page.get_by_role("heading", name="Reach")).to_be_in_viewport()


def test_a_page_is_cited_by_one_press(open_page):
    page = open_page(path=GUIDE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.get_by_text("Cite this page").click()
    page.get_by_role("button", name="Copy", exact=True).click()

    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_label("Harvard style").input_value()
    assert axe(page) == []


def test_without_script_the_citation_is_a_field_to_copy_from(open_page):
    page = open_page(path=GUIDE, javascript=False)

    page.get_by_text("Cite this page").click()

    expect(page.get_by_label("Harvard style")).to_be_visible()
    expect(page.get_by_role("button", name="Copy", exact=True)).to_be_hidden()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_page_is_put_on_a_list_that_a_colleague_then_reads(open_page, javascript):
    name = f"For Monday {'with' if javascript else 'without'} script"
    page = open_page("practitioner", KINDNESS, javascript=javascript)

    page.get_by_role("link", name="Put it on a reading list").click()
    page.get_by_role("link", name="Make a reading list with it").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Share it with a community").select_option("Sport and cohesion")
    page.get_by_role("button", name="Make the list").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    colleague = open_page("lead", "/reading-lists/", javascript=javascript)
    colleague.get_by_role("link", name=name).click()

    expect(colleague.get_by_role("link", name="Cultivating Radical Kindness")).to_be_visible()
    expect(colleague.get_by_role("button", name="Take off")).to_have_count(0)
    if javascript:
        assert axe(colleague) == []
