"""What people and time do to Drafts. A newer draft is never overwritten by a page that has not seen it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.timezone import now

from communities.db import looks_again, writes
from communities.models import User
from communities.permissions import check_can_take_part
from discussions import attaching
from discussions.models import Draft, Post, Thread
from discussions.querysets import DraftQuerySet

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
    is_masked: bool = False
    page: int | None = None
    passage: UUID | None = None


@looks_again
@writes
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
    check_can_take_part(author)
    draft = Draft.objects.select_for_update().filter(author=author).at(kind, target_id).first()
    # Asked under the lock, for which this may have waited until the words were posted.
    if Post.objects.sent_with(author, words.token) or author.held_posts.filter(token=words.token).exists():
        raise PostedAlready
    waiting = attaching.unposted_of(author, files)
    if draft is None:
        draft = Draft(author=author, kind=kind, target_id=target_id)
    elif _says_the_same(draft, words, waiting):
        return draft
    elif draft.revision != revision:
        raise NewerDraft(draft)
    if not (words.title or words.body or waiting):
        if draft.pk:
            _forget(Draft.objects.filter(pk=draft.pk))
        return None
    if draft.pk is None and Draft.objects.filter(author=author).count() >= MAX_DRAFTS:
        raise CannotKeep(f"You have {MAX_DRAFTS} drafts. Post or discard some, and new ones are kept again.")
    for name, value in asdict(words).items():
        setattr(draft, name, value)
    draft.revision, draft.saved_at = draft.next_revision(saved_at), saved_at
    draft.save()
    attaching.keep_with(draft, waiting)
    return draft


def _says_the_same(draft: Draft, words: Words, files: Collection[UUID]) -> bool:
    names = ("title", "body", "is_masked", "page", "passage")
    has_the_same_words = all(getattr(draft, name) == getattr(words, name) for name in names)
    return has_the_same_words and set(draft.files.values_list("public_id", flat=True)) == set(files)


@writes
def discard_draft(*, draft: Draft) -> None:
    """Forget these words, because their author says so."""
    _forget(Draft.objects.filter(pk=draft.pk))


def forget_posted(*, author: User, token: UUID) -> None:
    """End the draft of words that are being posted, in the same transaction and before its files are."""
    _forget(Draft.objects.filter(author=author, token=token))


def forget_edit(*, post: Post) -> None:
    """End the draft of a change of this Post, in the transaction that makes it."""
    _forget(Draft.objects.filter(author=post.author_id).at(Draft.Kind.EDIT, post.pk))


def forget_summary(*, thread: Thread, editor: User) -> None:
    """End the draft of a summary that is being saved, in the same transaction."""
    _forget(Draft.objects.filter(author=editor).at(Draft.Kind.SUMMARY, thread.pk))


@writes
def prune_drafts(*, older_than: timedelta = KEPT_FOR) -> int:
    """Remove drafts nobody went on with; give how many."""
    return _forget(Draft.objects.filter(saved_at__lt=now() - older_than))


def _forget(drafts: DraftQuerySet) -> int:
    """Remove drafts; their files stay for a day. Gives how many.

    Each draft is locked before its files, as in saving one, so that nobody waits for one another.
    """
    locked = list(drafts.select_for_update().values_list("pk", flat=True))
    Draft.objects.filter(pk__in=locked).delete()
    return len(locked)
