"""The form that takes five minutes, and what a list of records is narrowed by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property

from communities.directory import current
from communities.likeness import WAYS, organisations_like
from communities.likeness_forms import WaysField
from communities.lines import LONGEST_KEY, LineField
from communities.models import Organisation
from communities.pages import visible_pages
from discussions import pausing
from practice.models import (
    NOTE_LENGTH,
    WORDS_LENGTH,
    Again,
    Evidence,
    Outcome,
    PlaceKind,
    PracticeRecord,
    Scale,
)
from resources.models import CaseStudyPage, GuidancePage

if TYPE_CHECKING:
    from communities.querysets import Viewer

#: How far back somebody's work may lie.
YEARS = 25
#: In which fields people write at length.
WRITTEN = ("changed", "happened", "evidence_note")
_CHOOSE = ("", "Choose")


def _offer(field: forms.Field, choices: list[tuple[str, Any]]) -> None:
    cast(forms.ChoiceField, field).choices = choices


def _chosen(label: str, choices: Any, missing: str, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[_CHOOSE, *choices.choices], error_messages={"required": missing}, **options
    )


def _ticked(label: str, choices: Any, missing: str, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices.choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing},
        **options,
    )


def _written(label: str, rows: int, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea({"rows": rows}),
        error_messages={
            "max_length": "This is %(show_value)d characters long. Please keep it to %(limit_value)d."
        },
        **options,
    )


class RecordForm(forms.Form):
    """What was tried and what came of it. Where it is only saved for later, anything may be left out.

    `asks_first` says whether its author has yet to be asked about what may let somebody be recognised.
    """

    outcome = _ticked("Did it work?", Outcome, "Say whether it worked. All four answers help others.")
    year = forms.TypedChoiceField(
        label="When did you begin?",
        coerce=int,
        empty_value=None,
        error_messages={"required": "Choose the year."},
    )
    place_kind = _chosen("Where was it?", PlaceKind, "Choose what kind of place it was.")
    scale = _chosen("How many people took part?", Scale, "Choose how many took part, or that nobody counted.")
    changed = _written(
        "What did you do differently from the guidance?",
        3,
        required=False,
        help_text="Nothing, if you did as it says.",
    )
    happened = _written(
        "What happened?",
        5,
        help_text="What you did and what came of it, so that somebody else can learn from it. Name no child, victim or "
        "neighbour, and nothing by which people could be recognised.",
    )
    happened.error_messages["required"] = "Say in a few sentences what happened."
    evidence = _chosen("How do you know?", Evidence, "Choose how you know. An impression counts too.")
    evidence_note = LineField(
        label="What was asked or measured, and of how many?", max_length=NOTE_LENGTH, required=False
    )
    cost = forms.ChoiceField(
        label="What did it cost?", choices=CaseStudyPage.Cost.choices, initial=CaseStudyPage.Cost.NOT_KNOWN
    )
    again = _ticked("Would you do it again?", Again, "Say whether you would do it again.")
    is_named = forms.BooleanField(
        label="Everybody may read which organisation it was",
        required=False,
        initial=True,
        help_text="Without the tick, the open web reads “a council” or “a charity”. The network reads the name.",
    )
    may_be_contacted = forms.BooleanField(
        label="Colleagues in the network may ask me about it",
        required=False,
        help_text="Your name stands on the record for them, with a link to your profile. Nobody else sees it.",
    )
    token = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": "This form is incomplete."})
    #: The token of a `pausing.Pause` that its author has answered.
    confirmed = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    pause: pausing.Pause | None = None

    def __init__(self, data=None, *, is_whole: bool = True, initial: dict | None = None) -> None:
        super().__init__(data, initial={"token": uuid4()} | (initial or {}))
        this_year = timezone.localdate().year
        years = range(this_year, this_year - YEARS, -1)
        _offer(self.fields["year"], [_CHOOSE, *((str(year), str(year)) for year in years)])
        if not is_whole:
            for name, field in self.fields.items():
                field.required = field.required and name == "token"

    @property
    def facts(self) -> dict[str, Any]:
        """Give what a record is made of."""
        return {name: self.cleaned_data[name] for name in self.fields if name not in {"token", "confirmed"}}

    @property
    def asks_first(self) -> bool:
        """Has its author yet to be asked? `pause` then holds it."""
        words = "\n".join(self.cleaned_data[name] for name in WRITTEN)
        self.pause = pausing.ask(pausing.find(words), self.cleaned_data["confirmed"])
        return self.pause is not None

    @property
    def pause_field(self) -> str:
        """Give the id of the box to change."""
        return self["happened"].id_for_label

    @staticmethod
    def facts_of(record: PracticeRecord) -> dict[str, Any]:
        """Give what a form that changes this record begins with."""
        names = [name for name in RecordForm.base_fields if name not in {"token", "confirmed"}]
        return {name: getattr(record, name) for name in names} | {"token": record.token}


class NarrowForm(forms.Form):
    """What a list of records may be narrowed by, as an address has it. Unknown values are an error on their field."""

    q = forms.CharField(
        label="Words", required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    guidance = forms.ModelChoiceField(GuidancePage.objects.none(), required=False, empty_label="All guidance")
    outcome = forms.ChoiceField(label="What came of it", required=False)
    place = forms.ChoiceField(label="Kind of place", required=False)
    sector = forms.ChoiceField(label="Kind of organisation", required=False)
    evidence = forms.ChoiceField(label="How they know", required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), to_field_name="slug", required=False, widget=forms.HiddenInput
    )

    like = forms.ModelChoiceField(
        Organisation.objects.all(),
        label="Organisations like",
        to_field_name="slug",
        required=False,
        empty_label="Any organisation",
    )
    by = WaysField(help_text="When organisations are compared. With none ticked all three count.")

    #: The columns that a choice narrows.
    COLUMNS = {"outcome": "outcome", "place": "place_kind", "sector": "sector", "evidence": "evidence"}
    _CHOICES = (
        ("outcome", "Whatever came of it", Outcome),
        ("place", "All kinds of place", PlaceKind),
        ("sector", "All kinds of organisation", Organisation.Sector),
        ("evidence", "However they know", Evidence),
    )

    def __init__(self, data, *, viewer: Viewer, knows_names: bool) -> None:
        said = {name: data.get(name, "").replace("\x00", "") for name in self.base_fields}
        said |= {"by": data.getlist("by")}
        if len(said["guidance"]) > LONGEST_KEY:
            said["guidance"] = "none"  # SQLite stumbles over such numbers
        super().__init__(said)
        for name, everything, choices in self._CHOICES:
            _offer(self.fields[name], [("", everything), *choices.choices])
        tried = PracticeRecord.objects.in_sight().values("page")
        pages = visible_pages(viewer, GuidancePage.objects.filter(pk__in=tried)).order_by("title")
        cast(forms.ModelChoiceField, self.fields["guidance"]).queryset = pages
        if not knows_names:  # else one could ask for the records of a name that is not told
            for name in ("organisation", "like", "by"):
                del self.fields[name]

    @cached_property
    def alike(self) -> dict[int, list[str]] | None:
        """Give for each Organisation like the chosen one why it is; None where none is chosen."""
        chosen = self.cleaned_data.get("like")
        if chosen is None:
            return None
        found = organisations_like(chosen.pk, current(), self.cleaned_data.get("by") or WAYS)
        return {each.pk: each.reasons for each in found}

    @property
    def chosen_words(self) -> list[tuple[str, str]]:
        """List what the list is narrowed by, as (name, words for people)."""
        words = []
        said = {"q": "“{}”", "like": "like {}", "by": "by {}"}
        for name, value in self.cleaned_data.items():
            if value:
                choices = dict(getattr(self.fields[name], "choices", ())) if name in self.COLUMNS else {}
                told = " and ".join(value) if name == "by" else choices.get(value, value)
                words.append((name, said.get(name, "{}").format(told)))
        return words
