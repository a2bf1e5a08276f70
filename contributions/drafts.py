"""The page in the CMS that gathered words are put on: a draft, which an Editor finishes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page

from contributions.models import Gathering
from resources.blocks.body import stream
from resources.models import CaseStudyPage, ChapterPage, GuidanceIndexPage, GuidePage, Voice


def open_draft(*, kind: str, title: str, guide: GuidePage | None, voices: Sequence[Voice]) -> Page:
    """Make an unpublished page with these voices in their order, and give it."""
    body = stream([("voice", voice.pk) for voice in voices])
    if kind == Gathering.Kind.SECTION and guide is not None:
        page: Page = ChapterPage(title=title, body=body, live=False)
        guide.add_child(instance=page)
    else:
        page = CaseStudyPage(title=title, what_they_did=body, live=False)
        GuidanceIndexPage.objects.get().add_child(instance=page)
    page.save_revision(clean=False)  # an Editor fills in what is missing
    return page


def voices_on(page: Page) -> set[int]:
    """Name the voices that a page, a specific one, quotes."""
    return {child.value.pk for child in _children(page) if child.block_type == "voice" and child.value}


def _children(page: Page) -> Iterator[StreamValue.StreamChild]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from getattr(page, field.name)
