"""Choosing which words to talk about, and where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from django import forms

from communities.models import Community

if TYPE_CHECKING:
    from communities.querysets import Viewer

#: The end of a sentence, as far as a list to choose from needs it.
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“‘\"'])")
#: Sentences that are offered one by one; a paragraph of more is a table or a list.
MOST_SENTENCES = 12
WORDS_LENGTH = 4000
#: What a form says for all of a paragraph.
WHOLE = "¶"


class AskForm(forms.Form):
    """The words, and the Community to talk about them in."""

    words = forms.ChoiceField(
        label="Which words is it about?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the words it is about.",
            "invalid_choice": "These words are not in the paragraph any more. Choose again.",
        },
    )
    community = forms.ModelChoiceField(
        Community.objects.none(),
        label="Where would you like to talk about it?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Choose a community.",
            "invalid_choice": "You do not belong to that community any more. Choose another.",
        },
    )

    def __init__(self, data=None, *, viewer: Viewer, text: str, chosen: str = "") -> None:
        mine = Community.objects.with_membership_of(viewer).filter(stage=Community.Stage.ACTIVE)
        super().__init__(
            data, initial={"words": chosen or WHOLE, "community": mine.first() if len(mine) == 1 else None}
        )
        #: Where they may talk at all.
        self.communities = mine
        cast(forms.ModelChoiceField, self.fields["community"]).queryset = mine
        words = [*self._choices(text, chosen), (WHOLE, "The whole paragraph")]
        cast(forms.ChoiceField, self.fields["words"]).choices = words

    @staticmethod
    def _choices(text: str, chosen: str) -> list[tuple[str, str]]:
        sentences = [part for part in _END.split(text) if part != text]
        offered = [chosen] if chosen else []
        if len(sentences) <= MOST_SENTENCES:
            offered += [sentence for sentence in sentences if sentence != chosen]
        return [(words, f"“{words}”") for words in offered]

    def clean_words(self) -> str:
        """Give the words, none for all of the paragraph."""
        words = self.cleaned_data["words"]
        return "" if words == WHOLE else words
