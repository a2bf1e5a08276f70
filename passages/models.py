"""Where on a page a conversation stands."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from communities.letters import link_to
from discussions import richtext
from passages.changes import Change, Piece, folded, pieces_of
from passages.placing import Spot
from passages.querysets import PageUpdateQuerySet, PassageQuerySet

if TYPE_CHECKING:
    from communities.models import User

#: Characters in which an Editor says what they changed.
NOTE_LENGTH = 300


class Passage(models.Model):
    """Some words of a page that people talk about, held so that they are found again when Editors change the page.

    A Thread names it by its id and keeps none of its words: those are shown to whoever may read the page.
    `paragraph` is the block's text as it last stood, `first_word` and `word_count` the run in it. `quotation` never
    changes: it is what was asked about. One that is not placed stands "on an earlier version" of its page.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    # Talk outlives guidance: a page that goes leaves the words people talked about.
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    page_title = models.CharField(max_length=255)
    #: Could everybody read the page when it last changed? Of a page that is gone nothing else says so.
    is_public = models.BooleanField()
    #: What it said then is shown to nobody on a page that has become public.
    asked_in_private = models.BooleanField(default=False)
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    block = models.UUIDField()
    quotation = models.TextField()
    paragraph = models.TextField()
    first_word = models.PositiveIntegerField()
    word_count = models.PositiveIntegerField()
    is_placed = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = PassageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(word_count__gte=1) & ~models.Q(quotation=""), name="passage_has_words"
            ),
        ]
        indexes = [models.Index(fields=["page", "is_placed", "block"], name="passages_of_page")]

    def __str__(self) -> str:
        return f"{self.pk} on page {self.page_id}"

    @property
    def spot(self) -> Spot:
        """Give the run of words as `passages.placing` counts them."""
        return Spot(str(self.block), tuple(self.paragraph.split()), self.first_word, self.word_count)

    def stand_at(self, spot: Spot | None) -> None:
        """Take a new place, or keep the last one as that of an earlier version. The caller saves."""
        self.is_placed = spot is not None
        if spot is not None:
            self.block, self.paragraph = spot.block, " ".join(spot.words)
            self.first_word, self.word_count = spot.first, spot.count

    def forget_old_words(self) -> None:
        """Keep nothing that does not stand on the page now. The caller saves."""
        if self.is_placed:
            self.quotation = self.now
        else:
            self.quotation = self.paragraph = "…"
            self.first_word, self.word_count = 0, 1

    @property
    def before(self) -> str:
        """Give the words of its paragraph in front of it."""
        return " ".join(self.spot.words[: self.first_word])

    @property
    def now(self) -> str:
        """Give its words as they last stood on the page."""
        return self.spot.quotation

    @property
    def after(self) -> str:
        """Give the words of its paragraph behind it."""
        return " ".join(self.spot.words[self.first_word + self.word_count :])

    @property
    def has_changed(self) -> bool:
        """Do other words stand there now than were asked about?"""
        return self.now != self.quotation

    @property
    def shows_quotation(self) -> bool:
        """Is it told what was asked about, beside what stands there now?"""
        return self.has_changed and not self.asked_in_private

    @property
    def is_whole_paragraph(self) -> bool:
        """Is it all of its paragraph?"""
        return self.word_count == len(self.spot.words)


class PageUpdate(models.Model):
    """An Editor says that a page answers a question: promised while they edit, kept when it is published.

    `changes` are the paragraphs before and after (`passages.changes.Change`), shown to whoever may read the page;
    the post in the Thread holds none of them. Its id is the token of that post. The `note` goes into the post, where
    the room's rules hold, and stands nowhere else from then on.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    thread = models.ForeignKey("discussions.Thread", on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    #: None when they left; then a promise is kept by nobody.
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    #: Words that should never have stood there are not shown again as those that were taken out.
    shows_before = models.BooleanField(default=True)
    promised_at = models.DateTimeField(default=timezone.now)
    kept_at = models.DateTimeField(null=True)
    #: Why nothing is posted, or not yet; the Editor reads it.
    refusal = models.CharField(max_length=300, blank=True)
    changes = models.JSONField(default=list)
    was_public = models.BooleanField(default=True)
    post = models.OneToOneField("discussions.Post", null=True, on_delete=models.SET_NULL, related_name="+")

    objects = PageUpdateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "page"], condition=models.Q(kept_at=None), name="one_promise_per_question"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} of page {self.page_id} for thread {self.thread_id}"

    def get_absolute_url(self) -> str:
        return reverse("passages:update", args=[self.pk])

    @property
    def body(self) -> str:
        """Say it as a post. Of the page's words it has none: those who may read the page follow the link."""
        note = f": {escape(self.note)}" if self.note else "."
        link = f'<a href="{link_to(self.get_absolute_url())}">See what changed</a>'
        return richtext.clean(f"<p>Updated the guide{note}</p><p>{link}</p>")

    def refusal_for(self, reader: User) -> str:
        """Say why it is not posted yet: to whom it would be posted for, in full; to others only that."""
        if not self.refusal or self.editor_id == reader.pk:
            return self.refusal
        return "It could not be posted yet."

    @property
    def gist(self) -> list[Piece]:
        """Give the first change with only the words around it; nothing where all were taken out unseen."""
        return folded(self.paragraphs[0]) if self.changes else []

    @property
    def paragraphs(self) -> list[list[Piece]]:
        """Give each changed paragraph as runs of words, gone, new or both."""
        return [list(pieces_of(Change(**change))) for change in self.changes]
