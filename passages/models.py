"""Where on a page a conversation stands."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone
from wagtail.models import Page, Revision

from passages.placing import Spot
from passages.querysets import PassageQuerySet


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
    def is_whole_paragraph(self) -> bool:
        """Is it all of its paragraph?"""
        return self.word_count == len(self.spot.words)
