"""How Editors choose words that people let be quoted."""

from __future__ import annotations

from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from resources.models.voice import Voice, VoiceQuerySet


class _Shown:
    """Offer nothing whose author has not said yes."""

    def get_object_list(self) -> VoiceQuerySet:
        return Voice.objects.shown()


class _ChooseView(_Shown, ChooseView):
    pass


class _ChooseResultsView(_Shown, ChooseResultsView):
    pass


class VoiceChooserViewSet(ChooserViewSet):
    """Choosing among the words that may be shown."""

    model = Voice
    icon = "openquote"
    choose_one_text = "Choose words"
    choose_another_text = "Choose other words"
    edit_item_text = "Choose other words"
    choose_view_class = _ChooseView
    choose_results_view_class = _ChooseResultsView


voice_chooser = VoiceChooserViewSet("voice_chooser", url_prefix="voices")
