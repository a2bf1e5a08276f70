"""Replies pressed without a connection: kept, shown, and sent once when it returns."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_live import post_saying, reply, start_thread, write
from tests.browser.test_live_trouble import set_locked
from tests.discussions import files
from tests.support.browser import axe, sign_in, until

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def lost_connections_are_expected(watch):
    for words in ("net::ERR_", "WebSocket connection", "status of 403", "status of 404", "status of 409"):
        watch.expect(words)


def go_offline(page: Page) -> None:
    page.context.set_offline(True)
    until(page, "!navigator.onLine")


def go_online(page: Page) -> None:
    page.context.set_offline(False)


def waiting(page: Page, words: str = ""):
    return (
        page.get_by_role("region", name="Replies that are not sent yet")
        .get_by_role("article")
        .filter(has_text=words)
    )


def editor_of(page: Page):
    return page.locator("form[data-composer] [contenteditable=true]")


def unsent(page: Page) -> list[dict]:
    kept = (
        "Object.entries(localStorage).filter(([k]) => k.startsWith('outbox:')).map(([, v]) => JSON.parse(v))"
    )
    return json.loads(page.evaluate(f"JSON.stringify({kept})"))


def test_replies_pressed_offline_wait_and_are_sent_once_in_order(open_page):
    page = open_page("practitioner", size="phone")
    start_thread(page, "In the tunnel")
    write(page, "First from the train.")
    go_offline(page)

    page.get_by_role("button", name="Post reply").click()
    expect(waiting(page, "Waiting to be sent")).to_contain_text("First from the train.")
    expect(page.get_by_text("Your reply waits above")).to_be_visible()
    expect(editor_of(page)).to_have_text("")
    editor_of(page).press_sequentially("Second from the train.")
    page.get_by_role("button", name="Post reply").click()
    expect(waiting(page)).to_have_count(2)
    page.wait_for_timeout(300)  # the button has a moment to look ready again
    assert axe(page) == []

    go_online(page)

    expect(page.locator("#post-2")).to_contain_text("First from the train.")
    expect(page.locator("#post-3")).to_contain_text("Second from the train.")
    expect(waiting(page)).to_have_count(0)
    expect(page.get_by_text("Your reply waits above")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("article")).to_have_count(3)


def test_a_waiting_reply_is_taken_back_with_its_files(open_page):
    page = open_page("practitioner")
    start_thread(page, "With the minutes, later")
    write(page, "See the minutes")
    minutes = {"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": files.pdf("On the train")}
    page.locator("input[type=file]").set_input_files(minutes)
    expect(page.locator(".file__name", has_text="minutes.pdf")).to_be_visible()
    expect(page.locator("[name=uploaded]")).to_have_count(1)
    go_offline(page)
    page.get_by_role("button", name="Post reply").click()
    expect(waiting(page, "With minutes.pdf")).to_have_count(1)
    expect(page.locator("[name=uploaded]")).to_have_count(0)

    page.get_by_role("button", name="Take back into the box").click()
    expect(page.locator(".file__name", has_text="minutes.pdf")).to_be_visible()
    go_online(page)
    page.get_by_role("button", name="Post reply").click()

    post = post_saying(page, "See the minutes")
    expect(post.get_by_role("link", name="minutes.pdf", exact=True)).to_be_visible()


def test_it_is_sent_from_whatever_page_of_the_hub_is_opened_next(open_page):
    page = open_page("practitioner")
    path = start_thread(page, "Sent from elsewhere")
    write(page, "Written in a cellar.")
    go_offline(page)
    page.get_by_role("button", name="Post reply").click()
    expect(waiting(page)).to_have_count(1)
    page.goto("about:blank")
    go_online(page)

    page.goto("/help/")
    until(page, "!Object.keys(localStorage).some((name) => name.startsWith('outbox:'))")

    page.goto(path)
    expect(post_saying(page, "Written in a cellar.")).to_have_count(1)


def test_the_same_press_twice_posts_once(open_page):
    page = open_page("practitioner")
    start_thread(page, "The answer was lost")
    page.route("**/reply/", lambda route: (route.fetch(), route.abort()), times=1)

    reply(page, "Said once.")

    expect(post_saying(page, "Said once.")).to_have_count(1)
    expect(waiting(page)).to_have_count(0)
    page.reload()
    expect(post_saying(page, "Said once.")).to_have_count(1)


def test_a_waiting_reply_can_be_taken_back_under_its_token(open_page):
    page = open_page("practitioner")
    start_thread(page, "On second thoughts")
    write(page, "Too hasty")
    token = page.locator("[name=token]").input_value()
    go_offline(page)
    page.get_by_role("button", name="Post reply").click()

    page.get_by_role("button", name="Take back into the box").click()

    expect(editor_of(page)).to_have_text("Too hasty")
    assert page.locator("[name=token]").input_value() == token
    assert unsent(page) == []


def test_a_reply_to_a_conversation_that_was_closed_comes_back_with_its_words(open_page):
    page = open_page("practitioner")
    path = start_thread(page, "Closed meanwhile", community="sport-and-cohesion")
    write(page, "Too late.")
    go_offline(page)
    page.get_by_role("button", name="Post reply").click()
    expect(waiting(page)).to_have_count(1)
    set_locked(open_page("lead"), path, "Close to replies")

    go_online(page)

    expect(waiting(page, "Not sent")).to_contain_text("A Lead has closed this conversation")
    expect(waiting(page)).to_contain_text("Too late.")
    page.goto("/help/")
    expect(waiting(page)).to_contain_text("Too late.")
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    page.reload()
    expect(waiting(page)).to_have_count(1)
    assert axe(page) == []
    waiting(page).get_by_role("button", name="Discard").click()
    expect(waiting(page)).to_have_count(0)


def test_a_reply_after_an_ended_sign_in_comes_back_and_is_sent_after_the_next(open_page):
    page = open_page()
    sign_in(page, "practitioner", afresh=True)
    path = start_thread(page, "Signed out meanwhile")
    write(page, "Still mine.")
    go_offline(page)
    page.get_by_role("button", name="Post reply").click()
    expect(waiting(page)).to_have_count(1)
    page.context.clear_cookies()

    go_online(page)

    expect(waiting(page, "Not sent")).to_contain_text("Your sign-in has ended.")
    expect(waiting(page)).to_contain_text("Still mine.")
    sign_in(page, "practitioner", afresh=True)
    page.goto(path)
    waiting(page).get_by_role("button", name="Send now").click()
    expect(post_saying(page, "Still mine.").filter(has_text="Nadia Rahim")).to_have_count(1)


def test_what_waits_leaves_with_the_person_and_is_never_sent_for_another(open_page):
    page = open_page()
    sign_in(page, "practitioner", afresh=True)
    path = start_thread(page, "A shared computer")
    page.route("**/reply/", lambda route: route.abort())
    reply(page, "Mine alone.")
    expect(waiting(page)).to_have_count(1)

    page.goto("/account/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    assert unsent(page) == []

    fields = [["body", "Theirs"], ["body_format", "text"]]
    theirs = {"action": f"{path.rsplit('/', 2)[0]}/reply/", "fields": fields, "token": "x"}
    page.evaluate("(reply) => localStorage.setItem('outbox:999999:x', JSON.stringify(reply))", theirs)
    page.unroute("**/reply/")
    sign_in(page, "second", afresh=True)
    page.goto(path)
    until(page, "!localStorage.getItem('outbox:999999:x')")
    expect(page.get_by_role("article")).to_have_count(1)
