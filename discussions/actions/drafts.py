"""What people and time do to Drafts. A newer draft is never overwritten by a page that has not seen it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.timezone import now

from communities.models import User
from communities.permissions import check_can_take_part
from discussions import attaching
from discussions.db import writes
from discussions.models import Draft, Post, Thread

#: Drafts one person may keep: more than anybody writes, and a ceiling on what a broken page can fill.
MAX_DRAFTS = 200
#: How long a draft waits for its author. The page of drafts says so.
KEPT_FOR = timedelta(days=90)


class CannotKeep(PermissionDenied):
    """These words are not kept on the server."""


class NewerDraft(Exception):  # noqa: N818  an answer to the page, not a fault
    """Other words were saved for this place since this page last heard of them."""

    def __init__(self, draft: Draft) -> None:
        super().__init__("You saved other words for this place on another page.")
        self.draft = draft


class PostedAlready(Exception):  # noqa: N818  an answer to the page, not a fault
    """Words of this press are posted, so they are no draft any more."""


@dataclass(frozen=True)
class Words:
    """What a composer holds: clean HTML, or text with marks that a Post may hold."""

    title: str
    body: str
    body_format: str
    quoted: int | None
    token: UUID


def save_draft(
    *,
    author: User,
    kind: str,
    target_id: int,
    words: Words,
    files: Collection[UUID] = (),
    revision: int,
    saved_at: datetime,
) -> Draft | None:
    """Keep these words and files for this place, or with neither forget what was kept, and give None.

    `files` are public ids of the author's uploads. `revision` is that of the draft the page has seen, 0
    for none. Raises NewerDraft when there is another one meanwhile, PostedAlready, CannotTakePart and CannotKeep.
    """
    try:
        return _save_draft(author, kind, target_id, words, files, revision, saved_at)
    except IntegrityError:
        # Two pages began at once; the other one won, and this one is told of it.
        return _save_draft(author, kind, target_id, words, files, revision, saved_at)


@writes
def _save_draft(
    author: User,
    kind: str,
    target_id: int,
    words: Words,
    files: Collection[UUID],
    revision: int,
    saved_at: datetime,
) -> Draft | None:
    check_can_take_part(author)
    if Post.objects.sent_with(author, words.token):
        raise PostedAlready
    draft = Draft.objects.select_for_update().filter(author=author).at(kind, target_id).first()
    if draft is None:
        draft = Draft(author=author, kind=kind, target_id=target_id)
    elif _says_the_same(draft, words, files):
        return draft
    elif draft.revision != revision:
        raise NewerDraft(draft)
    if not (words.title or words.body or files):
        if draft.pk:
            draft.delete()
        return None
    if draft.pk is None and Draft.objects.filter(author=author).count() >= MAX_DRAFTS:
        raise CannotKeep(f"You have {MAX_DRAFTS} drafts. Post or discard some, and new ones are kept again.")
    for name, value in asdict(words).items():
        setattr(draft, name, value)
    draft.revision, draft.saved_at = draft.next_revision(saved_at), saved_at
    draft.save()
    attaching.keep_with(draft, files)
    return draft


def _says_the_same(draft: Draft, words: Words, files: Collection[UUID]) -> bool:
    has_the_same_words = (draft.title, draft.body) == (words.title, words.body)
    return has_the_same_words and set(draft.files.values_list("public_id", flat=True)) == set(files)


@writes
def discard_draft(*, draft: Draft) -> None:
    """Forget these words, because their author says so."""
    draft.delete()


def forget_posted(*, author: User, token: UUID) -> None:
    """End the draft of words that are being posted, in the same transaction."""
    Draft.objects.filter(author=author, token=token).delete()


def forget_edit(*, post: Post) -> None:
    """End the draft of a change of this Post, in the transaction that makes it."""
    Draft.objects.filter(author=post.author_id).at(Draft.Kind.EDIT, post.pk).delete()


def forget_summary(*, thread: Thread, editor: User) -> None:
    """End the draft of a summary that is being saved, in the same transaction."""
    Draft.objects.filter(author=editor).at(Draft.Kind.SUMMARY, thread.pk).delete()


@writes
def prune_drafts(*, older_than: timedelta = KEPT_FOR) -> int:
    """Remove drafts nobody went on with; give how many."""
    removed, _ = Draft.objects.filter(saved_at__lt=now() - older_than).delete()
    return removed
