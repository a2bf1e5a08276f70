"""Answering questions by editing what they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import PermissionDenied
from wagtail.models import Page, PageLogEntry

from communities.db import writes
from communities.models import User
from communities.pages import is_public
from discussions import actions as discussions
from discussions.models import Post, Thread
from discussions.permissions import MustWait
from passages import permissions
from passages.changes import Change, changes_between
from passages.models import PageUpdate, Passage
from passages.paragraphs import paragraphs_of


class Promise(NamedTuple):
    """What an Editor says of a version that answers a question: a sentence, and whether the old words are shown."""

    note: str = ""
    shows_before: bool = True


@writes
def promise_updates(
    *,
    page: Page,
    editor: User,
    promises: Mapping[int, Promise],
    withdrawn: Collection[UUID] = (),
    at: datetime,
) -> None:
    """Note which questions the next version of a page answers, by the Thread's id, and which promises are taken away.

    Nothing is posted before the page is published. Questions this Editor may not see, or that have an answer, are
    passed over. Raises CannotUpdate.
    """
    permissions.check_can_update(editor, page)
    asked = Thread.objects.visible_to(editor).unanswered().filter(page=page)
    there = PageUpdate.objects.promised().filter(page=page, thread__in=asked)
    there.filter(pk__in=withdrawn).delete()
    for thread in asked.filter(pk__in=promises):
        promise = promises[thread.pk]
        # A form that says what another Editor said is only saved with the page; other words are of whoever says them.
        if not there.filter(thread=thread, **promise._asdict()).exists():
            there.filter(thread=thread).delete()
            facts = promise._asdict() | {"editor": editor, "promised_at": at}
            PageUpdate.objects.create(thread=thread, page=page, **facts)


@writes
def keep_promises(*, page: Page, at: datetime) -> bool:
    """Tell the questions that a page, a specific one just published, answers; where it can be, mark them answered.

    A promise waits for a version in which something changed since the question was asked. One that cannot be kept
    says why to the Editor. Gives whether old words are to be forgotten (`forget_old_words`).
    """
    forgets = False
    versions = _Versions(page)
    promises = PageUpdate.objects.promised().filter(page=page)
    for update in promises.select_related("thread__community", "editor").order_by("thread_id"):
        if update.editor and (changes := versions.changes_for(update.thread)):
            if not update.shows_before:
                forgets = True
                changes = [Change("", change.after) for change in changes if change.after]
            update.changes = [change._asdict() for change in changes]
            update.was_public = is_public(page)
            _keep(update, page, update.thread, update.editor, at)
            update.save()
    return forgets


@writes
def forget_old_words(*, page: Page, at: datetime) -> None:
    """Let nothing be read any more of what a page said before the version of this moment: an Editor says it should not.

    Neither the words that were asked about, where others stand now, nor what earlier updates changed. Call it when the
    passages of the page were placed.
    """
    for passage in Passage.objects.filter(page=page):
        if passage.has_changed or not passage.is_placed:
            passage.forget_old_words()
            passage.save()
    PageUpdate.objects.filter(page=page, kept_at__lt=at).update(changes=[])


@writes
def take_up_held(*, post: Post) -> None:
    """Let a post answer its question if it is an update that waited for a Lead: it has its token."""
    waited = PageUpdate.objects.filter(pk=post.token, post=None, kept_at__isnull=False)
    if waited.update(post=post, refusal=""):
        discussions.answer_with(post=post)


def _keep(update: PageUpdate, page: Page, thread: Thread, editor: User, at: datetime) -> None:
    if not Thread.objects.visible_to(editor).unanswered().filter(pk=thread.pk).exists():
        update.refusal = "The question has an answer, or is not open to you any more."
        return
    try:
        permissions.check_can_update(editor, page)
        update.post = discussions.post_reply(
            thread=thread, author=editor, body=update.body, token=update.pk, posted_at=at
        )
        discussions.answer_with(post=update.post)
        update.refusal = ""
    except MustWait as look:
        discussions.hold_post(
            author=editor,
            community=thread.community,
            thread=thread,
            body=update.body,
            token=update.pk,
            why=look.why,
            held_at=at,
        )
        update.refusal = str(look)
    except PermissionDenied as refusal:
        update.refusal = str(refusal)
        return
    update.kept_at, update.note = at, ""


class _Versions:
    """What a page says and said in earlier versions, each drawn once however many questions there are."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.earlier: dict[int, dict[str, tuple[str, ...]]] = {}

    @cached_property
    def now(self) -> dict[str, tuple[str, ...]]:
        return paragraphs_of(self.page)

    def changes_for(self, thread: Thread) -> list[Change]:
        """Give what the version just published changed, the passage of the Thread first.

        Where it changed nothing, what is different since the Thread began: an Editor may have published first and
        thought of the question later. A page that came without a history has only its passages to say what stood there.
        """
        on_page = Passage.objects.filter(page=self.page)
        passage = on_page.filter(pk=thread.passage).first() if thread.passage else None
        asked_about = str(passage.block) if passage else ""
        for entry in self._published_before(thread):
            if changes := changes_between(self._words_in(entry), self.now, asked_about):
                return changes
        if passage is None:
            return []
        there = {asked_about: self.now[asked_about]} if asked_about in self.now else {}
        return changes_between({asked_about: passage.spot.words}, there)

    def _published_before(self, thread: Thread) -> Iterator[PageLogEntry]:
        published = PageLogEntry.objects.filter(
            page=self.page, action="wagtail.publish", revision__isnull=False
        )
        earlier = published.exclude(revision=self.page.live_revision_id).order_by("-timestamp", "-pk")
        for entry in (earlier.first(), earlier.filter(timestamp__lte=thread.started_at).first()):
            if entry:
                yield entry

    def _words_in(self, entry: PageLogEntry) -> dict[str, tuple[str, ...]]:
        number = entry.revision_id
        if number not in self.earlier:
            self.earlier[number] = paragraphs_of(entry.revision.as_object())
        return self.earlier[number]
