"""Telling what changed in a page, once, to the people who keep it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from wagtail.models import Page, Revision

from communities.db import writes
from communities.models import User
from communities.public import bump
from freshness.models import ChangeNote, SeenChange
from resources.models import LivingPage


@writes
def tell_change(*, page: LivingPage, at: datetime) -> None:
    """Tell what a page that was published says of its change, and use the note up wherever it waits.

    The versions of a page keep no note that was told: none is told again by going back to one, or by publishing a
    draft that was saved before. An alias shows its source's words, so what changed is told of that.
    """
    words, page.change_note = page.change_note, ""
    if not words:
        return
    Page.objects.select_for_update().get(pk=page.pk)
    waiting = Revision.page_revisions.filter(object_id=str(page.pk), content__change_note=words)
    is_waiting = waiting.filter(pk=page.live_revision_id).exists()
    for revision in waiting:
        Revision.objects.filter(pk=revision.pk).update(content=revision.content | {"change_note": ""})
    type(page)._default_manager.filter(pk=page.pk).update(change_note="")
    if is_waiting and not page.alias_of_id:
        ChangeNote.objects.create(page_id=page.pk, words=words, told_at=at)
        bump("guidance")


@writes
def see_changes(*, notes: Iterable[ChangeNote], person: User, at: datetime) -> None:
    """Tell somebody these no more."""
    SeenChange.objects.bulk_create(
        [SeenChange(person=person, note=note, seen_at=at) for note in notes], ignore_conflicts=True
    )
