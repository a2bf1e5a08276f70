"""The words in a document, for search, taken out in a process of its own.

A document may be made to keep its reader busy for ever or to fill all memory. So it is read by a
child with a ceiling on both, which is ended when its time is up: the worker goes on with letters.
This module is both: `words_of` starts it as `python -m discussions.words_of_files KIND`.
"""

from __future__ import annotations

import io
import re
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

if TYPE_CHECKING:
    from django.core.files import File

MAX_SECONDS = 20
MAX_MEMORY = 1024**3
MAX_PAGES = 300
MAX_CHARACTERS = 200_000
#: Bytes of one part of an Office document, unpacked.
MAX_PART = 30 * 1024 * 1024

#: The parts of each kind that hold its words.
PARTS = {
    "docx": re.compile(r"word/(document|footnotes|endnotes)\.xml"),
    "pptx": re.compile(r"ppt/slides/slide(\d+)\.xml"),
    "xlsx": re.compile(r"xl/sharedStrings\.xml"),
}
#: Elements, by their last name, behind which a line ends.
LINES = {"p", "si", "br", "tr"}


def words_of(file: File, kind: str) -> str:
    """Give the words of a document, at most MAX_CHARACTERS of them; what was read before it went wrong is good.

    Raises CalledProcessError or TimeoutExpired when its reader failed or took over MAX_SECONDS and had read nothing.
    """
    try:
        read = subprocess.run(  # noqa: S603  # ourselves, and a kind from our own list
            [sys.executable, "-m", "discussions.words_of_files", kind],
            input=file.read(),
            cwd=Path(__file__).resolve().parent.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it would quote the document, and logs never do
            timeout=MAX_SECONDS,
            check=True,
        ).stdout
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as failure:
        if not failure.stdout:
            raise
        read = failure.stdout
    return read.decode("utf-8", "ignore").replace("\0", "")


def main(kind: str) -> None:
    """Read a document from the standard input, write its words."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    data = sys.stdin.buffer.read()
    left = MAX_CHARACTERS
    for piece in READERS[kind](data):
        words = " ".join(piece.split())[:left]
        left -= len(words) + 1
        if words:
            sys.stdout.buffer.write(f"{words}\n".encode("utf-8", "ignore"))
            sys.stdout.buffer.flush()  # it may be ended at any moment
        if left <= 0:
            break


def _pages_of_pdf(data: bytes) -> Iterator[str]:
    from pypdf import PdfReader  # only the child pays for it

    for page in PdfReader(io.BytesIO(data)).pages[:MAX_PAGES]:
        yield page.extract_text()


def _lines_of_office(data: bytes, pattern: re.Pattern[str]) -> Iterator[str]:
    from discussions.archives import open_archive, read_member

    with open_archive(data) as archive:
        names = [name for name in archive.namelist() if pattern.fullmatch(name)]
        for name in sorted(names, key=lambda name: (len(name), name))[:MAX_PAGES]:  # slide10 after slide9
            yield from _lines_of_part(read_member(archive, name, MAX_PART))


def _lines_of_part(part: bytes) -> Iterator[str]:
    from defusedxml.ElementTree import iterparse

    line: list[str] = []
    try:
        for _, element in iterparse(io.BytesIO(part), forbid_dtd=True):
            last_name = element.tag.rpartition("}")[2]
            if last_name == "t":
                line.append(element.text or "")
            elif last_name in LINES:
                yield "".join(line)
                line.clear()
            element.clear()
    except ParseError:
        pass  # cut short at its ceiling: what came before it is good
    yield "".join(line)


READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "pdf": _pages_of_pdf,
    **{kind: partial(_lines_of_office, pattern=pattern) for kind, pattern in PARTS.items()},
}

if __name__ == "__main__":
    main(sys.argv[1])
