"""The page in the CMS that gathered words are put on: a draft, which an Editor finishes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import uuid4

from django.utils.text import slugify
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page

from contributions.models import Gathering
from resources.blocks.body import stream
from resources.models import CaseStudyPage, ChapterPage, GuidanceIndexPage, GuidePage, Voice


def open_draft(*, kind: str, title: str, guide: GuidePage | None, voices: Sequence[Voice]) -> Page:
    """Make an unpublished page with these voices in their order, and give it."""
    # A title without a letter has no address of its own.
    address = {} if slugify(title, allow_unicode=True) else {"slug": f"gathered-{uuid4().hex[:8]}"}
    body = stream([("voice", voice.pk) for voice in voices])
    if kind == Gathering.Kind.SECTION and guide is not None:
        page: Page = ChapterPage(title=title, body=body, live=False, **address)
        guide.add_child(instance=page)
    else:
        page = CaseStudyPage(title=title, what_they_did=body, live=False, **address)
        GuidanceIndexPage.objects.get().add_child(instance=page)
    Voice.objects.filter(pk__in=[voice.pk for voice in voices]).update(page=page)
    page.save_revision(clean=False)  # an Editor fills in what is missing
    return page


def voices_on(page: Page) -> set[int]:
    """Name the voices that a page, a specific one, quotes."""
    return {child.value.pk for child in _children(page) if child.block_type == "voice" and child.value}


def _children(page: Page) -> Iterator[StreamValue.StreamChild]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from getattr(page, field.name)
