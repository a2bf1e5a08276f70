"""The open questions about a page, as an Editor sees them while editing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail.models import Page

from communities.models import Community
from discussions.models import Thread
from passages.models import PageUpdate, Passage

if TYPE_CHECKING:
    from communities.models import User

#: Questions shown at once, the oldest first.
MOST = 30


@dataclass(frozen=True)
class OpenQuestion:
    """A question about a page or its passage; `may_reply` is whether this Editor belongs where it is asked."""

    thread: Thread
    passage: Passage | None
    promise: PageUpdate | None
    may_reply: bool
    refusal: str


@dataclass(frozen=True)
class OpenQuestions:
    """Those an Editor may see, and how many more there are."""

    rows: list[OpenQuestion]
    more_count: int

    @classmethod
    def about(cls, page: Page, editor: User) -> OpenQuestions:
        """Find them in seven queries, whatever their number."""
        asked = Thread.objects.visible_to(editor).unanswered().filter(page=page)
        threads = list(asked.select_related("community").order_by("started_at", "pk")[:MOST])
        passages = (
            Passage.objects.visible_to(editor)
            .filter(page=page)
            .in_bulk({thread.passage for thread in threads if thread.passage})
        )
        promises = PageUpdate.objects.promised().filter(page=page, thread__in=threads)
        promised = {promise.thread_id: promise for promise in promises.select_related("editor")}
        mine = set(Community.objects.with_membership_of(editor).values_list("pk", flat=True))
        rows = [
            OpenQuestion(
                thread,
                passages.get(thread.passage) if thread.passage else None,
                promise := promised.get(thread.pk),
                thread.community_id in mine,
                promise.refusal_for(editor) if promise else "",
            )
            for thread in threads
        ]
        return cls(rows, asked.count() - len(threads))
