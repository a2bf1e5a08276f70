"""Rich text: the one place where what a person typed or pasted becomes HTML that is safe to show.

Forms, the demo and (later) mail and the API all come through here. Nothing else in the house
marks a person's words as safe.

`clean` reads any HTML with a small lexer into a small `Document`, writes that out again, and lets
nh3 have the last word. The order matters. An HTML5 parser such as nh3's rebuilds formatting it
thinks was left open, so 80 KB of `<b id=1><p><b id=2><p>…` costs it 38 seconds and 126 MB; our
lexer takes one step for each tag. What nh3 gets is short, balanced and ours.

See docs/features/composer.md and docs/decisions/0010-plain-text-marks.md.
"""

from __future__ import annotations

import re
from html import unescape

import nh3

from communities.lines import shows_something
from discussions.richtext.document import ALLOWED_SCHEMES, Document, TooLong
from discussions.richtext.marks import read_marks, write_marks
from discussions.richtext.paste import read_html

__all__ = [
    "MAX_INPUT_BYTES",
    "MAX_POST_CHARACTERS",
    "TooLong",
    "clean",
    "excerpt",
    "from_plain_text",
    "is_blank",
    "to_plain_text",
]

#: Words a person may write in one Post, in characters, marks and tags not counted.
MAX_POST_CHARACTERS = 20_000
#: Bytes of HTML or plain text that are looked at at all (TRUST rule 33).
MAX_INPUT_BYTES = 100_000
#: Characters of plain text that are looked at: every character may need a mark beside it, no more.
MAX_PLAIN_CHARACTERS = 2 * MAX_POST_CHARACTERS

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "span"}
_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"<br>|</p>")


def clean(html: str) -> str:
    """Turn any HTML into the few tags a Post may hold. Cleaning twice changes nothing.

    Raises TooLong when it is over MAX_INPUT_BYTES, or says more than MAX_POST_CHARACTERS.
    """
    _check_size(html)
    return _finish(read_html(html))


def from_plain_text(text: str) -> str:
    """Turn text with the few marks of our plain composer into cleaned HTML. Raises TooLong."""
    if len(text) > MAX_PLAIN_CHARACTERS:
        raise TooLong(_too_long(len(text)))
    return _finish(read_marks(text))


def to_plain_text(html: str) -> str:
    """Give cleaned HTML back as text with marks, for somebody who edits without script.

    `from_plain_text` of it is the same HTML again.
    """
    return write_marks(read_html(html))


def excerpt(html: str, length: int = 160) -> str:
    """Give the first words of cleaned HTML on one line, at most `length` characters with the dots."""
    words = " ".join(unescape(_TAG.sub("", _BLOCK_END.sub(" ", html))).split())
    if len(words) <= length:
        return words
    cut = words[: length - 1]
    if words[length - 1] != " " and " " in cut:
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:.-\u2013") + "…"


def is_blank(html: str) -> bool:
    """Does this HTML, cleaned or not, say nothing at all? Raises TooLong."""
    _check_size(html)
    return not shows_something(unescape(_TAG.sub("", read_html(html).to_html())))


def _check_size(source: str) -> None:
    # A character is a byte or more, so the long answer is only needed near the ceiling.
    if len(source) > MAX_INPUT_BYTES or len(source.encode("utf-8", "replace")) > MAX_INPUT_BYTES:
        raise TooLong(f"This is too long. Please keep it under {MAX_POST_CHARACTERS:,} characters.")


def _too_long(length: int) -> str:
    return (
        f"This is {length:,} characters long. Please keep it under {MAX_POST_CHARACTERS:,}, "
        "perhaps by splitting it into two posts."
    )


def _finish(document: Document) -> str:
    length = document.character_count
    if length > MAX_POST_CHARACTERS:
        raise TooLong(_too_long(length))
    html = nh3.clean(
        document.to_html(),
        tags=_TAGS,
        # `class` must never be both here and in `allowed_classes`: nh3 panics past `except Exception`.
        # A span is a mention: the Document writes no other.
        attributes={"a": {"href"}, "span": {"data-user", "data-organisation"}},
        tag_attribute_values={"span": {"class": {"mention"}}},
        url_schemes=ALLOWED_SCHEMES,
        url_relative="deny",
        link_rel="nofollow ugc noopener",
    )
    _check_size(html)
    return html
