"""Pages that people keep and work by, so that a change of them is told."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from resources.models.page import HubPage

NOTE_LENGTH = 240


class LivingPage(HubPage):
    """A page that is published again and again, and can say what is different this time."""

    #: Waits for the page to be published; whoever tells it (a room above) empties it.
    change_note = models.CharField(
        "what changed",
        max_length=NOTE_LENGTH,
        blank=True,
        default="",
        help_text="One sentence, told once to the people who keep this page and listed at its end. Publishing uses "
        "it up. Leave it empty for a quiet change.",
    )

    exclude_fields_in_copy = ["change_note"]
    telling_panels = [MultiFieldPanel([FieldPanel("change_note")], heading="Tell the readers")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Keep a note to one line of words. Raises ValidationError for one that says nothing."""
        super().clean()
        self.change_note = " ".join(self.change_note.split())
        if self.change_note and len(self.change_note.split()) < 2:
            raise ValidationError(
                {"change_note": "Say in a sentence what is different now, or leave it empty."}
            )
