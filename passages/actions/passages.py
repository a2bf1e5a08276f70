"""Holding the words people talk about, and finding them again when their page has changed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from wagtail.models import Page

from communities.db import writes
from communities.models import User
from communities.pages import is_public
from communities.public import bump
from discussions.models import Thread
from passages import permissions
from passages.models import Passage
from passages.paragraphs import paragraph_of, paragraphs_of
from passages.placing import place_again, spot_of

#: For how long chosen words wait for somebody to talk about them.
KEPT_FOR = timedelta(days=2)


class NotThere(ValueError):  # noqa: N818  # an answer, as Django's DoesNotExist is
    """These words do not stand in this paragraph, or it is not on the page any more."""


@writes
def hold_passage(*, page: Page, block: str, words: str, asked_by: User, made_at: datetime) -> Passage:
    """Hold words of a paragraph, or all of it where none are named; the same words are held once.

    `page` is a specific one. Raises CannotTakePart, CannotAsk and NotThere.
    """
    permissions.check_can_ask(asked_by, page)
    text = paragraph_of(page, block)
    spot = spot_of(block, text, words or text) if text else None
    if spot is None:
        raise NotThere
    place = {"page": page, "block": spot.block, "first_word": spot.first, "word_count": spot.count}
    if held := Passage.objects.placed().filter(**place, paragraph=" ".join(spot.words)).first():
        return held
    return Passage.objects.create(
        **place,
        page_title=page.title,
        is_public=is_public(page),
        asked_in_private=not is_public(page),
        revision_id=page.live_revision_id,
        quotation=spot.quotation,
        paragraph=" ".join(spot.words),
        made_at=made_at,
    )


@writes
def place_passages_again(*, page: Page) -> int:
    """Find every passage of a page that was published; give how many have another place, or none, or one again.

    One that its page has no longer is looked for on the guide's other pages: chapters are cut in two. Its
    conversations then are about that page.
    """
    passages = list(Passage.objects.filter(page__in=_family(page)))
    if not passages:
        return 0
    texts = {page.pk: paragraphs_of(page.specific)}
    moved = 0
    for passage in passages:
        if passage.page_id == page.pk or not passage.is_placed:
            moved += _place(passage, page, texts)
    if moved:
        bump("guidance")
    return moved


def _place(passage: Passage, page: Page, texts: dict[int, dict[str, tuple[str, ...]]]) -> bool:
    before = (passage.page_id, passage.spot, passage.is_placed)
    found, there = place_again(passage.spot, texts[page.pk]), page
    if found is None and passage.page_id == page.pk:
        for other in _family(page).exclude(pk=page.pk).live():
            texts.setdefault(other.pk, paragraphs_of(other.specific))
            if found := place_again(passage.spot, texts[other.pk]):
                there = other
                break
    passage.stand_at(found)
    if found:
        passage.page, passage.page_title, passage.revision_id = there, there.title, there.live_revision_id
    passage.is_public = is_public(there)
    passage.save()
    if there.pk != before[0]:
        Thread.objects.filter(passage=passage.pk).update(page=there)
    return before != (passage.page_id, passage.spot, passage.is_placed)


@writes
def take_from_page(*, page: Page) -> None:
    """Show the passages of a page that is no longer published as those of an earlier version."""
    Passage.objects.filter(page=page).update(is_placed=False, is_public=is_public(page))


@writes
def forget_unused(*, before: datetime) -> int:
    """Delete what was held before a time and never talked about. Give how many."""
    return Passage.objects.forgotten(before).delete()[0]


def _family(page: Page) -> Page:
    """Give a page with the pages that words of it may have been moved to: a guide and its chapters."""
    parent = page.get_parent()
    top = parent if parent is not None and permissions.is_talked_about(parent) else page
    return Page.objects.filter(Q(pk=top.pk) | Q(path__startswith=top.path, depth=top.depth + 1))
