"""The words that guidance uses in a sense of its own."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from wagtail.admin.panels import FieldPanel


class Term(models.Model):
    """A word or two of the network's work, and what is meant by them. Editors keep the list; everybody reads it."""

    name = models.CharField(max_length=80, help_text="As it stands in the middle of a sentence.")
    slug = models.SlugField(max_length=80, unique=True)
    other_words = models.TextField(
        blank=True,
        max_length=400,
        help_text="What else means the same, one a line: plurals, abbreviations. Pages explain these too.",
    )
    definition = models.TextField(
        max_length=400, help_text="What it means here, in one or two plain sentences."
    )

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("definition"), FieldPanel("other_words")]

    class Meta:
        ordering = [Lower("name")]
        constraints = [models.UniqueConstraint(Lower("name"), name="one_term_of_a_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def spellings(self) -> list[str]:
        """List the ways it is said, its name first."""
        return [self.name, *(line.strip() for line in self.other_words.splitlines() if line.strip())]

    def clean(self) -> None:
        """Refuse spellings of a letter or two, which stand in every other sentence. Raises ValidationError."""
        super().clean()
        if short := next((each for each in self.spellings if len(each) < 3), None):
            raise ValidationError({"other_words": f"“{short}” is too short to be found in a text."})
