"""Files are judged by content, pictures made again, names cleaned; everything else is refused kindly."""

import io
import time

import pytest
from PIL import Image

from discussions.filenames import MAX_LENGTH, clean_name
from discussions.kinds import PDF, SHEET, SLIDES, WORD, FileRefused
from discussions.receiving import MAX_BYTES, receive
from tests.discussions import files

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
HTML = b"<!doctype html><html><script>alert(1)</script></html>"
PROGRAM = b"MZ\x90\x00\x03" + b"\0" * 400
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def received(data: bytes, name: str = "minutes.pdf", *, allows_images: bool = True):
    return receive(files.upload(data, name), allows_images=allows_images)


# --- What a file is -----------------------------------------------------------------------


@pytest.mark.parametrize("kind", [WORD, SLIDES, SHEET])
def test_office_documents_are_told_apart_by_what_is_in_them(kind):
    assert received(files.office(kind), "a.docx").kind is kind


def test_a_document_is_kept_byte_for_byte():
    assert received(files.pdf()).data == files.pdf()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"just words", "not taken"),
        (SVG, "not taken"),
        (HTML, "not taken"),
        (PROGRAM, "not taken"),
        (files.archive({"readme.txt": "hello"}), "not taken"),
        (OLD_WORD, "older kind"),
        (files.word_with_macros(), "macros"),
        (files.macro_enabled_word(), "macros"),
        (files.office(SHEET, **{"xl/macrosheets/sheet1.xml": "<x/>"}), "macros"),
        (files.locked(), "password"),
        (files.crowd(), "larger inside"),
        (files.steep_bomb(), "larger inside"),
        (files.office(WORD)[:-40], "could not read"),
        (b"PK\x03\x04" + b"\0" * 50, "could not read"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("name", ["minutes.docx", "minutes.pdf", "minutes.jpg"])
def test_what_is_not_taken_is_refused_whatever_it_is_called(data, word, name):
    with pytest.raises(FileRefused, match=word):
        received(data, name)


@pytest.mark.parametrize(
    "data",
    [
        files.pdf() + files.office(WORD),
        files.office(WORD) + files.pdf(),
        files.pdf()[:20] + files.office(WORD),
        files.picture("JPEG") + files.office(WORD),
        files.picture("GIF", comment=files.pdf()[:200]),
        b"GIF89a" + files.pdf(),
        files.word_and_excel(),
        files.office(WORD) + HTML,
        files.archive({"a.pdf": files.pdf(), "[Content_Types].xml": "<Types/>"}, method=0),
    ],
    ids=[
        "pdf then word",
        "word then pdf",
        "pdf before word",
        "picture then word",
        "pdf in a picture's comment",
        "picture's beginning before pdf",
        "word and excel",
        "word then html",
        "pdf at the head of an archive",
    ],
)
def test_a_file_of_two_kinds_at_once_is_refused(data):
    with pytest.raises(FileRefused):
        received(data)


def test_a_bomb_is_refused_at_once():
    data = files.bomb()
    began = time.monotonic()

    with pytest.raises(FileRefused, match="larger inside"):
        received(data, "plan.docx")

    assert len(data) < 1024 * 1024
    assert time.monotonic() - began < 1


def test_too_large_a_file_is_refused_and_says_how_large_it_may_be():
    with pytest.raises(FileRefused, match="10 MB"):
        received(files.pdf(extra=b"%" * MAX_BYTES))


# --- Pictures -----------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_every_picture_is_made_again_as_webp_with_a_thumbnail(form):
    kept = received(files.picture(form, (1200, 600)), f"hall.{form.lower()}")

    picture, thumbnail = Image.open(io.BytesIO(kept.data)), Image.open(io.BytesIO(kept.thumbnail))
    assert (picture.format, picture.size) == ("WEBP", (1200, 600)) == ("WEBP", (kept.width, kept.height))
    assert (thumbnail.format, thumbnail.size) == ("WEBP", (480, 240))
    assert kept.name == "hall.webp"


def test_a_photo_loses_its_place_and_stands_upright():
    data = files.photo_with_place()
    assert b"SECRETCAMERA" in data

    kept = received(data, "street.jpg")

    assert (kept.width, kept.height) == (320, 640)
    for made in (kept.data, kept.thumbnail):
        assert b"SECRETCAMERA" not in made
        assert b"EXIF" not in made
        assert not Image.open(io.BytesIO(made)).getexif()


def test_a_picture_of_30_000_pixels_is_refused_without_decoding_it():
    with pytest.raises(FileRefused, match="too many pixels"):
        received(files.vast_picture(), "map.png")


def test_a_large_picture_is_made_small_enough_to_read_on_a_page():
    kept = received(files.picture("JPEG", (5000, 2500)), "scan.jpg")

    assert (kept.width, kept.height) == (2000, 1000)


def test_a_thin_picture_keeps_at_least_one_pixel():
    kept = received(files.picture("PNG", (4000, 1)), "line.png")

    assert kept.height == 1


def test_a_broken_picture_is_refused():
    with pytest.raises(FileRefused, match="could not read this picture"):
        received(files.picture("PNG")[:60], "hall.png")


def test_clear_parts_of_a_picture_become_white():
    file = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(file, "PNG")

    kept = received(file.getvalue(), "logo.png")

    assert Image.open(io.BytesIO(kept.data)).convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_of_a_moving_picture_the_first_one_is_kept():
    file = io.BytesIO()
    first, second = Image.new("RGB", (20, 20), "red"), Image.new("RGB", (20, 20), "blue")
    first.save(file, "GIF", save_all=True, append_images=[second])

    kept = Image.open(io.BytesIO(received(file.getvalue(), "wave.gif").data))

    red, _, blue = kept.convert("RGB").getpixel((5, 5))
    assert red > 200 > 60 > blue
    assert getattr(kept, "n_frames", 1) == 1


def test_pictures_are_refused_where_a_community_takes_none_and_documents_are_not():
    with pytest.raises(FileRefused, match="not taken in this community"):
        received(files.picture(), "hall.png", allows_images=False)

    assert received(files.pdf(), allows_images=False).kind is PDF


def test_the_same_file_has_the_same_fingerprint_and_another_has_not():
    photo = files.photo_with_place()

    assert received(photo, "a.jpg").sha256 == received(photo, "b.jpg").sha256
    assert received(photo, "a.jpg").sha256 != received(files.picture(), "a.png").sha256


# --- Names --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("Minutes.PDF", "Minutes.pdf"),
        ("Cofnodion cyfarfod ŵyl.pdf", "Cofnodion cyfarfod ŵyl.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        (r"C:\Users\nadia\plan.pdf", "plan.pdf"),
        ("plan.pdf/", "file.pdf"),
        ("..", "file.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "file.pdf"),
        ("plan.exe", "plan.exe.pdf"),
        ("plan\u202efdp.exe", "planfdp.exe.pdf"),
        ("a\x00b\r\nc\x1b[31m.pdf", "ab c[31m.pdf"),
        ("a\u2028b\u200b\ufeff.pdf", "a b.pdf"),
        ("  many   spaces .pdf", "many spaces.pdf"),
        ("\ud800bad.pdf", "bad.pdf"),
    ],
)
def test_names_are_one_line_of_plain_text_that_ends_in_the_real_kind(given, kept):
    assert clean_name(given, ".pdf") == kept


def test_a_long_name_is_cut_and_keeps_its_ending():
    name = clean_name("ŵ" * 500 + ".pdf", ".pdf")

    assert len(name) == MAX_LENGTH
    assert name.endswith("ŵ.pdf")
