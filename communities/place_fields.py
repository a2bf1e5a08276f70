"""Choosing places out of four hundred: lists that work on an old phone and without script.

One list, grouped by nation and England by first letter, because that is what a phone shows whole and a keyboard
jumps in. Several places are ticks for what is chosen, and the same list for one more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator

from communities.lines import SeveralField
from communities.models import Organisation, Place, User

#: Stands in a list for the free words of before there was one.
FORMER = "former"
#: At how many places one Organisation may say it works; beyond that it is a whole nation.
MOST_PLACES = 30


class PlaceChoices(ModelChoiceIterator):
    """The choices of a list of places: nobody's, the words of before, then the groups."""

    field: Offering

    def __iter__(self) -> Iterator:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        if self.field.former:
            yield FORMER, f"“{self.field.former}”, as it was written"
        places = list(self.queryset)
        editions = Counter(place.slug for place in places)
        groups: dict[tuple, list] = {}
        for place in places:
            label = f"{place.label}, {place.year}" if editions[place.slug] > 1 else place.label
            groups.setdefault(_group_of(place), []).append((self.field.prepare_value(place), label))
        for (_, name), choices in sorted(groups.items()):
            yield name, choices


class PlaceSelect(forms.Select):
    """A list of places, drawn in one template: one for each choice would take thirty milliseconds."""

    template_name = "communities/widgets/place_select.html"


class PlacesSelect(forms.SelectMultiple):
    """Ticks for the places that are chosen, and a list for one more."""

    template_name = "communities/widgets/places.html"
    use_fieldset = True

    def get_context(self, name, value, attrs):
        """Part what is chosen from the rest."""
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        context["widget"]["chosen"] = [
            option for _, options, _ in groups for option in options if option["selected"]
        ]
        return context

    def value_from_datadict(self, data, files, name):
        """Take the ticks and the list together; a list left alone says nothing."""
        return [value for value in super().value_from_datadict(data, files, name) or () if value]


class Offering(forms.ModelChoiceField):
    """What a list of places holds for one person or Organisation.

    `former_kept` says, once the field is cleaned, which free words of before stay.
    """

    iterator = PlaceChoices
    former = former_kept = ""

    def offer(self, *, chosen: Collection[int | None], former: str) -> None:
        """Put what was chosen of an earlier edition, and the words of before, into the list."""
        self.former = former
        self.queryset = Place.objects.offered(chosen)


class PlaceField(Offering):
    """One place."""

    widget = PlaceSelect
    default_error_messages = {"invalid_choice": "Choose a place from the list."}

    def __init__(self, **kwargs) -> None:
        super().__init__(Place.objects.offered(), empty_label="Rather not say", **kwargs)

    def clean(self, value) -> Place | None:
        """Give the place, None for none and for the words of before."""
        if value == FORMER and self.former:
            self.former_kept = self.former
            return None
        return super().clean(value)


class PlacesField(Offering, SeveralField):
    """Several places."""

    widget = PlacesSelect
    default_error_messages = {"invalid_choice": "Choose each place from the list."}

    def __init__(self, **kwargs) -> None:
        super().__init__(Place.objects.offered(), **kwargs)
        self.empty_label = None  # there is no such choice among ticks

    def clean(self, value) -> QuerySet[Place]:
        """Give the places by name."""
        chosen = [each for each in value or () if each != FORMER]
        if self.former and len(chosen) < len(value or ()):
            self.former_kept = self.former
        if len(set(chosen)) > MOST_PLACES:
            raise forms.ValidationError(
                f"Choose up to {MOST_PLACES} places. Whoever works in more works in a whole nation."
            )
        return super().clean(chosen)


def place_list(form: forms.BaseForm, name: str) -> Offering:
    """Give this form's list of places."""
    field = form.fields[name]
    assert isinstance(field, Offering)  # noqa: S101  # for the type checker: a form that errs here errs always
    return field


def initial_place(person: User) -> int | str | None:
    """Give what the list of somebody's place begins with."""
    return person.place_id or (FORMER if person.former_place else None)


def initial_places(organisation: Organisation) -> list[int | str]:
    """Give the ticks that an Organisation's places begin with. One query."""
    chosen: list[int | str] = list(organisation.places.values_list("pk", flat=True))
    return chosen or ([FORMER] if organisation.former_place else [])


def _group_of(place: Place) -> tuple[tuple[int, str], str]:
    if place.kind == Place.Kind.NATION:
        return (9, ""), "A whole nation"
    nation = Place.Nation(place.nation)
    order = list(Place.Nation).index(nation)
    if nation == Place.Nation.ENGLAND:
        return (order, place.name[0]), f"England: {place.name[0]}"
    return (order, ""), nation.label
