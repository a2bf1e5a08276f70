"""What administrators say about their Organisation, and how staff name them."""

from typing import cast

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from communities.lines import LineField
from communities.models import Organisation, User
from communities.place_fields import PlacesField, initial_places, place_list


class DescribeForm(forms.Form):
    """What the page of an Organisation says."""

    description = LineField(
        label="What it does",
        max_length=300,
        required=False,
        help_text="In one sentence of up to 300 characters.",
    )
    places = PlacesField(
        label="Where it works",
        required=False,
        help_text="The councils' areas it works in, or a whole nation. Save, and there is room for one more.",
    )
    size = forms.ChoiceField(
        label="How many people work or volunteer there",
        required=False,
        choices=[("", "Not said"), *Organisation.Size.choices],
        help_text="About. Organisations of the same size find you by it.",
    )
    website = forms.URLField(
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": "Write the whole address, such as https://www.example.org."},
    )

    def __init__(self, data=None, *, organisation: Organisation) -> None:
        """Begin with what the page says now."""
        places = initial_places(organisation)
        super().__init__(
            data,
            initial={
                "description": organisation.description,
                "places": places,
                "size": organisation.size,
                "website": organisation.website,
            },
        )
        chosen = [pk for pk in places if isinstance(pk, int)]
        place_list(self, "places").offer(chosen=chosen, former=organisation.former_place)

    def clean(self) -> dict:
        """Say too whether the free words of before stay: as long as they are ticked."""
        cleaned = super().clean() or {}
        return cleaned | {"former_place": place_list(self, "places").former_kept}


class ClaimForm(forms.Form):
    """Saying that one works for another Organisation now."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        empty_label="Choose one",
        help_text="If yours is missing, tell the network's office.",
        error_messages={"required": "Choose the organisation you work for."},
    )
    note = LineField(
        label="A word to them",
        max_length=200,
        required=False,
        help_text="Where you work there, or who knows you. Only those who answer read it.",
    )

    def __init__(self, *args, person: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["organisation"])
        field.queryset = Organisation.objects.exclude(pk__in=[person.organisation_id or 0])


class AnswerForm(forms.Form):
    """A yes or a no to somebody who asked, and what they are told with it, which may stay empty."""

    # Chosen, and never the button's: Enter in the word beside it presses the first button there is.
    act = forms.ChoiceField(
        label="What is your answer?",
        choices=[("accept", "Let them in"), ("decline", "Say no")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one.", "invalid_choice": "Choose one."},
    )
    answer = LineField(
        label="A word to them",
        max_length=300,
        required=False,
        help_text="It stands in our letter to them. You may leave it empty.",
    )


class AdministratorForm(WagtailAdminModelForm):
    """Names somebody by the address they sign in with; the Organisation is the one they work for."""

    user = forms.ModelChoiceField(
        User.objects.none(),
        label="E-mail address",
        to_field_name="email",
        widget=forms.EmailInput,
        help_text="The address they sign in with. They look after the Organisation their account names.",
        error_messages={"invalid_choice": "Nobody who may take part signs in with this address."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.approved()
        if self.instance.pk:
            self.initial["user"] = self.instance.user.email

    def clean_user(self) -> User:
        """Give the person, and take their Organisation; refuse somebody who has none."""
        user = self.cleaned_data["user"]
        if user.organisation is None:
            raise forms.ValidationError("Their account names no organisation. Set it on the account first.")
        self.instance.organisation = user.organisation
        return user
