"""The body of a page: every block, and what its value looks like in Python.

`body=stream([pair, pair, …])` makes a body of these pairs:

    ("heading", {"text": "Before you begin", "level": "h2"})                    # or "h3"
    ("paragraph", "<p>Words with <b>bold</b>, <i>italic</i>, lists and links.</p>")
    ("key_points", {"title": "Key points", "points": ["One.", "Two."]})
    ("callout", {"kind": "tip", "text": "<p>…</p>"})          # note, tip, warning, law, sample
    ("figure", {"image": {"image": image.pk, "alt_text": "…", "decorative": False},
                "caption": "…", "credit": "…"})
    ("quotation", {"text": "…", "person": "…", "role": "…"})
    ("table", {"caption": "…", "has_row_headings": True, "table": {
                "columns": [{"type": "text", "heading": "Place"}, {"type": "number", "heading": "People"}],
                "rows": [{"values": ["Leeds", "42"]}], "caption": ""}})
    ("download", {"document": document.pk, "title": "", "description": "…"})
    ("steps", {"steps": [{"title": "Choose the place", "text": "<p>…</p>"}, …]})
    ("practice_example", {"title": "…", "place": "…", "text": "<p>…</p>", "case_study": page.pk or None})
    ("case_study", {"page": page.pk})
    ("voice", voice.pk)
    ("references", {"title": "References", "items": [{"text": "…", "url": "https://…"}]})

Pictures, documents, pages and voices are given by primary key.
“[2]” in the words of any of these leads to the second of the references (resources.citing).
A link to a page inside rich text is `<a linktype="page" id="12">…</a>`.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from wagtail import blocks

from resources.blocks import media, text, voices
from resources.citing import link_citations, numbers_in

WORDS_A_MINUTE = 220


class BodyBlock(blocks.StreamBlock):
    """All pieces, in the groups an Editor sees."""

    heading = text.HeadingBlock(group="Words")
    paragraph = text.ParagraphBlock(group="Words")
    key_points = text.KeyPointsBlock(group="Words")
    callout = text.CalloutBlock(group="Words")
    quotation = text.QuotationBlock(group="Words")
    steps = text.StepsBlock(group="Words")
    figure = media.FigureBlock(group="Pictures and facts")
    table = media.DataTableBlock(group="Pictures and facts")
    practice_example = media.PracticeExampleBlock(group="Practice")
    case_study = media.CaseStudyLinkBlock(group="Practice")
    voice = voices.VoiceBlock(group="Practice")
    download = media.DownloadBlock(group="Sources")
    references = text.ReferencesBlock(group="Sources")

    class Meta:
        template = "resources/blocks/body.html"
        block_counts = {"references": {"max_num": 1}}  # so that a number means one source

    def render(self, value, context=None):
        """Draw all pieces, with the sources they cite linked to."""
        part = (context or {}).get("nested") or ""
        return link_citations(super().render(value, context), source_count(value), part)

    def clean(self, value):
        """Refuse two headings with the same words, and a source that is not there: no link could lead right."""
        cleaned = super().clean(value)
        sources = source_count(cleaned)
        seen: set[str] = set()
        errors = {}
        for index, child in enumerate(cleaned):
            if child.block_type == "heading":
                if child.value.anchor in seen:
                    errors[index] = ValidationError(
                        "Another heading has these words. Make them differ, so that links lead to the right one."
                    )
                seen.add(child.value.anchor)
            elif sources and child.block_type != "references":
                words = " ".join(child.block.get_searchable_content(child.value))
                if missing := sorted(numbers_in(words) - set(range(1, sources + 1))):
                    errors[index] = ValidationError(
                        f"There is no source [{missing[0]}]: the references go to [{sources}]. "
                        "Change the number, or add the source."
                    )
        if errors:
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return cleaned


def stream(pairs) -> list[dict]:
    """Turn (name, value) pairs, with plain values and primary keys, into what a body field takes."""
    return [{"type": name, "value": value} for name, value in pairs]


def headings(body) -> list[dict]:
    """List the sections of a body for its contents: heading values of level h2, in order."""
    return [child.value for child in body if child.block_type == "heading" and child.value["level"] == "h2"]


def source_count(body) -> int:
    """Count the sources of a body."""
    return sum(len(child.value["items"]) for child in body if child.block_type == "references")


def reading_minutes(*parts) -> int:
    """Count the minutes it takes to read these bodies and texts, at least 1."""
    words = 0
    for part in parts:
        content = part.stream_block.get_searchable_content(part) if hasattr(part, "stream_block") else [part]
        words += sum(len(strip_tags(str(piece)).split()) for piece in content)
    return max(1, round(words / WORDS_A_MINUTE))
