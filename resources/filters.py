"""The filters of the guidance list, as an address can carry them."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from communities.models import Topic
from resources.models.base import Audience
from resources.models.case_study import CaseStudyPage
from resources.models.guide import GuidePage
from resources.models.linked_resource import LinkedResourcePage

KINDS = {model.kind_slug: model for model in (GuidePage, CaseStudyPage, LinkedResourcePage)}
KIND_LABELS = {"guide": "Guides", "case-study": "Case studies", "linked-resource": "Linked resources"}


class GuidanceFilterForm(forms.Form):
    """Words, topic, kind and audience; all may be left out. Unknown values are an error on their field."""

    q = forms.CharField(
        label="Words", required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    topic = forms.ModelChoiceField(
        Topic.objects.all(), to_field_name="slug", required=False, empty_label="All topics"
    )
    type = forms.ChoiceField(required=False, choices=[("", "All types"), *KIND_LABELS.items()])
    audience = forms.ModelChoiceField(
        Audience.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Everybody",
        label="Written for",
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__({name: data.get(name, "").replace("\x00", "") for name in self.base_fields})

    @property
    def chosen(self) -> dict[str, str]:
        """Give the filters in use, as they stand in an address."""
        return {name: value for name, value in self.data.items() if value.strip()}

    @property
    def chosen_words(self) -> list[tuple[str, str]]:
        """List the filters in use that make sense, as (name, words for people)."""
        cleaned = getattr(self, "cleaned_data", {})
        words = {name: str(value) for name, value in cleaned.items() if value}
        if "type" in words:
            words["type"] = KIND_LABELS[words["type"]]
        if "q" in words:
            words["q"] = f"“{words['q']}”"
        return list(words.items())
