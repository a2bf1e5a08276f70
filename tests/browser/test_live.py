"""Two people side by side, and everybody around them: what the live thread promises, in real browsers."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import axe, sign_in

pytestmark = pytest.mark.browser

LIVE = "Live"


def start_thread(page: Page, title: str, community: str = "local-government") -> str:
    """Start a conversation through the front, without leaving the keyboard; gives its path."""
    page.goto(f"/communities/{community}/threads/start/")
    page.get_by_label("Title").fill(title)
    page.get_by_role("radio", name="Question").check()
    write(page, "How do you begin?", label="Your first post")
    page.get_by_role("button", name="Start the conversation").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return re.sub(r"^https?://[^/]+", "", page.url).split("?")[0]


def write(page: Page, words: str, label: str = "Your reply") -> None:
    """Type into the rich box, which comes when the plain one is entered."""
    page.get_by_role("textbox", name=label).click()
    rich = page.locator("form[data-composer] [contenteditable=true]")
    rich.wait_for()
    rich.press_sequentially(words)


def reply(page: Page, words: str) -> None:
    write(page, words)
    page.get_by_role("button", name="Post reply").click()


def post_saying(page: Page, words: str):
    return page.get_by_role("article").filter(has_text=words)


def test_two_people_see_each_other_and_a_stranger_sees_nothing(open_page):
    first = open_page("practitioner")
    path = start_thread(first, "Who sees what, side by side")
    second = open_page("second", path)
    stranger = open_page("lead", "/communities/sport-and-cohesion/threads/")
    expect(first.get_by_text(LIVE, exact=True)).to_be_visible()
    expect(second.get_by_text(LIVE, exact=True)).to_be_visible()

    reply(first, "Kettle first, agenda second.")
    expect(post_saying(second, "Kettle first")).to_be_visible(timeout=5000)
    reply(second, "And biscuits.")
    expect(post_saying(first, "And biscuits.")).to_be_visible(timeout=5000)

    expect(post_saying(first, "Kettle first")).to_have_count(1)
    expect(post_saying(second, "And biscuits.")).to_have_count(1)
    expect(stranger.locator("body")).not_to_contain_text("Who sees what")
    answer = stranger.goto(path)
    assert answer.status == 404
    expect(stranger.locator("body")).not_to_contain_text("Kettle")


@pytest.fixture(autouse=True)
def not_found_is_expected(watch):
    watch.expect("status of 404")
    watch.expect("reason=blocked")
    watch.expect("WebSocket connection")


def test_composer_is_empty_and_focused_after_posting(open_page):
    page = open_page("practitioner")
    start_thread(page, "After posting")

    write(page, "Said and done.")
    page.keyboard.press("Control+Enter")

    expect(post_saying(page, "Said and done.")).to_be_visible()
    expect(page.locator("form[data-composer] [contenteditable=true]")).to_have_text("")
    expect(page.locator("form[data-composer] [contenteditable=true]")).to_be_focused()


def test_edit_and_deletion_reach_open_pages(open_page):
    author = open_page("practitioner")
    path = start_thread(author, "Edits travel too")
    reader = open_page("second", path)
    expect(reader.get_by_text(LIVE, exact=True)).to_be_visible()
    reply(author, "First thoughts.")
    expect(post_saying(reader, "First thoughts.")).to_be_visible()

    post_saying(author, "First thoughts.").get_by_role("link", name="Edit post 2").click()
    author.get_by_role("textbox", name="Your post").focus()  # a box that holds words becomes rich at once
    rich = author.locator("form[data-composer] [contenteditable=true]")
    rich.wait_for()
    rich.press("Control+a")
    rich.press_sequentially("Second thoughts.")
    author.get_by_role("button", name="Save changes").click()
    expect(post_saying(reader, "Second thoughts.")).to_be_visible(timeout=5000)
    expect(post_saying(reader, "First thoughts.")).to_have_count(0)

    post_saying(author, "Second thoughts.").get_by_role("link", name="More").click()
    author.get_by_role("link", name="Delete").click()
    author.get_by_role("button", name="Delete it").click()
    expect(reader.get_by_text("Nadia Rahim deleted this post.")).to_be_visible(timeout=5000)


def test_reader_without_script_reads_and_replies(open_page):
    with_script = open_page("practitioner")
    path = start_thread(with_script, "Plain pages work")
    plain = open_page("second", path, javascript=False)
    expect(plain.get_by_role("heading", level=1)).to_have_text("Plain pages work")

    plain.get_by_role("textbox", name="Your reply").fill("No script here.\n\n- one\n- two")
    plain.get_by_role("button", name="Post reply").click()

    expect(post_saying(plain, "No script here.")).to_be_visible()
    assert plain.url.endswith("?at=2#post-2")
    expect(
        post_saying(with_script, "No script here.").get_by_role("listitem").filter(has_text="two")
    ).to_be_visible()


def test_reader_behind_a_wall_receives_replies_by_polling(open_page):
    author = open_page("practitioner")
    path = start_thread(author, "Sockets are blocked here")
    walled = open_page("second", path, sockets=False)
    expect(walled.get_by_text("Not live: this page checks every 20 seconds")).to_be_visible()

    reply(author, "Can you hear me?")

    expect(post_saying(walled, "Can you hear me?")).to_be_visible(timeout=35_000)


def test_a_page_that_polls_goes_on_saying_so_while_it_tries_for_a_socket(open_page):
    page = open_page("practitioner")
    start_thread(page, "Sockets are blocked again and again")
    tries: list = []
    page.context.route_web_socket("**/*", lambda socket: (tries.append(1), socket.close(code=1011)))
    page.reload()
    expect(page.get_by_text("Not live: this page checks every 20 seconds")).to_be_visible()

    before = len(tries)
    while len(tries) < before + 2:
        page.wait_for_timeout(100)

    expect(page.get_by_text("Not live: this page checks every 20 seconds")).to_be_visible(timeout=500)


def test_page_that_was_offline_catches_up(open_page, watch):
    watch.expect("net::ERR_INTERNET_DISCONNECTED")
    author = open_page("practitioner")
    path = start_thread(author, "Through the tunnel")
    traveller = open_page("second", path)
    expect(traveller.get_by_text(LIVE, exact=True)).to_be_visible()

    traveller.context.set_offline(True)
    expect(traveller.get_by_text("Offline: your draft is kept")).to_be_visible()
    for words in ("One.", "Two.", "Three."):
        reply(author, words)
        expect(post_saying(author, words)).to_be_visible()
    traveller.context.set_offline(False)

    for words in ("One.", "Two.", "Three."):
        expect(post_saying(traveller, words)).to_have_count(1)


def test_closing_a_conversation_takes_the_composer_away(open_page):
    member = open_page("practitioner")
    path = start_thread(member, "Soon to be closed", community="sport-and-cohesion")
    lead = open_page("lead", path)
    expect(member.get_by_role("button", name="Post reply")).to_be_visible()
    expect(member.get_by_text(LIVE, exact=True)).to_be_visible()

    lead.get_by_role("link", name="Rename, close, pin or move").click()
    lead.get_by_role("button", name="Close to replies").click()

    expect(member.get_by_text("so it takes no more replies")).to_be_visible(timeout=5000)
    expect(member.get_by_role("button", name="Post reply")).to_be_hidden()


def test_signing_out_elsewhere_ends_the_open_page(open_page):
    page = open_page()
    sign_in(page, "second", afresh=True)
    page.goto("/communities/local-government/threads/")
    page.locator("[data-thread] a").first.click()
    expect(page.get_by_text(LIVE, exact=True)).to_be_visible()

    other = page.context.new_page()
    other.goto("/")
    other.locator("details.menu summary").first.click()
    other.get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("heading", name="You can no longer read this")).to_be_visible(timeout=5000)


def test_community_list_moves_on_by_itself(open_page):
    author = open_page("practitioner")
    path = start_thread(author, "Watch this row")
    watcher = open_page("second", "/communities/local-government/threads/")
    row = watcher.get_by_role("listitem").filter(has_text="Watch this row")
    expect(row).to_contain_text("0 replies")
    author.goto(path)

    reply(author, "Moving on.")

    expect(row).to_contain_text("1 reply", timeout=5000)


def test_new_replies_do_not_move_what_is_being_read(open_page):
    author = open_page("practitioner")
    path = start_thread(author, "A long page")
    for number in range(6):
        reply(author, f"Line {number}. " + "Words to fill the page. " * 12)
        expect(post_saying(author, f"Line {number}.")).to_be_visible()
    reader = open_page("second", path + "?page=1", size="phone")
    expect(reader.get_by_text(LIVE, exact=True)).to_be_attached()
    reader.evaluate("scrollTo(0, 200)")
    before = reader.evaluate("scrollY")

    reply(author, "The newest one.")

    bar = reader.get_by_role("link", name="1 new reply")
    expect(bar).to_be_visible(timeout=5000)
    assert reader.evaluate("scrollY") == before
    bar.click()
    expect(post_saying(reader, "The newest one.")).to_be_in_viewport()


@pytest.mark.parametrize("size", ["phone", "desk"])
@pytest.mark.parametrize("dark", [False, True])
def test_conversation_pages_have_no_axe_findings(open_page, size, dark):
    page = open_page("practitioner", size=size, dark=dark)

    for path in (
        "/",
        "/communities/sport-and-cohesion/threads/",
        "/communities/sport-and-cohesion/threads/1/",
        "/communities/sport-and-cohesion/threads/1/posts/1/",
        "/communities/sport-and-cohesion/threads/start/",
        "/communities/start/",
        "/communities/race-and-faith-hate-crime/threads/1/",
    ):
        page.goto(path)
        assert axe(page) == [], path


def test_members_see_who_is_reading_with_them_and_that_somebody_writes(open_page):
    first = open_page("practitioner")
    path = start_thread(first, "In good company")
    second = open_page("second", path)
    expect(first.get_by_text("Gareth Pryce is here too")).to_be_visible(timeout=8000)

    write(second, "I am")

    expect(first.get_by_text("Gareth Pryce is writing a reply")).to_be_visible(timeout=5000)
    expect(second.get_by_text("is writing a reply")).to_have_count(0)
    assert axe(first) == []
    second.close()
    expect(first.get_by_text("Gareth Pryce is here too")).to_have_count(0, timeout=8000)
