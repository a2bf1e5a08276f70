"""Terms of the glossary in the words of a page: the first mention of each leads to what it means."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from resources.models import Term
from resources.prose import change_words


def explain(html: str, terms: Iterable[Term]) -> tuple[SafeString, list[Term]]:
    """Give drawn HTML with the first mention of each term as a link to `#term-…`, and the terms found, by name.

    Words that two terms share belong to the first; of two that begin alike the longer one counts.
    """
    meant: dict[str, Term] = {}
    for term in terms:
        for spelling in term.spellings:
            meant.setdefault(escape(spelling).lower(), term)
    if not meant:
        return mark_safe(html), []
    longest_first = sorted(meant, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    found: dict[str, Term] = {}

    def link(match: re.Match[str]) -> str:
        term = meant[match.group().lower()]
        if term.slug in found:
            return match.group()
        found[term.slug] = term
        words = mark_safe(match.group())  # a piece of what was escaped already
        return format_html('<a class="term" id="word-{0}" href="#term-{0}">{1}</a>', term.slug, words)

    marked = change_words(html, lambda words: pattern.sub(link, words))
    return mark_safe(marked), sorted(found.values(), key=lambda term: term.name.lower())
