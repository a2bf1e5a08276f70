"""The words of guides that conversations are about, and what an Editor changed because of one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from wagtail.models import Page

from demo.content import shapes
from discussions.models import Post, Thread
from passages.changes import Change
from passages.models import PageUpdate, Passage
from passages.paragraphs import paragraphs_of
from passages.placing import spot_of


def hold_passage(page_id: int, words: str, at: datetime) -> UUID:
    """Hold some words of a page. Raises StopIteration where they are not on it."""
    page = Page.objects.get(pk=page_id).specific
    texts = paragraphs_of(page).items()
    spot = next(spot for block, text in texts if (spot := spot_of(block, " ".join(text), words)))
    passage = Passage(
        page=page, page_title=page.title, is_public=True, revision_id=page.live_revision_id, made_at=at
    )
    passage.quotation = spot.quotation
    passage.stand_at(spot)
    passage.save()
    return passage.pk


def load_update(told: shapes.Update, thread: Thread, post: Post) -> None:
    """Let the last Post of a question say what its Editor changed in the paragraph it is about."""
    passage = Passage.objects.get(pk=str(thread.passage))
    update = PageUpdate(
        pk=post.token,
        thread=thread,
        page=passage.page,
        editor=post.author,
        note=told.note,
        promised_at=post.posted_at,
        kept_at=post.posted_at,
        changes=[Change(passage.paragraph.replace(told.now, told.was), passage.paragraph)._asdict()],
        post=post,
    )
    Post.objects.filter(pk=post.pk).update(body=update.body)
    update.note = ""  # it stands in the post now
    update.save()
