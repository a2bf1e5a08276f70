"""Words of somebody in the network that a page quotes, as long as they let it."""

from __future__ import annotations

from django.db import models
from django.utils.html import strip_tags
from django.utils.text import Truncator
from wagtail.models import Page

from communities.public import bump


class VoiceQuerySet(models.QuerySet):
    """Words that pages quote."""

    def shown(self) -> VoiceQuerySet:
        """Keep those whose author lets them be read."""
        return self.filter(is_shown=True)


class Voice(models.Model):
    """Words a page quotes by number, so that what becomes of them holds on every page and in all its earlier versions.

    Whoever brought them here (a room above) says whether they are shown, and what stands for a name. While they are
    not, the row holds no words.
    """

    #: The only page on which the words may stand.
    page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(blank=True, help_text="Clean HTML, as a Post has it.")
    credit = models.CharField(max_length=220, blank=True)
    is_shown = models.BooleanField(default=False)
    #: Where it was said, by an address that tells nothing of the place; only of those who are named.
    source = models.CharField(max_length=80, blank=True)

    objects = VoiceQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_shown=True) | models.Q(words="", credit=""),
                name="unshown_voice_says_nothing",
            )
        ]

    def __str__(self) -> str:
        if not self.is_shown:
            return f"Words {self.pk}, whose author has not said yes"
        return f"{self.credit}: {Truncator(strip_tags(self.words)).words(12)}"

    def show(self, words: str, credit: str, source: str = "") -> None:
        """Let its page show these words, with this in place of a name."""
        self._say(True, words, credit, source)

    def silence(self) -> None:
        """Take the words out of every page, and out of this row."""
        self._say(False, "", "", "")

    def _say(self, is_shown: bool, words: str, credit: str, source: str) -> None:
        if (self.is_shown, self.words, self.credit, self.source) == (is_shown, words, credit, source):
            return
        self.is_shown, self.words, self.credit, self.source = is_shown, words, credit, source
        self.save(update_fields=["is_shown", "words", "credit", "source"])
        bump("guidance")
