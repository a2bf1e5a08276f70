"""What counts when organisations are compared, as an address can carry it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from communities.likeness import WAYS
from communities.models import Organisation


class WaysField(forms.MultipleChoiceField):
    """Which of kind, size and place count. None ticked means all three; what is unknown counts for nothing."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("help_text", "With none ticked all three count.")
        super().__init__(label="What counts", choices=list(WAYS.items()), required=False, **kwargs)

    def to_python(self, value: Any) -> list[str]:
        """Give the known ones, in their own order."""
        said = super().to_python(value)
        return [way for way in WAYS if way in said]


class LikenessForm(forms.Form):
    """Which organisation others are compared with, and what counts."""

    by = WaysField()
    to = forms.ModelChoiceField(
        Organisation.objects.all(),
        label="Compared with",
        to_field_name="slug",
        required=False,
        empty_label=None,
    )

    def __init__(self, data: QueryDict, *, organisation: Organisation) -> None:
        self.organisation = organisation
        said = data.get("to", "").replace("\x00", "") or organisation.slug
        super().__init__({"by": data.getlist("by"), "to": said})

    def clean_to(self) -> Organisation:
        """Give the Organisation chosen, the page's own where none is."""
        return self.cleaned_data["to"] or self.organisation
