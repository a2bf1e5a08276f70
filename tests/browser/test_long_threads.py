"""A conversation of many posts: it opens where it should, grows both ways, and nothing that is read moves."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_live import LIVE, post_saying, reply, start_thread
from tests.support.browser import axe, until
from tests.support.hub import HubServer

pytestmark = pytest.mark.browser

FILL = """
from datetime import timedelta
from uuid import uuid4
from discussions.models import Post, Thread
thread = Thread.objects.get(pk={thread})
first = thread.posts.get()
Post.objects.bulk_create(
    Post(thread=thread, community_id=thread.community_id, number=number, author_id=first.author_id,
         body=f"<p>Post number {{number}} of many. " + "It says a little more. " * (number % 7) + "</p>",
         token=uuid4(), posted_at=first.posted_at + timedelta(seconds=number))
    for number in range(2, {newest} + 1)
)
Thread.objects.filter(pk=thread.pk).update(last_post_number={newest})
"""


@pytest.fixture(autouse=True)
def blocked_is_expected(watch):
    watch.expect("WebSocket connection")


@pytest.fixture
def start_long(hub_server: HubServer):
    """Give a function that starts a conversation of so many posts and gives its path."""

    def start(page: Page, title: str, newest: int) -> str:
        path = start_thread(page, title)
        thread = path.split("/")[4]
        hub_server.manage("shell", "--no-imports", "-c", FILL.format(thread=thread, newest=newest))
        return path

    return start


def top_of(page: Page, number: int) -> float:
    return page.locator(f"#post-{number}").bounding_box()["y"]


def press(page: Page, name: str) -> None:
    """Press a link where the page stands: focusing it by the keyboard would scroll there first."""
    page.get_by_role("link", name=name).evaluate("link => (link.focus({preventScroll: true}), link.click())")


def test_a_long_conversation_opens_where_reading_stopped_and_grows_both_ways(open_page, start_long):
    author = open_page("practitioner")
    path = start_long(author, "Many posts", 430)
    reader = open_page("second", f"{path}?at=212#post-212")
    assert 0 <= top_of(reader, 212) < 200
    expect(reader.get_by_text("Posts 201 to 250 of 430").first).to_be_visible()

    before = top_of(reader, 201)
    press(reader, "Earlier posts")
    expect(reader.locator("#post-200")).to_be_focused()
    assert abs(top_of(reader, 201) - before) <= 2
    press(reader, "Later posts")
    expect(reader.locator("#post-251")).to_be_focused()

    numbers = reader.eval_on_selector_all("[data-post]", "all => all.map(each => +each.dataset.post)")
    assert numbers == list(range(151, 301))
    assert axe(reader) == []


def test_what_is_read_stays_where_it_is_when_posts_come_above_it(open_page, start_long):
    page = open_page("practitioner")
    path = start_long(page, "Standing still", 260)
    page.goto(f"{path}?at=160#post-160")
    page.mouse.move(600, 400)
    watched = 158

    for _ in range(40):
        page.mouse.wheel(0, -400)
        page.wait_for_timeout(30)
        if page.locator("#post-101").count() and page.locator("#post-100").count():
            break
    expect(page.locator("#post-51")).to_be_attached()
    before = top_of(page, watched)
    press(page, "Earlier posts")
    expect(page.locator("#post-1")).to_be_attached()

    assert abs(top_of(page, watched) - before) <= 2


def test_far_away_posts_are_let_go_and_come_back(open_page, start_long):
    page = open_page("practitioner")
    path = start_long(page, "Light however long", 900)
    page.goto(f"{path}?at=1")

    for first in range(51, 402, 50):
        press(page, "Later posts")
        expect(page.locator(f"#post-{first}")).to_be_attached()
    assert page.locator("[data-post]").count() == 300
    expect(page.locator("#post-1")).to_have_count(0)
    press(page, "Earlier posts")

    expect(page.locator("#post-101")).to_be_attached()
    assert page.locator("[data-post]").count() == 300


def test_the_address_follows_and_back_returns_to_the_same_place(open_page, start_long):
    page = open_page("practitioner")
    path = start_long(page, "Back again", 180)
    page.goto(f"{path}?at=75#post-75")
    page.evaluate("scrollBy({top: 420, behavior: 'instant'})")
    until(page, "history.state?.reading")
    expect(page).to_have_url(re.compile(r"\?at=\d+#post-\d+$"))
    number = int(page.url.rsplit("-", 1)[1])
    assert number > 75
    place = top_of(page, number)

    page.goto("/communities/")
    page.go_back()

    expect(page.locator(f"#post-{number}")).to_be_attached()
    until(
        page, f"Math.abs(document.getElementById('post-{number}').getBoundingClientRect().top - {place}) < 3"
    )
    page.reload()
    until(
        page, f"Math.abs(document.getElementById('post-{number}').getBoundingClientRect().top - {place}) < 3"
    )


def test_replies_reach_a_page_that_has_gone_on_to_the_end(open_page, start_long):
    reader = open_page("second")
    writer = open_page("practitioner")
    path = start_long(writer, "Read to the end", 120)
    reader.goto(f"{path}?at=60#post-60")
    expect(reader.get_by_text(LIVE, exact=True)).to_be_attached()
    writer.goto(f"{path}?at=newest#newest")

    reply(writer, "While you were reading earlier ones.")
    expect(reader.get_by_role("link", name="1 new reply")).to_be_visible()
    expect(post_saying(reader, "While you were reading")).to_have_count(0)
    press(reader, "Later posts")
    expect(post_saying(reader, "While you were reading")).to_have_count(1)
    reply(writer, "And one more.")

    expect(post_saying(reader, "And one more.")).to_have_count(1)
    expect(reader.get_by_role("link", name="Later posts")).to_be_hidden()


def test_without_script_pages_are_numbered(open_page, start_long):
    path = start_long(open_page("practitioner"), "Numbered pages", 120)
    plain = open_page("second", f"{path}?page=2", javascript=False)
    expect(plain.get_by_role("article").first).to_contain_text("Post number 51 of many")

    plain.get_by_role("link", name="Later posts").click()
    expect(plain.get_by_role("article").first).to_contain_text("Post number 101 of many")
    expect(plain.get_by_role("link", name="Later posts")).to_have_count(0)
    plain.get_by_role("link", name="Page 1", exact=True).first.click()

    expect(plain.get_by_role("article").first).to_contain_text("How do you begin?")
    expect(plain.get_by_text("Posts 1 to")).to_be_hidden()


@pytest.mark.parametrize("javascript", [True, False])
def test_an_old_link_to_what_was_unread_opens_at_the_end(open_page, start_long, javascript):
    path = start_long(open_page("practitioner"), "Read on another device", 30)
    page = open_page("second", path, javascript=javascript)

    page.goto(f"{path}?at=unread#unread")

    expect(page).to_have_url(re.compile(r"\?at=(newest#newest|30#post-30)$"))
    expect(page.locator("#newest")).to_be_in_viewport()


def test_reading_upwards_offers_the_way_to_the_title(open_page, start_long):
    path = start_long(open_page("practitioner"), "Back to the title", 230)
    phone = open_page("second", f"{path}?at=210#post-210", size="phone")
    link = phone.get_by_role("link", name="To the start of the conversation")
    phone.mouse.move(180, 400)
    expect(link).to_be_hidden()

    before = top_of(phone, 210)
    phone.mouse.wheel(0, -60)
    expect(link).to_be_in_viewport()
    assert abs(top_of(phone, 210) - before - 60) <= 2
    phone.mouse.wheel(0, 60)
    expect(link).to_be_hidden()
    phone.mouse.wheel(0, -60)
    link.click()

    expect(phone).to_have_url(re.compile(r"\?at=1$"))
    expect(phone.get_by_role("heading", name="Back to the title")).to_be_in_viewport()
    expect(link).to_be_hidden()


def test_a_phone_reads_a_long_conversation(open_page, start_long):
    path = start_long(open_page("practitioner"), "On the touchline", 120)
    phone = open_page("second", f"{path}?at=70#post-70", size="phone")
    expect(phone.locator("#post-70")).to_be_in_viewport()

    phone.get_by_role("link", name="Later posts").click()

    expect(phone.locator("#post-101")).to_be_attached()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
