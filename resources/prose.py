"""Going through the words of drawn HTML, past those that are links, headings or sources themselves."""

from __future__ import annotations

import re
from collections.abc import Callable

TAG = re.compile(r"(<[^>]*>)")
NAME = re.compile(r"</?([a-z][a-z0-9]*)")
#: Elements in whose words nothing is marked: no link stands in a link, and a heading is the name of a section.
PASSED_OVER = {"a", "button", "h1", "h2", "h3", "h4", "label", "nav", "script", "style", "summary", "svg"}
#: So are sources, which quote titles.
SOURCES = 'class="references"'


def change_words(html: str, change: Callable[[str], str]) -> str:
    """Give the HTML with each run of words changed; `change` takes and gives escaped text.

    For HTML that our templates and Wagtail's rich text draw, in which no attribute holds a bare ">".
    """
    drawn: list[str] = []
    inside = None
    for piece in TAG.split(html):
        if not piece.startswith("<"):
            drawn.append(piece if inside or not piece else change(piece))
            continue
        drawn.append(piece)
        found = NAME.match(piece)
        name = found.group(1) if found else ""
        if inside is None:
            passed = name in PASSED_OVER or SOURCES in piece
            inside = name if passed and not piece.startswith("</") else None
        elif name == inside and piece.startswith("</"):
            inside = None
    return "".join(drawn)
