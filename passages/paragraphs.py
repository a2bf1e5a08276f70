"""The paragraphs of a page: the blocks of its bodies that hold words of their own, as text by block id.

The text is that of the drawn block, so that what a reader chooses on the page is found in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

#: Blocks that name or list what stands elsewhere. Nobody asks about a heading without what is below it.
WITHOUT_WORDS = {"heading", "case_study", "voice", "download", "references"}

#: Blocks of which only one piece was written here: a callout's kind is not, and drawing a figure makes its pictures.
OWN_WORDS = {"callout": "text", "figure": "caption"}

#: Tags between which words stand apart: those of cells, captions and lines, and none inside a sentence.
APART = re.compile(
    r"</?(?:p|br|li|ul|ol|dl|dt|dd|td|th|tr|thead|tbody|table|caption|figure|figcaption|blockquote|div|section|h[1-6])\b"
)


def paragraphs_of(page: Page) -> dict[str, tuple[str, ...]]:
    """Give the words of every paragraph by block id, in the order of the page, which is a specific one."""
    return {child.id: tuple(words_of(child).split()) for child in children_of(page)}


def paragraph_of(page: Page, block: str) -> str | None:
    """Give the text of one paragraph, or None where the page has none of this id."""
    return next((words_of(child) for child in children_of(page) if child.id == block), None)


def children_of(page: Page) -> Iterator[StreamValue.StreamChild]:
    """Go through the blocks of all bodies that hold words of their own."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for child in getattr(page, field.name):
                if holds_words(child):
                    yield child


def holds_words(child: StreamValue.StreamChild) -> bool:
    """May a passage stand in this block?"""
    return child.block_type not in WITHOUT_WORDS and bool(child.id)


def words_of(child: StreamValue.StreamChild) -> str:
    """Give a drawn block as text on one line."""
    own = OWN_WORDS.get(child.block_type)
    drawn = child.value[own] if own else child.render()
    spaced = APART.sub(r" \g<0>", str(drawn))
    return " ".join(get_text_for_indexing(spaced).split())
