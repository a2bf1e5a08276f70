"""Links on paper: each address gets a number, shown beside its link and listed at the end."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

#: A link as Editors make them, without a class: ours lead about the page, and mean nothing on paper.
LINK = re.compile(r'<a href="((?:https?://|/)[^"]*)"[^>]*>.*?</a>', re.DOTALL)
#: Sources tell their addresses where they stand.
REFERENCES = re.compile(r'(<section class="references">.*?</section>)', re.DOTALL)


def number_links(html: str) -> tuple[SafeString, list[str]]:
    """Give drawn HTML with room for a number behind each link, and the addresses by number, each once.

    The number itself is drawn by the style sheet: words that readers choose on the page hold none.
    """
    numbers: dict[str, int] = {}

    def note(found: re.Match[str]) -> str:
        number = numbers.setdefault(found.group(1), len(numbers) + 1)
        return found.group() + format_html('<span class="link-note" data-number="{}"></span>', number)

    pieces = REFERENCES.split(html)
    pieces[::2] = [LINK.sub(note, piece) for piece in pieces[::2]]
    # They are escaped as attributes are, which is how they go back into the page.
    return mark_safe("".join(pieces)), [mark_safe(urljoin(settings.SITE_URL, each)) for each in numbers]
