"""What a reading list is called, who may read it, and which lists a page stands on."""

from __future__ import annotations

from typing import cast
from uuid import uuid4

from django import forms

from communities.lines import LineField, SeveralField
from communities.models import Community, User
from reading_lists.models import INTRO_LENGTH, TITLE_LENGTH, ReadingList


class ListForm(forms.Form):
    """A list's name, a sentence about it, and with whom it is shared."""

    title = LineField(label="Name", max_length=TITLE_LENGTH)
    intro = LineField(
        label="What it is for", max_length=INTRO_LENGTH, required=False, help_text="A sentence or two."
    )
    community = forms.ModelChoiceField(
        Community.objects.none(),
        label="Share it with a community",
        required=False,
        empty_label="None",
        help_text="Its members will find it among their reading lists, with your name.",
    )
    is_shared_by_link = forms.BooleanField(
        label="Anybody in the network who has the link may read it", required=False
    )

    def __init__(self, *args, owner: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        mine = Community.objects.with_membership_of(owner).order_by("name", "pk")
        cast(forms.ModelChoiceField, self.fields["community"]).queryset = mine


class NewListForm(ListForm):
    """A list to begin."""

    token = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), "This form is incomplete."),
    )

    def __init__(self, data=None, *, owner: User) -> None:
        super().__init__(data, owner=owner, initial={"token": uuid4()})


class _TitledField(SeveralField):
    def label_from_instance(self, reading_list: ReadingList) -> str:
        return reading_list.title


class ChooseListsForm(forms.Form):
    """Which of somebody's lists a page stands on."""

    lists = _TitledField(
        ReadingList.objects.none(),
        label="Your reading lists",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, owner: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        cast(SeveralField, self.fields["lists"]).queryset = ReadingList.objects.owned_by(owner)
