"""Files for tests, made in memory: lawful ones, and one for each trick."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfReader, PdfWriter

from discussions.kinds import OFFICE, SHEET, SLIDES, WORD, Kind

#: Where each kind of Office document keeps its words, and how they are written there.
WORDS_IN = {
    WORD: ("word/document.xml", "<w:document xmlns:w='w'><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:document>"),
    SLIDES: ("ppt/slides/slide1.xml", "<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:t>{}</a:t></a:p></p:sld>"),
    SHEET: ("xl/sharedStrings.xml", "<sst><si><t>{}</t></si></sst>"),
}


def upload(data: bytes, name: str = "minutes.pdf") -> SimpleUploadedFile:
    """Make an upload, of a type that the browser claims and nobody believes."""
    return SimpleUploadedFile(name, data, content_type="application/x-whatever")


def pdf(words: str = "Minutes of the meeting", *, extra: bytes = b"") -> bytes:
    """Make a PDF of one page that says these words."""
    stream = f"BT /F1 18 Tf 40 760 Td ({words}) Tj ET".encode("latin-1")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, rows)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(data))
    return data + table + extra + end


def archive(members: dict[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a zip file of these members, the same each time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        for name, content in members.items():
            written.writestr(zipfile.ZipInfo(name), content, method)
    return file.getvalue()


def content_types(*main_parts: str) -> str:
    """Make the list of parts that an Office document begins with."""
    rows = "".join(f'<Override PartName="/main" ContentType="{each}"/>' for each in main_parts)
    return f"<Types>{rows}</Types>"


def office(kind: Kind, words: str = "What we tried", **more: bytes | str) -> bytes:
    """Make a Word, PowerPoint or Excel file of this many words, and more members by name."""
    place, form = WORDS_IN[kind]
    types = content_types(f"{kind.content_type}.main+xml")
    return archive({"[Content_Types].xml": types, place: form.format(words), **more})


def word_with_macros() -> bytes:
    """Make a Word file that brings a program along, under the type of an honest one."""
    return office(WORD, **{"word/vbaProject.bin": b"\0" * 64})


def macro_enabled_word() -> bytes:
    """Make a .docm."""
    types = content_types("application/vnd.ms-word.document.macroEnabled.main+xml")
    return archive({"[Content_Types].xml": types, "word/document.xml": "<w/>"})


def word_and_excel() -> bytes:
    """Make a file that is a Word document to one program and a workbook to another."""
    types = content_types(
        f"{OFFICE}wordprocessingml.document.main+xml", f"{OFFICE}spreadsheetml.sheet.main+xml"
    )
    return archive({"[Content_Types].xml": types})


def bomb() -> bytes:
    """Make a small Word file that is enormous inside."""
    return office(WORD, **{"word/media/image1.png": b"\0" * (201 * 1024 * 1024)})


def steep_bomb() -> bytes:
    """Make one that stays below the ceiling on bytes, and unpacks to a thousand times its size."""
    return office(WORD, **{"word/media/image1.png": b"\0" * (20 * 1024 * 1024)})


def crowd() -> bytes:
    """Make a Word file of more members than any document needs."""
    return office(WORD, **{f"word/{number}.xml": b"" for number in range(3001)})


def locked() -> bytes:
    """Make an archive whose members say that they need a password."""
    data = bytearray(office(WORD))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] |= 1
    return bytes(data)


def picture(form: str = "PNG", size: tuple[int, int] = (640, 320), colour: str = "teal", **options) -> bytes:
    """Make a picture in one colour."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, form, **options)
    return file.getvalue()


def photo_with_place() -> bytes:
    """Make a photo that lies on its side and tells where it was taken, and with what."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned to the right
    exif[0x010F] = "SECRETCAMERA"
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 47.0, 30.0), 3: "W", 4: (1.0, 45.0, 0.0)})
    return picture("JPEG", exif=exif)


def vast_picture(side: int = 30_000) -> bytes:
    """Make a PNG that says it has this many pixels on a side, without holding them."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def long_pdf(pages: int) -> bytes:
    """Make a PDF of so many pages; each says its number, from 1."""
    writer = PdfWriter()
    for number in range(1, pages + 1):
        writer.append(PdfReader(io.BytesIO(pdf(f"Leaf {number}"))))
    return _written(writer)


def locked_pdf(words: str) -> bytes:
    """Make a PDF that opens with a password."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf(words)))
    writer.encrypt("kettle", algorithm="RC4-128")
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
