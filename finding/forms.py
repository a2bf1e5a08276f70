"""What is asked, as an address can carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import QueryDict
from django.urls import reverse

from communities.models import Community, Topic
from finding.asking import MAX_CHARACTERS

if TYPE_CHECKING:
    from communities.querysets import Viewer


class SearchForm(forms.Form):
    """Words, and where to look; all may be left out. What is no Community or Topic is an error on its field."""

    q = forms.CharField(
        label="Words",
        required=False,
        widget=forms.TextInput({"type": "search", "maxlength": MAX_CHARACTERS, "autocomplete": "off"}),
    )
    community = forms.ModelChoiceField(
        Community.objects.none(), to_field_name="slug", required=False, empty_label="All communities"
    )
    topic = forms.ModelChoiceField(
        Topic.objects.all(), to_field_name="slug", required=False, empty_label="All topics"
    )

    def __init__(self, data: QueryDict, *, viewer: Viewer) -> None:
        super().__init__({name: data.get(name, "").replace("\x00", "") for name in self.base_fields})
        self.fields["q"].widget.attrs["data-suggest"] = reverse("finding:suggest")
        rooms = Community.objects.readable_by(viewer).order_by("name")
        self.fields["community"].queryset = rooms  # type: ignore[attr-defined]  # a ModelChoiceField

    @property
    def asked(self) -> str:
        """Give the words, or the beginning of very many."""
        return self.data["q"].strip()[:MAX_CHARACTERS]

    @property
    def places(self) -> dict[str, str]:
        """Give where to look, as it stands in an address."""
        return {name: value for name in ("community", "topic") if (value := self.data[name])}
