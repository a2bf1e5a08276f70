"""What an open conversation does when something goes wrong meanwhile: nothing is lost, and it says so."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_live import LIVE, post_saying, reply, start_thread, write
from tests.support.browser import until

pytestmark = pytest.mark.browser


def editor_of(page: Page):
    return page.locator("form[data-composer] [contenteditable=true]")


def hold_reply(page: Page) -> list:
    """Keep the page's next POST of a reply on its way until the test lets it go on."""
    held: list = []
    page.route("**/reply/", lambda route: held.append(route))
    return held


@pytest.fixture(autouse=True)
def blocked_is_expected(watch):
    watch.expect("WebSocket connection")


def test_words_typed_while_a_reply_is_on_its_way_stay(open_page):
    page = open_page("practitioner")
    start_thread(page, "Quick fingers")
    held = hold_reply(page)

    reply(page, "First words.")
    until(page, "document.querySelector('form[data-composer] [type=submit]').ariaDisabled")
    token = page.locator("[name=token]").input_value()
    editor_of(page).press_sequentially(" And more.")
    held[0].continue_()

    expect(post_saying(page, "First words.")).to_be_visible()
    expect(page.get_by_text("What you wrote meanwhile is still here.")).to_be_visible()
    expect(editor_of(page)).to_have_text("First words. And more.")
    assert page.locator("[name=token]").input_value() != token


def test_other_words_after_a_lost_answer_are_posted_at_the_second_press(open_page, watch):
    watch.expect("net::ERR_FAILED")
    watch.expect("status of 409")
    page = open_page("practitioner")
    start_thread(page, "A lost answer")
    page.route("**/reply/", lambda route: (route.fetch(), route.abort()))

    reply(page, "First words.")
    page.get_by_role("button", name="Take back into the box").click()
    expect(editor_of(page)).to_have_text("First words.")
    page.unroute("**/reply/")
    editor_of(page).press_sequentially(" And more.")
    page.get_by_role("button", name="Post reply").click()

    expect(page.get_by_text("Your first words are posted already, as post 2")).to_be_visible()
    expect(editor_of(page)).to_have_text("First words. And more.")
    page.get_by_role("button", name="Post reply").click()
    expect(page.locator("#post-3")).to_contain_text("First words. And more.")


def test_focus_stays_on_the_button_that_posted(open_page):
    page = open_page("practitioner")
    start_thread(page, "Where the focus is")
    write(page, "By the button.")
    button = page.get_by_role("button", name="Post reply")

    button.focus()
    page.keyboard.press("Enter")

    expect(post_saying(page, "By the button.")).to_be_visible()
    expect(editor_of(page)).to_have_text("")
    expect(button).to_be_focused()


def set_locked(lead: Page, path: str, button: str) -> None:
    lead.goto(path)
    lead.get_by_role("link", name="Rename, close, pin or move").click()
    lead.get_by_role("button", name=button).click()


def test_closing_a_conversation_leaves_words_that_are_being_written(open_page):
    member = open_page("practitioner")
    path = start_thread(member, "Closed while writing", community="sport-and-cohesion")
    lead = open_page("lead")
    write(member, "Half a thought")
    expect(member.get_by_text(LIVE, exact=True)).to_be_visible()
    button = member.get_by_role("button", name="Post reply")

    set_locked(lead, path, "Close to replies")
    expect(member.get_by_text("so it takes no more replies")).to_be_visible(timeout=3000)
    expect(editor_of(member)).to_have_text("Half a thought")
    expect(button).to_have_attribute("aria-disabled", "true")
    set_locked(lead, path, "Open it again")

    expect(button).not_to_have_attribute("aria-disabled", "true")
    expect(member.get_by_text("so it takes no more replies")).to_be_hidden()


def test_a_page_that_came_closed_says_when_it_may_be_replied_to(open_page):
    member = open_page("practitioner")
    path = start_thread(member, "Closed and open again", community="sport-and-cohesion")
    lead = open_page("lead")
    set_locked(lead, path, "Close to replies")
    member.reload()
    expect(member.get_by_text(LIVE, exact=True)).to_be_visible()
    reload_link = member.get_by_role("link", name="Reload to reply")
    expect(reload_link).to_be_hidden()

    set_locked(lead, path, "Open it again")
    reload_link.click()

    expect(member.get_by_role("button", name="Post reply")).to_be_visible()


def test_full_hub_is_polled_and_asked_again_much_later(open_page):
    author = open_page("practitioner")
    path = start_thread(author, "Standing room only")
    reader = open_page("second")
    tries: list = []
    reader.route_web_socket("**/*", lambda socket: (tries.append(socket), socket.close(code=1013)))
    reader.clock.install()
    reader.goto(path)

    expect(reader.get_by_text("Not live: this page checks every 20 seconds")).to_be_visible()
    reader.keyboard.press("Shift")
    reply(author, "Still heard.")
    expect(post_saying(author, "Still heard.")).to_be_visible()
    reader.clock.run_for(26_000)
    expect(post_saying(reader, "Still heard.")).to_be_visible()
    assert len(tries) == 1

    reader.clock.run_for(65_000)
    assert len(tries) > 1  # the clock runs ahead of the sockets: how many is not known


def test_socket_that_never_opens_is_given_up(open_page):
    author = open_page("practitioner")
    path = start_thread(author, "Swallowed")
    reader = open_page("second")
    reader.add_init_script("window.WebSocket = class extends EventTarget { close() {} }")
    reader.clock.install()
    reader.goto(path)

    reader.clock.run_for(9_000)

    expect(reader.get_by_text("Not live: this page checks every 20 seconds")).to_be_visible()


def test_new_post_that_is_edited_before_it_was_seen_stays_new(open_page):
    author = open_page("practitioner")
    path = start_thread(author, "Edited at once")
    for number in range(6):
        reply(author, f"Line {number}. " + "Words to fill the page. " * 12)
        expect(post_saying(author, f"Line {number}.")).to_be_visible()
    reader = open_page("second", path + "?page=1", size="phone")
    expect(reader.get_by_text(LIVE, exact=True)).to_be_attached()
    reader.evaluate("scrollTo(0, 0)")

    reply(author, "With a slip.")
    fresh = post_saying(reader, "With a slip.")
    expect(fresh).to_have_class(re.compile("post--new"))
    post_saying(author, "With a slip.").get_by_role("link", name="Edit post 8").click()
    editor_of(author).wait_for()
    editor_of(author).press("Control+a")
    editor_of(author).press_sequentially("Put right.")
    author.get_by_role("button", name="Save changes").click()

    fresh = post_saying(reader, "Put right.")
    expect(fresh).to_have_class(re.compile("post--new"))
    expect(fresh).not_to_have_attribute("data-seen", "")
    fresh.scroll_into_view_if_needed()
    expect(fresh).to_have_attribute("data-seen", "")


def test_announcements_are_held_while_they_are_paused(open_page):
    author = open_page("practitioner")
    path = start_thread(author, "Quiet, please")
    reader = open_page("second", path)
    region = reader.locator("[data-announce]")
    expect(reader.get_by_text(LIVE, exact=True)).to_be_visible()
    reader.get_by_role("button", name="Pause announcements").click()
    reader.reload()
    resume = reader.get_by_role("button", name="Resume announcements")
    expect(resume).to_be_visible()
    expect(reader.get_by_text(LIVE, exact=True)).to_be_visible()
    reader.clock.install()

    reply(author, "One.")
    expect(post_saying(reader, "One.")).to_be_visible()
    reader.clock.run_for(6_000)
    expect(region).to_have_text("")
    resume.click()
    reader.clock.run_for(6_000)

    expect(region).to_have_text("1 new reply")


def test_list_says_only_of_new_conversations_that_they_are_new(open_page):
    author = open_page("practitioner")
    old = start_thread(author, "An older one")
    reader = open_page("second")
    # As on a later page of the list: the conversation is known, and not shown.
    reader.add_init_script(
        "addEventListener('DOMContentLoaded', () => { for (const row of document.querySelectorAll('[data-thread]'))"
        " if (row.textContent.includes('An older one')) row.remove(); })"
    )
    with reader.expect_websocket():
        reader.goto("/communities/local-government/threads/")
    bar = reader.get_by_role("link", name="New conversations: show them")

    author.goto(old)
    reply(author, "Moving on.")
    expect(post_saying(author, "Moving on.")).to_be_visible()
    reader.wait_for_timeout(2500)
    expect(bar).to_be_hidden()
    start_thread(author, "A newer one")

    expect(bar).to_be_visible(timeout=3000)


def test_a_conversation_that_is_closed_offers_no_editing(open_page):
    author, lead = open_page("practitioner"), open_page("lead")
    path = start_thread(author, "Closed while reading", "sport-and-cohesion")
    expect(author.get_by_role("link", name="Edit post 1")).to_be_visible()
    expect(author.get_by_text(LIVE, exact=True)).to_be_visible()

    lead.goto(f"{'/'.join(path.split('/')[:5])}/manage/")
    lead.get_by_role("button", name="Close to replies").click()

    expect(author.get_by_role("link", name="Edit post 1")).to_be_hidden(timeout=5000)
    expect(author.get_by_role("link", name="Rename")).to_be_hidden()
    lead.goto(f"{'/'.join(path.split('/')[:5])}/manage/")
    lead.get_by_role("button", name="Open it again").click()
    expect(author.get_by_role("link", name="Edit post 1")).to_be_visible(timeout=5000)


def test_a_member_who_is_asked_to_pause_sees_it_at_once_and_keeps_their_words(open_page):
    member = open_page("second")
    path = start_thread(member, "Asked to pause while writing", community="sport-and-cohesion")
    expect(member.get_by_text(LIVE, exact=True)).to_be_visible()
    write(member, "Half a thought")
    lead = open_page("lead", "/communities/sport-and-cohesion/people/")
    lead.get_by_role("link", name="Look after Gareth Pryce").click()

    lead.get_by_text("Ask to pause", exact=True).click()
    lead.locator("#mute").get_by_label("Why, in a kind sentence").fill("Let others come in first.")
    lead.get_by_role("button", name="Ask them to pause").click()

    expect(member.get_by_text("A Lead has asked you to pause here until")).to_be_visible(timeout=5000)
    expect(member.get_by_role("button", name="Post reply")).to_have_attribute("aria-disabled", "true")
    expect(member.locator("form[data-composer]")).to_contain_text("Half a thought")

    lead.get_by_role("button", name="Undo that you asked to pause Gareth Pryce").click()

    expect(member.get_by_text("A Lead has asked you to pause here until")).to_be_hidden(timeout=5000)
    expect(member.get_by_role("button", name="Post reply")).not_to_have_attribute("aria-disabled", "true")
    assert path
