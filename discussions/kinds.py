"""What a file really is, by its content: the few kinds that posts carry, and a kind word for all others."""

from __future__ import annotations

from dataclasses import dataclass

from communities.pictures import KINDS as PICTURES
from communities.pictures import kind_of
from discussions import archives

TAKEN = "Word, PowerPoint, Excel and PDF files, and JPEG, PNG, WebP and GIF pictures"
OFFICE = "application/vnd.openxmlformats-officedocument."
#: Readers of PDF look for its beginning this far into a file.
PDF_SEARCHED = 1024
CONTENT_TYPES, CONTENT_TYPES_LIMIT = "[Content_Types].xml", 1024 * 1024


class FileRefused(ValueError):  # noqa: N818  # a refusal, as in permissions
    """This file is not attached; the message says why and what to do."""


@dataclass(frozen=True)
class Kind:
    """One kind of file: its key in the database, its ending, and how it is sent and told."""

    key: str
    suffix: str
    content_type: str
    words: str


PDF = Kind("pdf", ".pdf", "application/pdf", "PDF document")
WORD = Kind("docx", ".docx", OFFICE + "wordprocessingml.document", "Word document")
SLIDES = Kind("pptx", ".pptx", OFFICE + "presentationml.presentation", "PowerPoint presentation")
SHEET = Kind("xlsx", ".xlsx", OFFICE + "spreadsheetml.sheet", "Excel workbook")
#: Pictures are all kept as this, whatever they came as.
PICTURE = Kind("picture", ".webp", "image/webp", "Picture")

#: Pixels on the longer side of a picture beside words.
THUMBNAIL_SIDE = 480

KINDS = {kind.key: kind for kind in (PDF, WORD, SLIDES, SHEET, PICTURE)}
OFFICE_KINDS = (WORD, SLIDES, SHEET)
#: What each kind of Office document calls its main part.
MAIN_PARTS = {kind: f'"{kind.content_type}.main+xml"'.encode() for kind in OFFICE_KINDS}

_NOT_TAKEN = f"This kind of file is not taken. We take {TAKEN}."
_TWO_AT_ONCE = (
    "This file is two kinds at once, so it is not taken. Save it again from the program it was made with."
)
_LOCKED = "This file is locked with a password, so nobody here could read it. Save a copy without one."
_OLD_OFFICE = (
    "This is an Office file of an older kind, or one with a password."
    " Save a copy as .docx, .pptx or .xlsx, without a password."
)
_MACROS = (
    "This file holds macros, which can harm a computer. Save a copy without them, as .docx, .pptx or .xlsx."
)
_TOO_LARGE_INSIDE = (
    "This file is far larger inside than it looks, so it is not opened here. Save a smaller one."
)
_BROKEN = "We could not read this file. Save it again from the program it was made with."


def judge(data: bytes) -> Kind:
    """Say what these bytes are, whatever their name says. Raises FileRefused with a sentence."""
    if not data:
        raise FileRefused("This file is empty.")
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise FileRefused(_OLD_OFFICE)
    is_archive, is_pdf = b"PK\x05\x06" in data[-66_000:], b"%PDF-" in data[:PDF_SEARCHED]
    if data.startswith(b"PK\x03\x04"):  # every archive looks like each kind of Office document
        if is_pdf:
            raise FileRefused(_TWO_AT_ONCE)
        return _office_kind(data)
    kind = kind_of(data)
    if kind != PDF.content_type and kind not in PICTURES:
        raise FileRefused(_NOT_TAKEN)
    if is_archive or (is_pdf and kind in PICTURES):
        raise FileRefused(_TWO_AT_ONCE)
    if kind in PICTURES:
        return PICTURE
    if not data.startswith(b"%PDF-"):
        raise FileRefused(_TWO_AT_ONCE)
    return PDF


def _office_kind(data: bytes) -> Kind:
    """Tell Office documents apart by what is in them: all of them are archives."""
    try:
        with archives.open_archive(data) as archive:
            names = [name.lower() for name in archive.namelist()]
            if CONTENT_TYPES.lower() not in names:
                raise FileRefused(_NOT_TAKEN)
            told = archives.read_member(archive, CONTENT_TYPES, CONTENT_TYPES_LIMIT)
    except archives.TooLarge as error:
        raise FileRefused(_TOO_LARGE_INSIDE) from error
    except archives.Locked as error:
        raise FileRefused(_LOCKED) from error
    except archives.Refused as error:
        raise FileRefused(_BROKEN) from error
    if _has_macros(names, told):
        raise FileRefused(_MACROS)
    found = [kind for kind, main_part in MAIN_PARTS.items() if main_part in told]
    if not found:
        raise FileRefused(_NOT_TAKEN)
    if len(found) > 1:
        raise FileRefused(_TWO_AT_ONCE)
    return found[0]


def _has_macros(names: list[str], told: bytes) -> bool:
    programs = ("vbaproject.bin", "vbadata.xml")
    return b"macroenabled" in told.lower() or any(
        name.endswith(programs) or "/macrosheets/" in name for name in names
    )
