"""Following, saving and marking as read, as people press them."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_live import post_saying, reply, start_thread
from tests.support.browser import axe

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def closing_sockets_are_expected(watch):
    watch.expect("WebSocket connection")


def test_a_level_is_one_press_and_says_so_where_it_was_chosen(open_page):
    page = open_page("practitioner")
    path = start_thread(page, "How loud should this be?")

    page.get_by_text("Following: everything").click()
    assert axe(page) == []
    page.get_by_role("button", name="Digest only").click()

    expect(page.get_by_text("Following: digest only")).to_be_visible()
    other = open_page("second", path)
    reply(other, "Something new in it")
    expect(post_saying(other, "Something new in it")).to_be_visible()
    page.goto("/inbox/digest/")
    expect(page.get_by_role("link", name="How loud should this be?")).to_be_visible()
    page.goto("/inbox/")
    expect(page.get_by_role("link", name="How loud should this be?")).to_have_count(0)


def test_a_saved_post_says_so_stays_saved_through_a_change_and_waits_in_the_inbox(open_page):
    author = open_page("second")
    path = start_thread(author, "Worth keeping")
    reply(author, "The phone call on Thursday at ten")
    expect(post_saying(author, "The phone call on Thursday")).to_be_visible()
    page = open_page("practitioner", path, size="phone")
    post = post_saying(page, "The phone call on Thursday")

    post.get_by_role("button", name="Save post 2").click()
    expect(post.get_by_role("button", name="Saved post 2")).to_be_visible()
    post.get_by_role("button", name="Thanks").click()
    expect(post.get_by_role("button", name="Thanks 1")).to_be_visible()

    expect(post.get_by_role("button", name="Saved post 2")).to_be_visible()
    page.reload()
    expect(post.get_by_role("button", name="Saved post 2")).to_be_visible()
    page.goto("/inbox/saved/")
    expect(page.get_by_text("The phone call on Thursday at ten")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Remove post 2 of Worth keeping").click()
    expect(page.get_by_text("The phone call on Thursday at ten")).to_have_count(0)


def test_without_script_one_saves_follows_and_marks_unread_as_well(open_page):
    author = open_page("second")
    path = start_thread(author, "Plain but whole")
    reply(author, "Second of its posts")
    expect(post_saying(author, "Second of its posts")).to_be_visible()
    page = open_page("practitioner", path, javascript=False)

    page.get_by_text("Following: everything").click()
    page.get_by_role("button", name="Replies and mentions").click()
    expect(page.get_by_text("Following: replies and mentions")).to_be_visible()
    page.get_by_role("link", name="More about post 2").click()
    page.get_by_role("button", name="Save it for later").click()
    expect(page.get_by_text("Saved. You find it in your inbox under Saved.")).to_be_visible()
    expect(page.get_by_text("Second of its posts")).to_be_visible()
    page.get_by_role("button", name="Mark unread from here").click()

    expect(page.get_by_text("is unread from post 2 on")).to_be_visible()
    row = page.get_by_role("listitem").filter(has_text="Plain but whole")
    expect(row.get_by_text("1 new")).to_be_visible()


def test_everything_is_marked_as_read_after_asking(open_page):
    author = open_page("second")
    start_thread(author, "News to everybody")
    page = open_page("practitioner", "/")
    expect(page.get_by_role("link", name="News to everybody").first).to_be_visible()

    page.get_by_role("link", name="Mark all as read").click()
    assert axe(page) == []
    page.get_by_role("button", name="Mark all as read").click()

    expect(page.get_by_text("marked as read.")).to_be_visible()
    expect(page.get_by_text("Nothing new in conversations you follow")).to_be_visible()


def test_a_press_that_does_not_arrive_is_taken_back_and_says_so(open_page, watch):
    watch.expect("net::ERR_INTERNET_DISCONNECTED")
    author = open_page("second")
    path = start_thread(author, "Pressed in a tunnel")
    page = open_page("practitioner", path)
    post = post_saying(page, "How do you begin?")
    page.context.set_offline(True)

    post.get_by_role("button", name="Save post 1").click()

    expect(post.get_by_text("That did not arrive.")).to_be_visible()
    expect(post.get_by_role("button", name="Save post 1")).to_be_visible()
