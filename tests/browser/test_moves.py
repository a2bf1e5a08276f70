"""What open pages show when a word is pressed, a summary is written, or posts and threads are moved."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_live import LIVE, post_saying, reply, start_thread, write
from tests.support.browser import axe

pytestmark = pytest.mark.browser

#: Leads both Sport and cohesion and Race and faith hate crime, in the demonstration.
SPORT = "sport-and-cohesion"


def move(lead: Page, path: str) -> None:
    """Move a conversation from Sport to where a stranger to that room cannot follow."""
    lead.goto(f"{'/'.join(path.split('/')[:5])}/move/")
    lead.get_by_role("radio", name=re.compile("Race and faith hate crime")).check()
    lead.get_by_role("button", name="Move it").click()


def gone(page: Page):
    return page.get_by_role("heading", level=1, name="You can no longer read this conversation here")


@pytest.fixture(autouse=True)
def blocked_is_expected(watch):
    watch.expect("WebSocket connection")
    watch.expect("status of 404")


def test_a_pressed_word_is_counted_in_every_open_page(open_page):
    author = open_page("practitioner")
    path = start_thread(author, "Words to press")
    reader = open_page("second", path)
    expect(reader.get_by_text(LIVE, exact=True)).to_be_visible()

    button = reader.get_by_role("button", name="We do this too")
    button.focus()
    reader.keyboard.press("Enter")

    expect(reader.get_by_role("button", name="We do this too 1")).to_have_attribute("aria-pressed", "true")
    expect(reader.get_by_role("button", name="We do this too 1")).to_be_focused()
    expect(author.get_by_text("We do this too 1")).to_be_visible(timeout=5000)
    expect(author.get_by_role("button", name="We do this too")).to_have_count(0)
    reader.reload()
    expect(reader.get_by_role("button", name="We do this too 1")).to_have_attribute("aria-pressed", "true")
    assert axe(reader) == []
    reader.get_by_role("button", name="We do this too 1").click()
    expect(author.get_by_text("We do this too 1")).to_have_count(0, timeout=5000)


def test_a_word_is_pressed_without_script(open_page):
    path = start_thread(open_page("practitioner"), "Plain words to press")
    plain = open_page("second", path, javascript=False)

    plain.get_by_role("link", name="More about post 1").click()
    plain.get_by_role("button", name="Thanks").click()

    expect(plain.get_by_text("Thanks 1")).to_be_visible()


def test_a_summary_appears_above_the_posts_of_open_pages(open_page):
    author = open_page("practitioner")
    path = start_thread(author, "Sum me up")
    reader = open_page("second", path)
    expect(reader.get_by_text(LIVE, exact=True)).to_be_visible()

    author.get_by_role("link", name="Sum it up").click()
    author.get_by_role("textbox", name="Summary").click()
    rich = author.locator("form[data-composer] [contenteditable=true]")
    rich.wait_for()
    rich.press_sequentially("Start with food.")
    author.get_by_role("button", name="Save the summary").click()

    expect(author.get_by_role("region", name="In short")).to_contain_text("Start with food.")
    expect(reader.get_by_role("region", name="In short")).to_contain_text("Start with food.", timeout=5000)
    author.get_by_role("link", name="Change the summary").click()
    expect(author.get_by_text("We kept what you wrote")).to_have_count(0)


def test_moved_posts_leave_one_open_page_and_come_to_the_other(open_page):
    lead = open_page("lead")
    source = start_thread(lead, "Two subjects at once", SPORT)
    reply(lead, "This belongs elsewhere.")
    expect(post_saying(lead, "This belongs elsewhere.")).to_be_visible()
    target = start_thread(lead, "The other subject", SPORT)
    here, there = open_page("practitioner", source), open_page("second", target)
    for page in (here, there):
        expect(page.get_by_text(LIVE, exact=True)).to_be_visible()

    lead.goto(source)
    post_saying(lead, "This belongs elsewhere.").get_by_role("link", name="More").click()
    lead.get_by_role("link", name="Move it elsewhere").click()
    assert axe(lead) == []
    lead.get_by_role("radio", name="another conversation").check()
    lead.get_by_label("Address of the other conversation").fill(lead.url.replace(source, target))
    lead.get_by_label("Address of the other conversation").fill(f"http://hub.example{target}")
    lead.get_by_role("button", name="Move them").click()

    expect(lead).to_have_url(re.compile(re.escape(target)))  # whose address follows what is in view
    expect(post_saying(lead, "This belongs elsewhere.")).to_be_visible()
    expect(post_saying(here, "This belongs elsewhere.")).to_have_count(0, timeout=5000)
    expect(post_saying(there, "This belongs elsewhere.")).to_be_visible(timeout=5000)
    here.goto(f"{source}?at=2#post-2")
    expect(here).to_have_url(re.compile(re.escape(target)))


def test_a_moved_conversation_leaves_who_may_not_follow_and_takes_along_who_may(open_page):
    lead = open_page("lead")
    path = start_thread(lead, "For the smaller room", SPORT)
    follower, stranger = open_page("lead", path), open_page("second", path)
    for page in (follower, stranger):
        expect(page.get_by_text(LIVE, exact=True)).to_be_visible()

    move(lead, path)

    expect(lead).to_have_url(re.compile("/communities/race-and-faith-hate-crime/threads/"))
    expect(follower).to_have_url(re.compile("/communities/race-and-faith-hate-crime/threads/"), timeout=5000)
    expect(gone(stranger)).to_be_visible(timeout=5000)
    expect(stranger.get_by_role("article")).to_have_count(0)
    expect(stranger.get_by_role("heading", name="For the smaller room")).to_have_count(0)
    assert "For the smaller room" not in stranger.title()


def test_a_page_that_is_gone_says_so_once_and_gives_the_words_back(open_page):
    lead = open_page("lead")
    path = start_thread(lead, "Gone while writing", SPORT)
    stranger = open_page("second", path)
    stranger.context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect(stranger.get_by_text(LIVE, exact=True)).to_be_visible()
    write(stranger, "Half a sentence")
    expect(stranger.get_by_text("Saved just now")).to_be_visible()

    move(lead, path)

    expect(gone(stranger)).to_be_visible(timeout=5000)
    expect(stranger.get_by_role("log")).to_have_text(
        re.compile("^You can no longer read this conversation here.")
    )
    rich = stranger.get_by_role("textbox", name="Your reply")
    expect(rich).to_be_focused()
    stranger.keyboard.type(", and its end")
    expect(rich).to_have_text("Half a sentence, and its end")
    for untrue in (
        "can read this conversation.",
        "can read what you post",
        "Saved just now",
        "Add files",
        "Live",
    ):
        expect(stranger.get_by_text(untrue).locator("visible=true")).to_have_count(0)
    expect(stranger.get_by_role("button", name="Post reply")).to_have_count(0)
    expect(stranger.get_by_text("it is kept in this browser only")).to_be_visible()
    stranger.get_by_role("button", name="Copy my words").click()
    expect(stranger.get_by_text("Copied.")).to_be_visible()
    assert stranger.evaluate("navigator.clipboard.readText()") == "Half a sentence, and its end"
    assert axe(stranger) == []


def test_a_page_that_is_gone_keeps_the_keyboard_and_no_empty_box(open_page):
    lead = open_page("lead")
    path = start_thread(lead, "Gone while reading", SPORT)
    stranger = open_page("second", path, size="phone")
    expect(stranger.get_by_text(LIVE, exact=True)).to_be_attached()
    stranger.get_by_role("link", name="More about post 1").focus()

    move(lead, path)

    expect(gone(stranger)).to_be_in_viewport(timeout=5000)
    expect(stranger.get_by_role("link", name="Try to open it again")).to_be_focused()
    expect(stranger.get_by_role("textbox", name="Your reply")).to_have_count(0)
    expect(stranger.get_by_role("button", name="Copy my words")).to_have_count(0)
    assert axe(stranger) == []
