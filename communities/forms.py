"""What people type about themselves and about belonging."""

from functools import cache
from zoneinfo import available_timezones

from django import forms

from communities.lines import LineField
from communities.models import Community, Membership, Organisation, Topic, User
from communities.photos import PhotoRefused, remake

OTHER_REGIONS = ("Africa/", "America/", "Asia/", "Australia/", "Europe/", "Pacific/")


@cache
def time_zone_choices() -> list[tuple[str, str]]:
    """List the time zones people live in, London first."""
    zones = sorted(zone for zone in available_timezones() if zone.startswith(OTHER_REGIONS))
    return [(zone, zone.replace("_", " ")) for zone in ["Europe/London", *zones] if zone]


class ProfileForm(forms.Form):
    """One's own profile, field by field."""

    name = LineField(
        max_length=80,
        help_text="As colleagues know you.",
        error_messages={"required": "Say what colleagues call you."},
    )
    job_title = LineField(max_length=80, required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        required=False,
        empty_label="Not in the list, or none",
        help_text="If yours is missing, tell the network's office.",
    )
    place = LineField(max_length=80, required=False, help_text="The town, district or region you work in.")
    about = LineField(
        label="About your work",
        max_length=200,
        required=False,
        help_text="One sentence about what you do, of up to 200 characters.",
    )
    expertise = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        label="What you know about",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Colleagues find you by these.",
    )
    time_zone = forms.ChoiceField(choices=time_zone_choices)
    photo = forms.FileField(
        required=False,
        help_text="A JPEG, PNG, WebP or GIF of up to 5 MB. We keep a small square copy and throw away "
        "where and when it was taken.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )
    remove_photo = forms.BooleanField(label="Remove my photo and show my initials", required=False)

    def __init__(self, data=None, files=None, *, user: User, **kwargs) -> None:
        initial = {name: getattr(user, name) for name in ("name", "job_title", "place", "about", "time_zone")}
        initial |= {
            "organisation": user.organisation_id,
            "expertise": [topic.pk for topic in user.expertise.all()],
        }
        super().__init__(data, files, initial=initial, **kwargs)
        if not user.photo:
            del self.fields["remove_photo"]

    def clean_photo(self):
        """Give the photo as we keep it, or None."""
        upload = self.cleaned_data["photo"]
        try:
            return remake(upload) if upload else None
        except PhotoRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class PeopleSearchForm(forms.Form):
    """Finding people in the directory; everything may stay empty."""

    q = forms.CharField(label="Name", max_length=80, required=False)
    topic = forms.ModelChoiceField(
        Topic.objects.all(), label="Knows about", required=False, to_field_name="slug", empty_label="Anything"
    )
    sector = forms.ChoiceField(
        label="Works in", required=False, choices=[("", "Any sector"), *Organisation.Sector.choices]
    )


class OrganisationSearchForm(forms.Form):
    """Finding organisations in the directory; everything may stay empty."""

    q = forms.CharField(label="Name", max_length=80, required=False)
    sector = forms.ChoiceField(
        label="Sector", required=False, choices=[("", "Any sector"), *Organisation.Sector.choices]
    )


class AcceptanceForm(forms.Form):
    """What somebody accepts before coming into a Community: one tick for each thing there is."""

    def __init__(self, *args, community: Community, **kwargs):
        super().__init__(*args, **kwargs)
        if community.rules:
            self.fields["accept_rules"] = forms.BooleanField(
                label="I accept the house rules",
                error_messages={"required": "Tick this to say that you accept the house rules."},
            )
        if community.is_chatham_house:
            self.fields["accept_chatham_house"] = forms.BooleanField(
                label="I will keep the Chatham House Rule: I may use what is said, and never tell who said it "
                "or who was there",
                error_messages={"required": "Tick this to say that you will keep the Chatham House Rule."},
            )
        if not self.fields:
            self.fields["accept_purpose"] = forms.BooleanField(
                label="I have read what this community is for and who can read it",
                error_messages={"required": "Tick this to say that you have read it."},
            )

    @property
    def has_accepted(self) -> bool:
        """Was every tick made? Each is required, so a valid form says yes."""
        return self.is_valid()


class AskForm(AcceptanceForm):
    """Asking the Leads to be let in."""

    note = LineField(
        label="What brings you here?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A sentence for the community's Leads.",
        error_messages={"required": "Write a sentence, so that the Leads know who is asking."},
    )


class SuspendForm(forms.Form):
    """Keeping somebody out, with a reason."""

    reason = LineField(
        label="Why, in a sentence to the person",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It reaches them by e-mail. Name nobody else in it.",
        error_messages={"required": "Say why, in a sentence."},
    )


class StaffReadingForm(forms.Form):
    """Saying why one has to read what is not one's own to read."""

    reason = LineField(
        label="Why you have to read here",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A sentence. Name nobody in it.",
        error_messages={"required": "Say why, in a sentence."},
    )


class DeclineForm(forms.Form):
    """Saying no, kindly."""

    note = LineField(
        label="Why, in a kind sentence",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It reaches the person by e-mail.",
        error_messages={"required": "Say why, in a sentence."},
    )


class InviteForm(forms.Form):
    """Inviting somebody who is in the network already."""

    email = forms.EmailField(
        label="Their e-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Write their e-mail address."},
    )


class AppointForm(InviteForm):
    """Inviting somebody as member or Lead, for full staff."""

    role = forms.ChoiceField(choices=Membership.Role.choices, initial=Membership.Role.LEAD)
