"""An Editor sees beside a block what is asked about it, and answers by editing it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_live import write
from tests.browser.test_passages import GUIDE, choose
from tests.support.browser import axe

pytestmark = pytest.mark.browser

TITLE = "Do the short and the long term have the same measures?"


@pytest.fixture(autouse=True)
def closing_sockets_are_expected(watch):
    watch.expect("WebSocket connection")
    # Wagtail keeps a draft by itself, perhaps just as the page is published: then it is told that it came too late.
    watch.expect("400 (Bad Request)")


def test_a_question_is_answered_by_editing_what_it_is_about(open_page):
    asker = open_page("practitioner", GUIDE)
    choose(asker, "outcome measures for the short and the long term")
    asker.get_by_role("link", name="Ask about these words").click()
    asker.get_by_role("radio", name="Sport and cohesion").check()
    asker.get_by_role("button", name="Go on to your question").click()
    asker.get_by_label("Title").fill(TITLE)
    write(asker, "Our funder wants one form for both.", label="Your first post")
    asker.get_by_role("button", name="Start the conversation").click()
    expect(asker.get_by_role("heading", level=1)).to_have_text(TITLE)

    editor = open_page("editor", GUIDE)
    number = re.search(r"/passages/(\d+)/", editor.locator("[data-mark]").first.get_attribute("href"))[1]
    editor.goto(f"/cms/pages/{number}/edit/")
    mark = editor.get_by_role("link", name=f"Asked about this: {TITLE}")
    block = editor.locator(".asked-here", has=mark).locator("xpath=..")
    mark.click()
    question = editor.get_by_role("listitem").filter(has_text=TITLE)
    question.get_by_role("checkbox", name="The next version answers it").check()
    question.get_by_label("What did you change?").fill(
        "One form for the long term, another after each session"
    )
    box = block.locator("[contenteditable=true]").first
    box.click()
    editor.keyboard.press("Control+End")
    box.press_sequentially(" Use two forms.")
    expect(block.locator("[name$=-value]").first).to_have_value(re.compile("Use two forms"))
    editor.locator("[name=action-publish]").evaluate("button => button.click()")
    expect(editor.get_by_text(f"{TITLE}: “Updated the guide” stands there now.")).to_be_visible()

    told = asker.get_by_text("Updated the guide: One form for the long term, another after each session")
    expect(told).to_be_visible()
    expect(asker.get_by_text("Marked as the answer")).to_be_visible()
    asker.reload()
    beside = asker.get_by_label("What it is about")
    expect(beside.locator("ins")).to_contain_text("Use two forms.")
    assert axe(asker) == []
    asker.get_by_role("link", name="See what changed").click()
    expect(asker.locator("ins").last).to_contain_text("Use two forms.")
    expect(asker.get_by_role("link", name=TITLE)).to_be_visible()
    assert axe(asker) == []
