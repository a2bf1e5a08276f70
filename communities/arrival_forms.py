"""Inviting people, welcoming them, and their first visit."""

from __future__ import annotations

from django import forms

from communities.addresses import (
    BYTES_AT_MOST,
    LINES_AT_MOST,
    AddressList,
    UnreadableFile,
    decode_list,
    read_addresses,
)
from communities.lines import LineField, SeveralField
from communities.models import Topic, User
from communities.place_fields import PlaceField, initial_place, place_list


class InvitationForm(forms.Form):
    """Addresses, pasted or in a file, and a word to all of them. `found` holds what was read."""

    addresses = forms.CharField(
        label="E-mail addresses",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        help_text="One or many, as you have them: with commas, semicolons, spaces or new lines between, "
        "with names or without.",
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        help_text=f"A list saved as CSV or text, of up to {LINES_AT_MOST:,} lines and 1 MB. Other columns do "
        "no harm.",
    )
    message = LineField(
        label="A word to them",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stands in the letter; in a Confidential community it is left out.",
    )
    found: AddressList

    def clean_file(self) -> str:
        """Give the text of the file, or ""."""
        upload = self.cleaned_data["file"]
        try:
            return decode_list(upload.read(BYTES_AT_MOST + 1)) if upload else ""
        except UnreadableFile as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean(self) -> dict:
        """Read the addresses out of both."""
        cleaned = super().clean() or {}
        text = "\n".join(part for part in (cleaned.get("addresses"), cleaned.get("file")) if part)
        self.found = read_addresses(text)
        if self.errors:
            return cleaned
        if not text:
            self.add_error("addresses", "Paste at least one e-mail address, or choose a file.")
        elif len(text) > BYTES_AT_MOST:
            self.add_error("addresses", "This list is too long for one press. Send it in parts.")
        elif not self.found.addresses:
            self.add_error("addresses", "We found no whole e-mail address in this list.")
        return cleaned


class WelcomeMessageForm(forms.Form):
    """What a Community says to people who have just come in."""

    welcome = forms.CharField(
        label="Welcome message",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Where to begin, and whom to ask. Plain text; leave it empty for none.",
    )


class IntroductionForm(forms.Form):
    """The first step of the first visit: who one is, for colleagues."""

    about = LineField(
        label="About your work",
        max_length=200,
        required=False,
        help_text="One sentence about what you do, of up to 200 characters.",
    )
    place = PlaceField(
        label="Your area",
        required=False,
        help_text="The council's area, or a whole nation. Colleagues nearby find you by it.",
    )
    expertise = SeveralField(
        Topic.objects.all(),
        label="What you know about",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Colleagues find you by these.",
    )

    def __init__(self, data=None, *, user: User) -> None:
        initial = {
            "about": user.about,
            "place": initial_place(user),
            "expertise": [topic.pk for topic in user.expertise.all()],
        }
        super().__init__(data, initial=initial)
        place_list(self, "place").offer(chosen=[user.place_id], former=user.former_place)

    def clean(self) -> dict:
        """Say too whether the free words of before stay: as long as they are what is chosen."""
        cleaned = super().clean() or {}
        return cleaned | {"former_place": place_list(self, "place").former_kept}
