"""Reading e-mail addresses out of whatever people have: a pasted list, a spreadsheet's CSV file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

#: What one list may hold.
LINES_AT_MOST, BYTES_AT_MOST = 10_000, 1_000_000
#: The longest address that mail knows.
ADDRESS_LENGTH = 254

_CELLS = re.compile(r"[,;\t]")
_AROUND = " \"'<>()[]{}|:.\u00a0\u200b\ufeff"


class UnreadableFile(ValueError):  # noqa: N818  # a refusal, as in permissions
    """The file is no list of addresses; the message says what to do."""


@dataclass(frozen=True)
class BadLine:
    """A line out of which no address could be read."""

    number: int
    words: str
    problem: str


@dataclass
class AddressList:
    """What was found in a list: addresses in small letters, each once, and what is wrong where."""

    addresses: list[str] = field(default_factory=list)
    doubles: int = 0
    bad: list[BadLine] = field(default_factory=list)
    is_cut: bool = False


def read_addresses(text: str) -> AddressList:
    """Find the addresses in a text: any separators, names around them, other columns beside them.

    Lines count from 1. An empty line is passed over, and so is a first line without an address where others
    have one: it is a header. At most LINES_AT_MOST lines are read; `is_cut` says that there were more.
    """
    found = AddressList()
    seen: set[str] = set()
    lines = text.splitlines()
    found.is_cut = len(lines) > LINES_AT_MOST
    for number, line in enumerate(lines[:LINES_AT_MOST], 1):
        good, problem = _read_line(line)
        for address in good:
            if address in seen:
                found.doubles += 1
            else:
                seen.add(address)
                found.addresses.append(address)
        if problem:
            found.bad.append(BadLine(number, line.strip()[:80], problem))
    first = found.bad[0] if found.bad else None
    if first and first.number == 1 and "@" not in first.words and found.addresses:
        del found.bad[0]
    return found


def decode_list(data: bytes) -> str:
    """Give the text of an uploaded list, saved by whatever spreadsheet: UTF-8, UTF-16 or Windows' own.

    Raises UnreadableFile.
    """
    if len(data) > BYTES_AT_MOST:
        raise UnreadableFile("This file is larger than 1 MB. Split it into several lists.")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFile("This is a spreadsheet. Save it as CSV first, then choose that file.")
    text = _decode(data)
    if "\0" in text:
        raise UnreadableFile("This file is not a list of addresses. Save your list as CSV or plain text.")
    return text


def _read_line(line: str) -> tuple[list[str], str]:
    """Give the addresses of a line, and what is wrong with it where there is something."""
    good: list[str] = []
    problem = ""
    for cell in _CELLS.split(line):
        if cell.strip(_AROUND).startswith("="):
            problem = "This is a formula, not an address."
            continue
        for word in re.split(r"\s+|[<>]", cell):
            if "@" not in word:
                continue
            address = word.strip(_AROUND).removeprefix("mailto:").lower()
            if _is_address(address):
                good.append(address)
            else:
                problem = "This is not a whole e-mail address."
    if not good and not problem and line.strip(_AROUND + ",;\t"):
        problem = "There is no e-mail address in this line."
    return good, problem


def _is_address(word: str) -> bool:
    if len(word) > ADDRESS_LENGTH or word[:1] in "=+-@":
        return False
    try:
        validate_email(word)
    except ValidationError:
        return False
    return True


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data[:64]:  # UTF-16 without its mark: every second byte of Western text is zero
        order = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
        return data.decode(order, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
