"""In which second Community a conversation is shared, and why."""

from __future__ import annotations

from typing import cast

from django import forms

from communities.lines import LineField
from communities.models import Community, User
from discussions.models import Thread
from discussions.models.crosspost import SENTENCE_LENGTH


class CardField(forms.ModelChoiceField):
    """A Community (from `for_list()`), with who sees a card there."""

    def label_from_instance(self, community: Community) -> str:
        if community.is_open:
            return f"{community}. Anyone can see the card there."
        people = "1 person" if community.member_count == 1 else f"{community.member_count} people"
        return f"{community}. Its members ({people}) will see the card there."


class ShareForm(forms.Form):
    """Another Community that this person belongs to, and a sentence for the people there."""

    to = CardField(
        queryset=Community.objects.none(),
        label="Share it in",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a community."},
    )
    sentence = LineField(
        label="Why it matters there",
        max_length=SENTENCE_LENGTH,
        required=False,
        help_text="One sentence, which stands on the card with your name.",
    )

    def __init__(self, *args, thread: Thread, sharer: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        there = thread.crossposts.values("community")
        mine = Community.objects.with_membership_of(sharer).exclude(pk=thread.community_id)
        choices = Community.objects.for_list(sharer).filter(pk__in=mine.exclude(pk__in=there).values("pk"))
        cast(CardField, self.fields["to"]).queryset = choices
        #: Is there anywhere to share it?
        self.has_choice = choices.exists()
