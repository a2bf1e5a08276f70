"""The whole loop with five people: a sentence is questioned, the talk becomes guidance, and the guide hears of it."""

import contextlib
import re

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as NotYet

from tests.browser.test_live import reply, write
from tests.browser.test_passages import choose
from tests.support.browser import axe

pytestmark = pytest.mark.browser

GUIDE = "/guidance/power-of-sport/"
WORDS = "step by step through design and evaluation"
TITLE = "A season that began in the middle"
ASKED, ANSWERED, ADDED = (
    "Which step came first for you in Glanwern?",
    "We began in the middle, and went back for the beginning.",
    "Please keep this one among us.",
)


@pytest.fixture(autouse=True)
def closing_sockets_are_expected(watch):
    watch.expect("WebSocket connection")
    # Wagtail keeps a draft by itself while a page is still incomplete: then it is told what is missing.
    watch.expect("400 (Bad Request)")


def record_failure(page: Page, happened: str) -> None:
    """Say that it did not work, in the few answers the form asks for."""
    page.goto(GUIDE)
    page.get_by_role("link", name="We tried this").click()
    page.get_by_role("radio", name="Did not work").check()
    page.get_by_label("When did you begin?").select_option(index=1)
    page.get_by_label("Where was it?").select_option("A town")
    page.get_by_label("How many people took part?").select_option("We did not count")
    page.get_by_label("What happened?").fill(happened)
    page.get_by_label("How do you know?").select_option("Our impression")
    page.get_by_role("radio", name="Yes, with changes").check()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Thank you. Others can learn from it now.")).to_be_visible()


def answer(page: Page, said: str, *, as_: str) -> None:
    """Say whether one's words may stand there."""
    page.goto("/contributions/")
    page.locator(".thread-row", has_text=said).get_by_role("link").click()
    page.get_by_role("radio", name=as_).check()
    assert axe(page) == []
    page.get_by_role("button", name="Save answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your words in guidance")


def find(page: Page) -> None:
    """Look for the new page until the worker has put it into the index, and open it."""
    link = page.get_by_role("link", name=TITLE)
    for _ in range(10):
        page.goto("/search/?q=beginnings")
        with contextlib.suppress(NotYet):
            link.click(timeout=1_000)
            return
    expect(link).to_be_visible()


def test_a_question_about_a_sentence_comes_back_as_guidance(open_page):
    practitioner = open_page("practitioner", GUIDE)
    choose(practitioner, WORDS)
    practitioner.get_by_role("link", name="Ask about these words").click()
    practitioner.get_by_role("radio", name="Sport and cohesion").check()
    practitioner.get_by_role("button", name="Go on to your question").click()
    practitioner.get_by_label("Title").fill("Where does a season begin?")
    write(practitioner, ASKED, label="Your first post")
    practitioner.get_by_role("button", name="Start the conversation").click()
    expect(practitioner.get_by_role("heading", level=1)).to_have_text("Where does a season begin?")
    path = re.sub(r"^https?://[^/]+", "", practitioner.url).split("?")[0]

    second = open_page("second", path)
    reply(second, ANSWERED)
    lead = open_page("lead", path)
    expect(lead.get_by_text(ANSWERED)).to_be_visible()
    reply(lead, ADDED)
    expect(practitioner.get_by_text(ADDED)).to_be_visible()

    record_failure(practitioner, "Nobody came to the second evening.")
    record_failure(second, "The hall was double booked all winter.")

    lead.goto(path)
    lead.get_by_role("link", name="Make guidance of this").click()
    for number in range(3):
        lead.get_by_role("checkbox").nth(number).check()
    lead.get_by_role("radio", name="A case study").check()
    lead.get_by_label("Working title").fill(TITLE)
    assert axe(lead) == []
    lead.get_by_role("button", name="Go on").click()
    expect(lead.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(lead.get_by_text("Has not answered")).to_have_count(3)

    answer(practitioner, ASKED, as_="Yes, with my name and my organisation")
    answer(second, ANSWERED, as_="Yes, without a name")
    answer(lead, ADDED, as_="No, leave my words out")

    editor = open_page("editor", "/search/")
    editor.goto("/cms/")
    editor.goto(f"/cms/pages/search/?q={TITLE.replace(' ', '+')}")
    editor.get_by_role("link", name=TITLE, exact=True).first.click()
    editor.wait_for_url(re.compile(r"/cms/pages/\d+/(edit/)?"))
    if "/edit/" not in editor.url:
        editor.goto(f"{editor.url}edit/")
    editor.locator("[name=summary]").fill("What two councils learnt about beginnings.")
    editor.locator("[name=place]").fill("Stannerley and Glanwern")
    editor.locator("[name=organisation_name]").fill("Two councils")
    changed = editor.locator("section", has=editor.locator("[name=what_changed-count]")).last
    changed.get_by_role("button", name="Insert a block").first.click()
    editor.get_by_role("option", name="Text").first.click()
    box = changed.locator("[contenteditable=true]")
    box.click()
    box.press_sequentially("Both begin in September now.")
    # The rich box hands its words to the form a moment after they were typed.
    kept = changed.locator("[name^=what_changed-0-value]").first
    expect(kept).to_have_value(re.compile("September"))
    editor.locator("[name=action-publish]").evaluate("button => button.click()")
    expect(editor.get_by_text(f"Page '{TITLE}' has been published.")).to_be_visible()

    reader = open_page()
    find(reader)
    article = reader.get_by_role("article")
    expect(article.get_by_text(ASKED)).to_be_visible()
    expect(article.get_by_text("Nadia Rahim, Stannerley Metropolitan Council")).to_be_visible()
    expect(article.get_by_text(ANSWERED)).to_be_visible()
    expect(reader.get_by_text("Gareth Pryce")).to_have_count(0)
    expect(reader.get_by_text(ADDED)).to_have_count(0)
    assert axe(reader) == []

    practitioner.goto(path)
    expect(practitioner.get_by_text("Words of this conversation stand in")).to_contain_text(TITLE)
    reader.goto(GUIDE)
    expect(reader.get_by_text("The hall was double booked all winter.")).to_be_visible()
    expect(reader.get_by_text("This page was to be looked at again by")).to_be_visible()

    answer(practitioner, ASKED, as_="No, leave my words out")
    find(reader)
    expect(reader.get_by_text(ANSWERED)).to_be_visible()
    expect(reader.get_by_text(ASKED)).to_have_count(0)
    expect(reader.get_by_text("Nadia Rahim")).to_have_count(0)
