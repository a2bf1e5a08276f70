"""Naming people as they do it: by keys, by touch, and told about it elsewhere."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_live import post_saying, start_thread, write
from tests.support.browser import axe

pytestmark = pytest.mark.browser


def editor_of(page: Page):
    return page.locator("form[data-composer] [contenteditable=true]")


def names(page: Page):
    return page.get_by_role("listbox", name="People you can mention")


@pytest.fixture(autouse=True)
def blocked_is_expected(watch):
    watch.expect("WebSocket connection")


def test_a_name_is_chosen_by_keys_and_its_person_finds_it_on_their_desk(open_page):
    page = open_page("practitioner")
    start_thread(page, "Who knows the church hall?")
    write(page, "Ask @gar")
    expect(names(page).get_by_role("option").first).to_contain_text("Gareth Pryce")
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        page.wait_for_timeout(300)
        assert [fault for fault in axe(page) if "<legend>" not in fault] == []

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    expect(names(page)).to_be_hidden()
    expect(editor_of(page).locator(".mention")).to_have_text("@Gareth Pryce")
    expect(page.get_by_text("Gareth Pryce will be told.")).to_be_visible()
    page.keyboard.type("about it.")
    page.keyboard.press("Control+Enter")
    expect(post_saying(page, "Ask @Gareth Pryce about it.").locator(".mention")).to_be_visible()

    gareth = open_page("second", "/")
    gareth.get_by_role("link", name="Nadia Rahim in Who knows the church hall?").click()
    expect(post_saying(gareth, "Ask @Gareth Pryce about it.")).to_be_visible()
    gareth.goto("/")
    expect(gareth.get_by_role("link", name="Nadia Rahim in Who knows")).to_have_count(0)


def test_escape_closes_the_list_until_the_next_at_sign(open_page):
    page = open_page("practitioner")
    start_thread(page, "Just an at sign")
    write(page, "Cost @gar")
    expect(names(page)).to_be_visible()

    page.keyboard.press("Escape")
    expect(names(page)).to_be_hidden()
    page.keyboard.type("e")
    page.wait_for_timeout(400)
    expect(names(page)).to_be_hidden()
    page.keyboard.type(" and @gar")
    expect(names(page)).to_be_visible()
    page.keyboard.press("Tab")

    expect(editor_of(page)).to_have_text("Cost @gare and @Gareth Pryce ")
    expect(editor_of(page)).to_be_focused()


def test_a_name_is_chosen_by_touch_on_a_phone(open_page):
    page = open_page("practitioner", size="phone")
    start_thread(page, "One thumb free")
    write(page, "@gar")

    names(page).get_by_role("option").first.click()

    expect(editor_of(page).locator(".mention")).to_have_text("@Gareth Pryce")
    expect(editor_of(page)).to_be_focused()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    expect(page.get_by_text("will be told.")).to_have_count(0)


def test_an_organisation_is_told_with_a_count_and_a_draft_keeps_the_name(open_page):
    page = open_page("practitioner")
    path = start_thread(page, "All of you there")
    write(page, "Hello @brinscombe")
    option = (
        names(page)
        .get_by_role("option")
        .filter(has_text="people")
        .or_(names(page).get_by_role("option").filter(has_text="1 person"))
    )
    option.first.click()
    expect(page.locator("[data-told]")).to_contain_text("will be told.")
    expect(page.get_by_text("Saved just now")).to_be_visible()

    page.goto(path)

    expect(editor_of(page).locator(".mention[data-organisation]")).to_have_count(1)
    expect(page.locator("[data-told]")).to_contain_text("will be told.")


def test_without_script_a_full_name_tells(open_page):
    path = start_thread(open_page("second"), "By hand")
    page = open_page("practitioner", path, javascript=False)

    page.get_by_label("Your reply").fill("@Gareth Pryce, by hand")
    page.get_by_role("button", name="Post reply").click()

    expect(post_saying(page, "by hand").locator(".mention")).to_have_text("@Gareth Pryce")
