"""What one person keeps from another: folding away who is muted, and asking without a name."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_live import post_saying, reply, start_thread, write
from tests.support.browser import axe

pytestmark = pytest.mark.browser

HATE_CRIME = "/communities/race-and-faith-hate-crime"


@pytest.fixture(autouse=True)
def closing_sockets_are_expected(watch):
    watch.expect("WebSocket connection")


def test_what_somebody_muted_says_is_folded_live_and_after_until_it_is_shown(open_page):
    author = open_page("second")
    path = start_thread(author, "Said too often")
    page = open_page("practitioner", path, size="phone")
    page.get_by_role("link", name="More about post 1").click()
    page.get_by_text("Mute or block").click()
    assert axe(page) == []
    page.get_by_role("button", name="Mute Gareth Pryce").click()
    expect(page.get_by_text("They are not told.").first).to_be_visible()
    assert axe(page) == []

    page.goto(path)
    reply(author, "And once again")

    expect(page.get_by_text("A post by somebody you muted or blocked.")).to_have_count(2)
    expect(page.get_by_text("And once again")).to_be_hidden()
    assert axe(page) == []
    page.get_by_role("button", name="Show post 2").press("Enter")
    expect(post_saying(page, "And once again")).to_be_visible()
    expect(page.get_by_role("link", name="Gareth Pryce").last).to_be_focused()
    expect(author.get_by_text("A post by somebody you muted or blocked.")).to_have_count(0)
    page.goto("/people/me/quiet/")
    page.get_by_role("button", name="Unmute Gareth Pryce").click()
    page.goto(path)
    expect(post_saying(page, "And once again")).to_be_visible()


def test_a_tick_to_ask_without_a_name_comes_back_with_the_words_and_goes_with_them(open_page):
    page = open_page("lead", f"{HATE_CRIME}/threads/4/")
    tick = page.get_by_label("Ask without my name, through a Lead")

    write(page, "Something I cannot sign")
    tick.check()
    expect(page.get_by_text("Saved just now")).to_be_visible()
    page.reload()

    expect(tick).to_be_checked()
    assert axe(page) == []
    page.get_by_role("button", name="Discard").click()
    expect(tick).not_to_be_checked()
