"""Drafts as people meet them: on another device, in two windows, without script, on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_live import start_thread, write
from tests.discussions import files
from tests.support.browser import axe, until

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("kept_drafts")]


def editor_of(page: Page):
    return page.locator("form[data-composer] [contenteditable=true]")


def kept(page: Page) -> None:
    """Wait until the server has what was typed."""
    until(
        page, "Object.entries(localStorage).some(([k, v]) => k.startsWith('draft:') && JSON.parse(v).synced)"
    )


@pytest.fixture(autouse=True)
def conflict_is_expected(watch):
    watch.expect("status of 409")
    watch.expect("WebSocket connection")


def test_what_is_typed_here_is_found_on_another_device_and_goes_when_it_is_posted(open_page):
    here = open_page("practitioner")
    path = start_thread(here, "Begun on one machine")
    write(here, "Half a thought")
    kept(here)

    there = open_page("practitioner", path, size="phone")

    expect(there.get_by_text("We kept what you wrote.")).to_be_visible()
    expect(editor_of(there)).to_have_text("Half a thought")
    there.get_by_role("button", name="Post reply").click()
    expect(there.get_by_role("article").filter(has_text="Half a thought")).to_be_visible()

    here.reload()
    expect(here.get_by_label("Your reply")).to_have_value("")
    here.goto("/inbox/drafts/")
    expect(here.get_by_text("Begun on one machine")).to_have_count(0)


def test_an_older_window_is_told_and_keeps_its_own_words(open_page):
    first = open_page("practitioner")
    path = start_thread(first, "Two windows, two drafts")
    second = open_page("practitioner", path)
    write(first, "Words of the first")
    kept(first)

    write(second, "Words of the second")

    expect(second.get_by_text("You saved other words for this on another page:")).to_be_visible()
    expect(editor_of(second)).to_have_text("Words of the second")
    assert axe(second) == []
    second.get_by_role("button", name="Keep these").click()
    kept(second)
    editor_of(first).press_sequentially(", and more")
    expect(first.get_by_text("“Words of the second”")).to_be_visible()
    first.get_by_role("button", name="Use those").click()
    expect(editor_of(first)).to_have_text("Words of the second")
    first.get_by_role("button", name="Go back to it").click()
    expect(editor_of(first)).to_have_text("Words of the first, and more")


def test_while_two_windows_differ_the_words_are_said_to_be_in_this_browser_only(open_page):
    first = open_page("practitioner")
    path = start_thread(first, "Kept where")
    second = open_page("practitioner", path)
    write(first, "Words of the first")
    kept(first)
    write(second, "Words of the second")
    expect(second.get_by_text("Kept in this browser only.")).to_be_visible()

    editor_of(second).press_sequentially(", and more")
    until(second, "Object.values(localStorage).some(words => words.includes(', and more'))")

    expect(second.get_by_text("Kept in this browser only.")).to_be_visible()
    expect(second.get_by_text("Saved just now")).to_have_count(0)
    second.get_by_role("button", name="Keep these").click()
    expect(second.get_by_text("Saved just now")).to_be_visible()


def test_a_page_that_closes_at_once_has_kept_its_words(open_page):
    here = open_page("practitioner")
    path = start_thread(here, "Closed in a hurry")
    write(here, "Before the train left")
    here.goto("/help/")

    there = open_page("practitioner", path)

    expect(editor_of(there)).to_have_text("Before the train left")


def test_a_save_that_failed_is_tried_again_without_another_keystroke(open_page, watch):
    watch.expect("Failed to load resource")
    page = open_page("practitioner")
    start_thread(page, "Through a tunnel")
    page.route("**/inbox/drafts/save/", lambda route: route.abort(), times=1)
    write(page, "Kept in the end")

    expect(page.get_by_text("Kept in this browser only.")).to_be_visible()
    kept(page)
    expect(page.get_by_text("Saved just now")).to_be_visible()

    page.route("**/inbox/drafts/save/", lambda route: route.fulfill(status=503), times=1)
    editor_of(page).press_sequentially(", twice")
    expect(page.get_by_text("Kept in this browser only.")).to_be_visible()
    kept(page)


def test_a_draft_is_saved_as_soon_as_the_connection_returns(open_page, watch):
    watch.expect("Failed to load resource")
    page = open_page("practitioner")
    start_thread(page, "Into the daylight")
    write(page, "Kept")
    page.context.set_offline(True)
    editor_of(page).press_sequentially(" at once")
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/inbox/drafts/save/")):
        pass

    with page.expect_response("**/inbox/drafts/save/", timeout=3000):
        page.context.set_offline(False)
    kept(page)


def test_discarding_forgets_it_everywhere(open_page):
    here = open_page("practitioner")
    path = start_thread(here, "Second thoughts")
    write(here, "Better not")
    kept(here)
    here.reload()
    with here.expect_response("**/inbox/drafts/save/"):
        here.get_by_role("button", name="Discard").click()

    there = open_page("practitioner", path)
    expect(there.get_by_label("Your reply")).to_have_value("")


def test_the_list_of_drafts_is_for_everybody(open_page):
    page = open_page("practitioner")
    start_thread(page, "Listed and left")
    write(page, "To be continued")
    kept(page)

    page.get_by_text("Your account:").locator("..").click()
    page.get_by_role("link", name="Your drafts").click()
    row = page.get_by_role("listitem").filter(has_text="Listed and left")
    expect(row).to_contain_text("To be continued")
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        page.reload()
        assert axe(page) == []
    row.get_by_role("link", name=re.compile("^Discard")).click()
    assert axe(page) == []
    page.get_by_role("button", name="Discard it").click()

    expect(page.get_by_text("The draft is gone.")).to_be_visible()
    expect(page.get_by_text("Listed and left")).to_have_count(0)


def test_without_script_a_draft_is_saved_and_gone_on_with(open_page):
    path = start_thread(open_page("practitioner"), "Pen and paper")
    page = open_page("second", path, javascript=False)
    page.get_by_label("Your reply").fill("Half a **letter**")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Your draft is kept.")).to_be_visible()

    page.get_by_role("link", name=re.compile("^Go on writing.*Pen and paper")).click()
    page.get_by_role("link", name="Go on with it").click()

    expect(page.get_by_label("Your reply")).to_have_value("Half a **letter**")
    page.get_by_role("button", name="Post reply").click()
    expect(page.get_by_role("article").filter(has_text="Half a letter")).to_be_visible()
    page.goto("/inbox/drafts/")
    expect(page.get_by_text("Pen and paper")).to_have_count(0)


def test_files_are_found_again_on_another_device_and_go_with_the_post(open_page):
    here = open_page("practitioner")
    path = start_thread(here, "A draft with its minutes")
    write(here, "The minutes say it")
    minutes = {"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": files.pdf("The minutes")}
    here.locator("input[type=file]").set_input_files(minutes)
    expect(here.get_by_text("PDF document")).to_be_visible()
    kept(here)
    until(here, "Object.values(localStorage).some((v) => v.includes('minutes.pdf') && JSON.parse(v).synced)")

    there = open_page("practitioner", path, size="phone")

    expect(there.locator(".file__name", has_text="minutes.pdf")).to_be_visible()
    there.get_by_role("button", name="Post reply").click()
    post = there.get_by_role("article").filter(has_text="The minutes say it")
    expect(post.get_by_role("link", name="minutes.pdf", exact=True)).to_be_visible()


def test_a_discarded_draft_lets_its_files_go(open_page):
    page = open_page("practitioner")
    start_thread(page, "No minutes after all")
    write(page, "Not this")
    minutes = {"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": files.pdf("Not these")}
    page.locator("input[type=file]").set_input_files(minutes)
    expect(page.get_by_text("PDF document")).to_be_visible()
    kept(page)
    page.reload()
    expect(page.get_by_text("We kept what you wrote.")).to_be_visible()
    expect(page.locator(".file__name", has_text="minutes.pdf")).to_be_visible()

    with page.expect_response("**/inbox/drafts/save/"):
        page.get_by_role("button", name="Discard").click()

    expect(page.locator(".file__name", has_text="minutes.pdf")).to_have_count(0)
    page.goto("/inbox/drafts/")
    expect(page.get_by_text("No minutes after all")).to_have_count(0)


def test_two_tabs_of_one_browser_never_write_over_one_another(open_page):
    first = open_page("practitioner")
    path = start_thread(first, "Two tabs of one browser")
    second = first.context.new_page()
    second.goto(path)
    write(first, "Words of the first tab")
    kept(first)
    write(second, "Words of the second tab")
    expect(second.get_by_text("Kept in this browser only.")).to_be_visible()
    editor_of(first).press_sequentially(", going on")
    until(first, "Object.values(localStorage).some((v) => v.includes('going on') && JSON.parse(v).synced)")
    second.close()

    first.reload()

    expect(editor_of(first)).to_contain_text("going on")
    expect(first.get_by_text("“Words of the second tab”")).to_be_visible()
    first.get_by_role("button", name="Use what I wrote then").click()
    expect(editor_of(first)).to_have_text("Words of the second tab")
