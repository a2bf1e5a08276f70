"""Pages that people keep and work by, so that a change of them is told."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page

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

    replaced_by = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The page to read instead. Once that is published, readers of this one are led there, and lists "
        "and searches show this one last.",
    )

    exclude_fields_in_copy = ["change_note", "replaced_by"]
    telling_panels = [
        MultiFieldPanel(
            [
                FieldPanel("change_note"),
                PageChooserPanel("replaced_by", ["resources.GuidancePage", "resources.ChapterPage"]),
            ],
            heading="Tell the readers",
        )
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Keep a note to one line of words.

        Raises ValidationError for one that says nothing, and where replacing leads back to this page.
        """
        super().clean()
        self._check_replaced_by()
        self.change_note = " ".join(self.change_note.split())
        if self.change_note and len(self.change_note.split()) < 2:
            raise ValidationError(
                {"change_note": "Say in a sentence what is different now, or leave it empty."}
            )

    def _check_replaced_by(self) -> None:
        from resources.replacing import Replacements  # which asks the pages that are made of this one

        if self.pk and self.replaced_by_id and Replacements().leads_to(self.replaced_by_id, self.pk):
            raise ValidationError(
                {"replaced_by": "That page is replaced by this one, so readers would go round in a circle."}
            )
