"""Documents for posts, written by this file: a page of plain words as a PDF, the same each time."""

from __future__ import annotations

import textwrap

LINE_HEIGHT, TOP, LEFT, WIDTH = 22, 770, 60, 78


def one_page(title: str, *paragraphs: str) -> bytes:
    """Give a PDF of one A4 page. Its words are in Windows' Western letters, and fit on it."""
    lines = [line for each in paragraphs for line in (*textwrap.wrap(each, WIDTH), "")]
    return _joined(
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /Plain 5 0 R /Bold 6 0 R >> >> >>",
        _stream([*_line("Bold", 20, title), *_line("Plain", 12, "", *lines)]),
        _font("Helvetica"),
        _font("Helvetica-Bold"),
    )


def _line(font: str, size: int, *lines: str) -> list[str]:
    rows = [f"({_escaped(line)}) Tj T*" for line in lines]
    return [f"/{font} {size} Tf", *rows]


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _stream(rows: list[str]) -> bytes:
    words = "\n".join(["BT", f"{LINE_HEIGHT} TL {LEFT} {TOP} Td", *rows, "ET"]).encode("cp1252")
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words)


def _font(name: str) -> bytes:
    return b"<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont /%s >>" % name.encode()


def _joined(*parts: bytes) -> bytes:
    """Number the parts of a PDF and write the table of where each begins."""
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(parts) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, rows)
    return (
        data + table + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(data))
    )
