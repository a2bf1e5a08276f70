"""The composer as people meet it: by its labels, with keys, without script, and when things fail."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from discussions.richtext import clean
from tests.discussions.hostile import GOOGLE_DOCS, HOSTILE, OUTLOOK_MAIL, WORD
from tests.support.browser import axe, sign_in, until

_found: list[str] = []


@pytest.fixture
def thread_path(open_page) -> str:
    """Give the address of a conversation in which the practitioner may reply."""
    if not _found:
        page = open_page("practitioner", "/communities/local-government/threads/")
        addresses = page.locator("main a").evaluate_all("links => links.map((link) => link.pathname)")
        _found.extend(
            path for path in addresses if re.match(r"/communities/local-government/threads/\d+/\w", path)
        )
    return _found[0]


@pytest.fixture
def writer(open_page, thread_path) -> Page:
    """Give a page of that conversation, nothing written."""
    page = open_page("practitioner", thread_path)
    expect(page.get_by_label("Your reply")).to_be_visible()
    return page


def begin(page: Page, label: str = "Your reply"):
    """Put the cursor in the box and wait until it is a rich one."""
    page.get_by_label(label).click()
    expect(page.get_by_role("toolbar", name="Formatting")).to_be_visible()
    box = page.get_by_role("textbox", name=label)
    expect(box).to_be_focused()
    return box


def until_held(page: Page, routes: list) -> None:
    """Wait until the page has asked for a file that a list of routes holds back."""
    for _ in range(200):
        if routes:
            return
        page.wait_for_timeout(50)
    raise AssertionError("never asked for")


def arrive(page: Page, routes: list) -> None:
    """Let that file come."""
    until_held(page, routes)
    for route in routes:
        route.continue_()


def words(page: Page) -> str:
    """Give what the form would send."""
    return page.locator("textarea[name=body]").input_value()


# The box


def test_nothing_of_the_editor_is_loaded_until_somebody_writes(open_page, thread_path):
    page = open_page("practitioner")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(thread_path)
    expect(page.get_by_label("Your reply")).to_be_visible()
    before = [url for url in asked if "editor" in url]
    begin(page)

    assert before == []
    assert any("django_prose_editor/editor" in url for url in asked)


def test_the_plain_box_hands_over_without_losing_a_letter(writer):
    writer.get_by_label("Your reply").focus()
    writer.keyboard.type("We tried this in Barrow")
    expect(writer.get_by_role("toolbar", name="Formatting")).to_be_visible()

    box = writer.get_by_role("textbox", name="Your reply")
    expect(box).to_contain_text("We tried this in Barrow")
    expect(box).to_be_focused()


def test_who_was_typing_before_the_script_came_gets_the_rich_box_too(open_page, thread_path):
    page = open_page("practitioner")
    scripts: list = []
    editors: list = []
    page.route(re.compile(r"/composer\.\w+\.js"), lambda route: scripts.append(route))
    page.route(re.compile(r"/composer-editor\.\w+\.js"), lambda route: editors.append(route))
    page.goto(thread_path, wait_until="commit")
    page.get_by_label("Your reply").focus()
    page.keyboard.type("We tried this")
    arrive(page, scripts)
    until_held(page, editors)
    page.keyboard.type(" in Barrow")
    arrive(page, editors)

    expect(page.get_by_role("toolbar", name="Formatting")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your reply")).to_contain_text("We tried this in Barrow")


def test_marks_typed_in_the_rich_box_become_what_they_mean(writer):
    box = begin(writer)

    box.press_sequentially("Dear **all** of you")
    box.press("Enter")
    box.press_sequentially("- one")
    box.press("Enter")
    box.press_sequentially("two")

    assert (
        words(writer)
        == "<p>Dear <strong>all</strong> of you</p><ul><li><p>one</p></li><li><p>two</p></li></ul>"
    )
    assert writer.locator("[name=body_format]").input_value() == "html"


def test_the_toolbar_works_by_keyboard_and_says_what_is_on(writer):
    box = begin(writer)
    bold = writer.get_by_role("button", name="Bold")
    italic = writer.get_by_role("button", name="Italic")

    box.press("Shift+Tab")
    expect(bold).to_be_focused()
    writer.keyboard.press("ArrowRight")
    expect(italic).to_be_focused()
    writer.keyboard.press("Enter")
    expect(box).to_be_focused()
    box.press_sequentially("softly")

    expect(italic).to_have_attribute("aria-pressed", "true")
    expect(bold).to_have_attribute("aria-pressed", "false")
    assert words(writer) == "<p><em>softly</em></p>"


def test_tab_leaves_the_box_even_from_a_list(writer):
    box = begin(writer)
    box.press_sequentially("- one")

    box.press("Tab")
    expect(writer.get_by_label("Add files")).to_be_focused()
    writer.keyboard.press("Tab")

    expect(writer.get_by_role("button", name="Post reply")).to_be_focused()


def test_a_link_is_made_without_leaving_the_page(writer):
    box = begin(writer)
    box.press_sequentially("the guide")
    box.press("Control+a")

    box.press("Control+k")
    address = writer.get_by_label("Web or e-mail address")
    expect(address).to_be_focused()
    address.fill("www.gov.uk/guide")
    address.press("Enter")

    expect(box).to_be_focused()
    assert words(writer) == '<p><a href="https://www.gov.uk/guide">the guide</a></p>'


def test_an_address_that_a_post_may_not_hold_is_refused_with_a_sentence(writer):
    begin(writer)

    writer.get_by_role("button", name="Link", exact=True).click()
    writer.get_by_label("Web or e-mail address").fill("javascript:alert(1)")
    writer.get_by_role("button", name="Add link").click()

    expect(writer.get_by_text("Enter an address such as")).to_be_visible()
    assert "href" not in words(writer)


def paste(box, html: str) -> None:
    box.evaluate(
        """(box, html) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        html,
    )


def test_paste_from_google_docs_is_bold_where_it_looked_bold(writer):
    box = begin(writer)

    paste(box, GOOGLE_DOCS)

    expect(box.locator("strong")).to_have_text("Bold")
    expect(box.locator("em")).to_have_text("and slanted")
    expect(box.get_by_role("listitem").filter(has_text="below it").last).to_be_visible()


def test_paste_of_hostile_markup_runs_nothing(writer, watch):
    watch.expect("Content Security Policy")  # it is the second lock; the first is that nothing is shown
    writer.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    box = begin(writer)

    for markup in HOSTILE:
        paste(box, f"<p>x</p>{markup}")

    assert writer.evaluate(
        "!document.querySelector('.composer__area :is(img, svg, script, iframe, style, form)')"
    )


def test_paste_of_a_mail_from_outlook_keeps_its_rows_and_says_the_same_as_the_server(writer):
    box = begin(writer)

    paste(box, OUTLOOK_MAIL)

    assert clean(words(writer)) == clean(OUTLOOK_MAIL)


def test_paste_from_word_keeps_lists_and_drops_the_mess(writer):
    box = begin(writer)

    paste(box, WORD)

    expect(box.get_by_role("listitem").filter(has_text="Share the minutes")).to_be_visible()
    expect(box.locator("ol > li")).to_have_count(2)
    expect(box.locator("ul ul > li")).to_have_text("then the club")
    assert "mso" not in words(writer).lower()
    assert "·" not in words(writer)


def test_the_plain_box_stays_and_works_when_the_editor_does_not_come(open_page, thread_path, watch):
    watch.expect("Failed to load resource")
    page = open_page("practitioner")
    page.route("**/django_prose_editor/**", lambda route: route.abort())
    page.goto(thread_path)

    box = page.get_by_label("Your reply")
    box.fill("Plain words with **weight**, sent without an editor")
    page.get_by_role("button", name="Post reply").click()

    post = page.locator(".post__body", has_text="sent without an editor")
    expect(post.locator("strong", has_text="weight")).to_be_visible()


def test_no_finding_of_axe_in_any_state(writer):
    assert axe(writer) == []
    box = begin(writer)
    box.press_sequentially("- a list with **weight**")
    writer.get_by_role("button", name="Link", exact=True).click()
    writer.get_by_role("button", name="Add link").click()
    expect(writer.get_by_text("Enter an address such as")).to_be_visible()

    assert axe(writer) == []


def test_words_are_big_enough_that_a_phone_does_not_zoom(open_page, thread_path):
    page = open_page("practitioner", thread_path, size="phone")

    box = begin(page)

    size = box.evaluate("box => parseFloat(getComputedStyle(box).fontSize)")
    assert size >= 16
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# Quotations


def test_quote_puts_the_words_and_their_number_in_the_box(writer):
    # Before its script is here, Quote leads to the page that quotes, where nobody's focus is taken.
    expect(writer.locator("[data-composer-files][data-started]")).to_have_count(1)
    post = writer.locator("[data-post]").first

    post.get_by_role("link", name=re.compile("^Quote")).click()

    box = writer.get_by_role("textbox", name="Your reply")
    expect(box).to_be_focused()
    expect(box.locator("blockquote")).to_contain_text("wrote:")
    assert writer.locator("[name=quoted]").input_value() == post.get_attribute("data-post")


def test_quote_takes_what_is_selected(writer):
    # Before its script is here, Quote leads to the page that quotes the first words.
    expect(writer.locator("[data-composer-files][data-started]")).to_have_count(1)
    post = writer.locator("[data-post]").first
    chosen = post.locator(".post__body").evaluate(
        """(body) => {
            const text = body.querySelector("p").firstChild;
            getSelection().setBaseAndExtent(text, 0, text, 12);
            return getSelection().toString();
        }"""
    )

    post.get_by_role("link", name=re.compile("^Quote")).click()

    expect(writer.locator("blockquote p").last).to_have_text(chosen.strip())


# Drafts


def drafts(page: Page) -> dict:
    return json.loads(
        page.evaluate(
            "JSON.stringify(Object.fromEntries(Object.entries(localStorage).filter(([k]) => k.startsWith('draft:'))))"
        )
    )


def test_what_was_written_survives_a_closed_page_and_can_be_discarded(writer):
    box = begin(writer)
    box.press_sequentially("Half a thought")
    expect(writer.get_by_text("Saved just now")).to_be_visible()
    token = writer.locator("[name=token]").input_value()

    writer.reload()

    expect(writer.get_by_text("We kept what you wrote.")).to_be_visible()
    expect(writer.get_by_role("textbox", name="Your reply")).to_contain_text("Half a thought")
    assert writer.locator("[name=token]").input_value() == token

    writer.get_by_role("button", name="Discard").click()
    expect(writer.get_by_role("textbox", name="Your reply")).to_have_text("")
    assert drafts(writer) == {}
    assert writer.locator("[name=token]").input_value() != token


def test_a_draft_is_gone_once_it_is_posted(writer):
    box = begin(writer)
    box.press_sequentially("A whole thought, posted once")
    expect(writer.get_by_text("Saved just now")).to_be_visible()

    box.press("Control+Enter")

    expect(writer.locator(".post__body", has_text="A whole thought, posted once")).to_have_count(1)
    expect(box).to_have_text("")
    assert drafts(writer) == {}


def test_a_double_press_posts_once(writer):
    box = begin(writer)
    box.press_sequentially("Pressed twice in a hurry")

    writer.get_by_role("button", name="Post reply").dblclick()

    expect(writer.locator(".post__body", has_text="Pressed twice in a hurry")).to_have_count(1)
    writer.reload()
    expect(writer.locator(".post__body", has_text="Pressed twice in a hurry")).to_have_count(1)


def test_drafts_leave_with_the_person_who_signs_out(open_page, thread_path):
    page = open_page()
    sign_in(page, "practitioner", afresh=True)
    page.goto(thread_path)
    begin(page).press_sequentially("Not for the next person")
    expect(page.get_by_text("Saved just now")).to_be_visible()

    page.goto("/account/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()

    assert drafts(page) == {}


def test_drafts_of_somebody_else_go_when_a_composer_opens(writer):
    writer.evaluate("localStorage.setItem('draft:999999:thread-1', '{\"body\": \"theirs\"}')")

    writer.reload()
    expect(writer.get_by_label("Your reply")).to_be_visible()

    until(writer, "!localStorage.getItem('draft:999999:thread-1')")


def test_writing_works_where_storage_is_blocked(open_page, thread_path):
    page = open_page("practitioner")
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
    )
    page.goto(thread_path)

    box = begin(page)
    box.press_sequentially("Written on a full disk")

    assert "Written on a full disk" in words(page)


def test_a_conversation_that_was_started_leaves_no_draft(open_page):
    page = open_page("practitioner", "/communities/local-government/threads/start/")
    page.get_by_label("Title").fill("How do you thank volunteers in winter?")
    begin(page, "Your first post").press_sequentially("We have tea. It is not enough.")
    expect(page.get_by_text("Saved just now")).to_be_visible()

    page.get_by_role("button", name="Start the conversation").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("How do you thank volunteers in winter?")
    until(page, "!Object.keys(localStorage).some((name) => name.includes(':start-'))")


def test_the_title_of_a_conversation_is_kept_too(open_page):
    page = open_page("practitioner", "/communities/local-government/threads/start/")
    page.get_by_label("Title").fill("Half a question")
    expect(page.get_by_text("Saved just now")).to_be_visible()

    page.reload()

    expect(page.get_by_text("We kept what you wrote.")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Half a question")


# Without script


def test_without_script_the_marks_are_explained_and_work(open_page, thread_path):
    page = open_page("second", thread_path, javascript=False)

    page.get_by_text("How to format").click()
    expect(page.get_by_text("Leave a blank line")).to_be_visible()
    page.get_by_label("Your reply").fill("- first\n- **second** without script")
    page.get_by_role("button", name="Post reply").click()

    item = page.locator(".post__body li", has_text="without script")
    expect(item.locator("strong")).to_have_text("second")


def test_without_script_an_edit_starts_with_the_marks(open_page, thread_path):
    page = open_page("second", thread_path, javascript=False)
    page.get_by_label("Your reply").fill("> said\n\nIt was **so**, to be edited")
    page.get_by_role("button", name="Post reply").click()
    post = page.locator("[data-post]", has_text="to be edited").last
    post.get_by_role("link", name=re.compile("^More")).click()
    page.get_by_role("link", name=re.compile("^Edit")).first.click()

    expect(page.get_by_label("Your post")).to_have_value("> said\n\nIt was **so**, to be edited")
