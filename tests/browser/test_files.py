"""Files as people add and meet them: chosen, dropped, taken back, and without script."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from discussions.kinds import WORD
from tests.discussions import files
from tests.support.browser import axe, until

_found: list[str] = []


@pytest.fixture
def thread_path(open_page) -> str:
    """Give the address of an open conversation in which the practitioner may reply."""
    if not _found:
        page = open_page("practitioner", "/communities/local-government/threads/?kind=discussion")
        rows = page.locator("main .thread-row:not(:has-text('Closed')) .thread-row__title a")
        _found.extend(rows.evaluate_all("links => links.map((link) => link.pathname)"))
    return _found[0]


@pytest.fixture
def writer(open_page, thread_path) -> Page:
    """Give a page of that conversation, nothing written."""
    return open_page("practitioner", thread_path)


def file(name: str, data: bytes) -> dict:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def row(page: Page, name: str) -> Locator:
    """Give what the composer says of a file."""
    return page.get_by_role("list", name="New files").get_by_role("listitem").filter(has_text=name)


def write(page: Page, words: str) -> None:
    page.get_by_label("Your reply").click()
    expect(page.get_by_role("toolbar", name="Formatting")).to_be_visible()
    page.keyboard.type(words)


def drop(page: Page, name: str, words: str) -> None:
    """Drop a file into the box, as a browser tells of it."""
    page.locator("[data-composer-box]").evaluate(
        """(box, [name, bytes]) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
            for (const kind of ["dragover", "drop"]) {
                box.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
            }
        }""",
        [name, list(files.pdf(words))],
    )


# With script


def test_a_chosen_file_is_uploaded_at_once_and_goes_with_the_post(writer, open_page, thread_path):
    reader = open_page("second", f"{thread_path}?at=newest")
    writer.get_by_label("Add files").set_input_files(file("Plan for June.docx", files.office(WORD)))
    expect(row(writer, "Plan for June.docx")).to_contain_text("Word document")
    expect(writer.locator("[data-files-said]")).to_have_text("Plan for June.docx is uploaded.")

    write(writer, "Our plan, chosen")
    writer.get_by_role("button", name="Post reply").click()

    for page in (writer, reader):
        post = page.get_by_role("article").filter(has_text="Our plan, chosen")
        expect(post.get_by_role("link", name="Plan for June.docx", exact=True)).to_be_visible()
    expect(writer.get_by_role("list", name="New files")).to_have_count(0)
    with reader.expect_download() as download:
        reader.get_by_role("link", name="Plan for June.docx", exact=True).click()
    assert download.value.path().read_bytes() == files.office(WORD)


def test_a_dropped_file_is_taken_and_puts_nothing_among_the_words(writer):
    write(writer, "Dropped below")

    drop(writer, "minutes.pdf", "Minutes")

    expect(row(writer, "minutes.pdf")).to_contain_text("PDF document")
    assert writer.locator("textarea[name=body]").input_value() == "<p>Dropped below</p>"


def test_a_picture_keeps_its_place_free_until_it_comes(writer):
    picture = files.picture("PNG", (1200, 600), "#3a489c")
    writer.get_by_label("Add files").set_input_files(file("hall.png", picture))
    expect(row(writer, "hall.webp")).to_contain_text("Picture")
    write(writer, "The hall, with its new doors")
    writer.get_by_role("button", name="Post reply").click()

    image = writer.get_by_role("article").filter(has_text="its new doors").locator("img")

    expect(image).to_have_attribute("width", "480")
    image.scroll_into_view_if_needed()
    until(writer, "[...document.querySelectorAll('article img')].at(-1).naturalWidth === 480")


def test_a_refused_file_says_why_and_keeps_the_words(writer, watch):
    watch.expect("status of 422")
    write(writer, "Words that stay")

    writer.get_by_label("Add files").set_input_files(file("tool.exe", b"MZ\x90\x00"))

    expect(row(writer, "tool.exe")).to_contain_text("This kind of file is not taken")
    assert "Words that stay" in writer.locator("textarea[name=body]").input_value()
    assert axe(writer) == []
    row(writer, "tool.exe").get_by_role("button", name="Remove tool.exe").click()
    expect(writer.get_by_label("Add files")).to_be_focused()


def test_too_large_a_file_is_refused_before_it_travels(writer):
    asked: list[str] = []
    writer.on("request", lambda request: asked.append(request.url))

    writer.get_by_label("Add files").set_input_files(file("film.pdf", files.pdf(extra=b"%" * 10_485_760)))

    expect(row(writer, "film.pdf")).to_contain_text("Larger than 10 MB")
    assert not [url for url in asked if url.endswith("/files/")]


def test_a_sixth_file_does_not_get_in(writer):
    six = [file(f"{number}.pdf", files.pdf(str(number))) for number in range(6)]

    writer.get_by_label("Add files").set_input_files(six)

    expect(writer.locator("[data-files-note]")).to_contain_text("up to 5 files, so “5.pdf” did not get in")
    expect(writer.get_by_role("list", name="New files").get_by_role("listitem")).to_have_count(5)


def test_an_upload_that_breaks_off_keeps_the_words_and_says_so(writer, watch):
    watch.expect("net::ERR_FAILED")
    writer.route("**/threads/files/", lambda route: route.abort())
    write(writer, "Words that stay")

    writer.get_by_label("Add files").set_input_files(file("minutes.pdf", files.pdf()))

    expect(row(writer, "minutes.pdf")).to_contain_text("did not arrive. Your words are safe")
    assert "Words that stay" in writer.locator("textarea[name=body]").input_value()


def test_a_post_waits_for_its_files(writer):
    held: list[Route] = []
    writer.route("**/threads/files/", lambda route: held.append(route))
    write(writer, "Posted once its file has arrived")
    writer.get_by_label("Add files").set_input_files(file("slow.pdf", files.pdf("slow")))
    expect(row(writer, "slow.pdf").get_by_role("progressbar", name="Uploading slow.pdf")).to_be_visible()
    assert axe(writer) == []

    writer.get_by_role("button", name="Post reply").click()
    expect(writer.locator("[data-files-note]")).to_contain_text("as soon as its files have arrived")
    held[0].continue_()

    post = writer.get_by_role("article").filter(has_text="Posted once its file has arrived")
    expect(post.get_by_role("link", name="slow.pdf", exact=True)).to_be_visible()


def test_the_same_file_twice_gets_in_once_with_a_kind_word(writer):
    twice = [file("minutes.pdf", files.pdf("same")), file("copy.pdf", files.pdf("same"))]

    writer.get_by_label("Add files").set_input_files(twice)

    expect(writer.locator("[data-files-note]")).to_have_text(
        "“copy.pdf” was there already, so it is attached once."
    )
    expect(writer.get_by_role("list", name="New files").get_by_role("listitem")).to_have_count(1)


def test_a_file_that_was_taken_back_is_not_posted(writer):
    writer.get_by_label("Add files").set_input_files(file("wrong.pdf", files.pdf("wrong")))
    expect(row(writer, "wrong.pdf")).to_contain_text("PDF document")

    with writer.expect_request("**/discard/"):
        row(writer, "wrong.pdf").get_by_role("button", name="Remove wrong.pdf").press("Enter")
    write(writer, "Posted without the wrong one")
    writer.get_by_role("button", name="Post reply").click()

    post = writer.get_by_role("article").filter(has_text="without the wrong one")
    expect(post).to_be_visible()
    expect(post.get_by_role("link", name="wrong.pdf", exact=True)).to_have_count(0)


# Without script, and on a phone


def test_files_go_with_the_form_where_there_is_no_script(open_page, thread_path, watch):
    watch.expect("status of 422")
    page = open_page("practitioner", thread_path, javascript=False, size="phone")
    page.get_by_label("Your reply").fill("Our minutes, without script")
    page.get_by_label("Add files").set_input_files(
        [file("minutes.pdf", files.pdf("same")), file("tool.exe", b"MZ\x90\x00")]
    )
    page.get_by_role("button", name="Post reply").click()

    expect(page.get_by_role("alert").first).to_contain_text("“tool.exe”: This kind of file is not taken")
    expect(page.get_by_label("Your reply")).to_have_value("Our minutes, without script")
    expect(page.get_by_role("list", name="Files of this post")).to_contain_text("Kept with your words")
    page.get_by_role("button", name="Post reply").click()

    post = page.get_by_role("article").filter(has_text="Our minutes, without script")
    expect(post.get_by_role("link", name="minutes.pdf", exact=True)).to_be_visible()


def test_an_edit_takes_a_file_away_without_script(open_page, thread_path):
    page = open_page("practitioner", thread_path, javascript=False)
    page.get_by_label("Your reply").fill("With a file that goes")
    page.get_by_label("Add files").set_input_files(file("old.pdf", files.pdf("old")))
    page.get_by_role("button", name="Post reply").click()
    post = page.get_by_role("article").filter(has_text="With a file that goes")
    more = post.get_by_role("link", name=re.compile("^More")).get_attribute("href")

    page.goto(f"{more}edit/")
    page.get_by_label("Remove old.pdf").check()
    page.get_by_role("button", name="Save changes").click()

    expect(page.get_by_role("article").filter(has_text="With a file that goes")).not_to_contain_text(
        "old.pdf"
    )


@pytest.mark.parametrize(
    ("size", "dark"), [("phone", False), ("phone", True), ("desk", False), ("desk", True)]
)
def test_files_shut_nobody_out(open_page, thread_path, size, dark):
    page = open_page("practitioner", thread_path, size=size, dark=dark)
    page.get_by_label("Add files").set_input_files(
        [file("A very long name of a plan for the whole of the district in the years to come.docx", files.office(WORD)),
         file("hall.png", files.picture("PNG", (1200, 600), "#2b6a36"))]
    )  # fmt: skip
    expect(row(page, "hall.webp")).to_contain_text("Picture")
    expect(row(page, "A very long name")).to_contain_text("Word document")

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    write(page, f"Files at {size} {dark}")
    page.get_by_role("button", name="Post reply").click()
    expect(
        page.get_by_role("article").filter(has_text=f"Files at {size} {dark}").locator("img")
    ).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_community_without_pictures_says_so_beforehand(open_page):
    page = open_page("lead", "/communities/race-and-faith-hate-crime/threads/start/")

    expect(page.get_by_text("Pictures are not taken in this community")).to_be_visible()
    expect(page.get_by_label("Add files")).to_have_attribute("accept", ".docx,.pptx,.xlsx,.pdf")
