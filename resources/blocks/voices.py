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

    class Meta:
        icon = "openquote"
        label = "Words from a conversation"
        template = "resources/blocks/voice.html"
        description = (
            "What somebody said in a community and lets be quoted. They can take it back at any time."
        )
