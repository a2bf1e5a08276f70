"""Sources cited by their number: “[2]” in the words of a body leads to its second source, and from there back.

The number is plain text. It is quoted, searched, printed and copied like the words beside it, and asks nothing of
the database (decision 24).
"""

from __future__ import annotations

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from resources.prose import change_words

CITATION = re.compile(r"\[(\d{1,3}(?:, ?\d{1,3}){0,9})\]")
#: Where the template of a source leaves room for the ways back to it.
WAYS_BACK = re.compile(r"<!--back to (\d+)-->")


def numbers_in(words: str) -> set[int]:
    """Give the numbers of the sources that these words cite."""
    return {int(number) for found in CITATION.findall(words) for number in found.split(",")}


def link_citations(html: str, source_count: int, part: str = "") -> SafeString:
    """Make the citations in a drawn body links to its sources, and give each source the ways back.

    `part` names the part of a page that the body stands in, which makes ids its own. What cites a source
    that is not there stays text.
    """
    prefix = f"{part}-" if part else ""
    places: dict[int, list[str]] = {}

    def link(number: int) -> str:
        cited = places.setdefault(number, [])
        cited.append(f"{prefix}cited-{number}-{len(cited) + 1}")
        return format_html(
            '<a class="citation" id="{}" href="#{}source-{}" aria-label="Source {}">{}</a>',
            cited[-1], prefix, number, number, number,
        )  # fmt: skip

    def cite(found: re.Match[str]) -> str:
        numbers = [int(number) for number in found.group(1).split(",")]
        if not all(1 <= number <= source_count for number in numbers):
            return found.group()
        return f"[{', '.join(link(number) for number in numbers)}]"

    linked = change_words(html, lambda words: CITATION.sub(cite, words))
    return mark_safe(WAYS_BACK.sub(lambda found: _ways_back(places.get(int(found.group(1)), [])), linked))


def _ways_back(places: list[str]) -> str:
    links = [
        format_html(
            ' <a class="references__back" href="#{}" aria-label="Back to where it is cited{}">↩</a>',
            place, f", {index} of {len(places)}" if len(places) > 1 else "",
        )
        for index, place in enumerate(places, 1)
    ]  # fmt: skip
    return "".join(links)
