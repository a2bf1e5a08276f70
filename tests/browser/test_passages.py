"""Asking about the words of a guide: chosen by mouse, finger and keyboard, and without script."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_drafts import kept
from tests.browser.test_live import write
from tests.support.browser import axe

pytestmark = pytest.mark.browser

GUIDE = "/guidance/power-of-sport/"
WORDS = "outcome measures for the short and the long term"

CHOOSE = """words => {
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walk.currentNode, at);
    range.setEnd(walk.currentNode, at + words.length);
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return;
  }
}"""


def choose(page: Page, words: str) -> None:
    page.evaluate(CHOOSE, words)


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_chosen_words_are_asked_about_and_stand_beside_the_conversation(open_page, size):
    page = open_page("practitioner", GUIDE, size=size)

    choose(page, "step by step through design and evaluation")
    page.get_by_role("link", name="Ask about these words").click()
    expect(page.get_by_role("radio", name="“step by step through design and evaluation,”")).to_be_checked()
    page.get_by_role("radio", name="Sport and cohesion").check()
    assert axe(page) == []
    page.get_by_role("button", name="Go on to your question").click()

    expect(page.locator("mark")).to_have_text("step by step through design and evaluation,")
    page.get_by_label("Title").fill(f"Which step do you begin with on a {size}?")
    page.get_by_role("textbox", name="Your first post").click()
    rich = page.locator("form[data-composer] [contenteditable=true]")
    rich.wait_for()
    rich.press_sequentially("We began in the middle.")
    page.get_by_role("button", name="Start the conversation").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Which step do you begin with on a {size}?")
    expect(page.get_by_label("What it is about").locator("mark")).to_have_text(
        "step by step through design and evaluation,"
    )
    assert axe(page) == []


def test_a_choice_that_is_let_go_leaves_the_mark_as_it_was(open_page):
    page = open_page("practitioner", GUIDE)
    mark = page.locator("[data-part]", has_text=WORDS).locator("[data-mark]")
    before = mark.inner_text(), mark.get_attribute("href")

    choose(page, WORDS)
    expect(mark).to_have_text("Ask about these words")
    page.evaluate("document.getSelection().removeAllRanges()")

    expect(mark).to_have_text(before[0])
    assert mark.get_attribute("href") == before[1]


@pytest.mark.parametrize("javascript", [True, False])
def test_a_sentence_is_chosen_by_keyboard_without_script_too(open_page, javascript):
    page = open_page("practitioner", GUIDE, javascript=javascript)

    switch = page.get_by_role("checkbox", name="Show where to ask about a part of this page")
    switch.focus()
    page.keyboard.press("Space")
    mark = page.locator("[data-part]", has_text="The toolkit itself is an online course").locator(
        "[data-mark]"
    )
    expect(mark).to_be_visible()
    mark.focus()
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="“The toolkit itself is an online course").focus()
    page.keyboard.press("Space")
    page.get_by_role("radio", name="Sport and cohesion").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Go on to your question").focus()
    page.keyboard.press("Enter")

    expect(page.locator("mark")).to_contain_text("The toolkit itself is an online course")


def test_marks_count_for_each_reader(open_page):
    signed_out, member = open_page(None, GUIDE), open_page("practitioner", GUIDE)
    part = "[data-part]"

    expect(member.locator(part, has_text=WORDS).locator("[data-mark]")).to_contain_text("conversation")
    assert axe(member) == []
    expect(
        signed_out.get_by_role("checkbox", name="Show where to ask about a part of this page")
    ).to_be_visible()
    assert axe(signed_out) == []


@pytest.mark.usefixtures("kept_drafts")
def test_a_question_half_written_is_found_again_with_its_words(open_page):
    page = open_page("practitioner", GUIDE)
    choose(page, "step by step through design and evaluation")
    page.get_by_role("link", name="Ask about these words").click()
    page.get_by_role("radio", name="Sport and cohesion").check()
    page.get_by_role("button", name="Go on to your question").click()
    page.get_by_label("Title").fill("Which step do you skip?")
    write(page, "We skip the third.", label="Your first post")
    kept(page)

    page.goto("/inbox/drafts/")
    page.get_by_role("link", name="Go on writing").first.click()

    expect(page.locator("mark")).to_have_text("step by step through design and evaluation,")
    expect(page.get_by_label("Title")).to_have_value("Which step do you skip?")
