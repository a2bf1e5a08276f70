"""What people in the network said, quoted by number; the words come with whoever may still be quoted."""

from __future__ import annotations

from django.utils.functional import cached_property
from wagtail import blocks


class VoiceBlock(blocks.ChooserBlock):
    """Words from a conversation. The page holds none of them: it shows what its author lets be shown."""

    target_model = "resources.Voice"

    @cached_property
    def widget(self):
        """Give the chooser's, made once the models are there."""
        from resources.choosers import voice_chooser

        return voice_chooser.widget_class()

    def get_preview_value(self):
        """Show Editors what it looks like with words nobody said."""
        return self.model_class(
            words="<p>We put the chairs in a circle. It was the chairs.</p>",
            credit="Somebody at a council",
            is_shown=True,
        )

    def get_context(self, value, parent_context=None):
        """Show the words on the page they were given for, whoever wrote their number on another: a copy, an alias.

        `page` is the one whose body is drawn; without one nothing is shown, but for the preview of a block.
        """
        context = super().get_context(value, parent_context=parent_context)
        page = context.get("page")
        if value and value.pk and (page is None or value.page_id is None or value.page_id != page.pk):
            context["value"] = None
        return context

    class Meta:
        icon = "openquote"
        label = "Words from a conversation"
        template = "resources/blocks/voice.html"
        description = (
            "What somebody said in a community and lets be quoted. They can take it back at any time."
        )
