"""What was found, with the words that were looked for marked in it."""

from __future__ import annotations

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from finding.asking import COMMON, Query, stem

#: Characters of an excerpt.
EXCERPT_LENGTH = 240
#: Characters of a long document that are looked at for one, from a little before the first word that was looked for.
WINDOW = 20_000

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def mark(text: str, query: Query) -> SafeString:
    """Give a text, escaped, with each form of a word that was looked for inside <mark>."""
    wanted = _wanted(query)
    pieces: list[tuple[str]] = []
    end = 0
    for match in _WORD.finditer(text):
        if stem(match[0]) in wanted:
            pieces += [(text[end : match.start()],), (format_html("<mark>{}</mark>", match[0]),)]
            end = match.end()
    return format_html_join("", "{}", [*pieces, (text[end:],)])


def excerpt_around(text: str, query: Query, length: int = EXCERPT_LENGTH) -> str:
    """Cut a text to the part that holds most of what was looked for, at most about `length` characters."""
    wanted = _wanted(query)
    text = " ".join(_window(text, wanted).split())
    if len(text) <= length:
        return text
    hits = [(match.start(), stem(match[0])) for match in _WORD.finditer(text) if stem(match[0]) in wanted]
    best = max(hits, key=lambda hit: _told(hits, hit[0], length), default=(0, ""))[0]
    begin = max(0, min(best - length // 4, len(text) - length))
    if begin:
        begin = text.find(" ", begin) + 1
    cut = text[begin : begin + length]
    if begin + length < len(text):
        cut = cut.rsplit(" ", 1)[0].rstrip(" ,;:.-–") + "…"
    return f"… {cut}" if begin else cut


def _window(text: str, wanted: set[str]) -> str:
    if len(text) <= WINDOW or not wanted:
        return text[:WINDOW]
    first = re.search("|".join(map(re.escape, sorted(wanted))), text, re.IGNORECASE)
    begin = max(0, first.start() - WINDOW // 10) if first else 0
    return text[begin : begin + WINDOW]


def _told(hits: list[tuple[int, str]], begin: int, length: int) -> int:
    """Count the different words that an excerpt from there would hold."""
    return len({word for place, word in hits if begin <= place < begin + length * 3 // 4})


def _wanted(query: Query) -> set[str]:
    return {stem(word) for word in query.words if word.casefold() not in COMMON}
