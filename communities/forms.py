"""What people type about themselves and about belonging."""

from collections.abc import Sequence
from functools import cache
from zoneinfo import available_timezones

from django import forms

from communities.lines import LineField, NameField, SeveralField
from communities.models import Community, Membership, Organisation, Topic, User
from communities.photos import PhotoRefused, remake
from communities.place_fields import PlaceField, initial_place, place_list

OTHER_REGIONS = ("Africa/", "America/", "Asia/", "Australia/", "Europe/", "Pacific/")


@cache
def time_zone_choices() -> list[tuple[str, str]]:
    """List the time zones people live in, London first."""
    zones = sorted(zone for zone in available_timezones() if zone.startswith(OTHER_REGIONS))
    return [(zone, zone.replace("_", " ")) for zone in ["Europe/London", *zones] if zone]


class ProfileForm(forms.Form):
    """One's own profile, field by field."""

    name = NameField(
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
    place = PlaceField(
        label="Your area",
        required=False,
        help_text="The council's area, or a whole nation. Colleagues nearby find you by it.",
    )
    work_role = forms.ChoiceField(
        label="What you do",
        required=False,
        choices=[("", "Rather not say"), *User.WorkRole.choices],
        help_text="What is nearest. Colleagues in the same kind of work find you by it.",
    )
    about = LineField(
        label="About your work",
        max_length=200,
        required=False,
        help_text="One sentence about what you do, of up to 200 characters.",
    )
    expertise = SeveralField(
        Topic.objects.all(),
        label="What you know about",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Colleagues find you by these.",
    )
    can_help_with = LineField(
        label="What you can help with",
        max_length=160,
        required=False,
        help_text="What colleagues may ask you about, in one sentence of up to 160 characters. Leave it empty "
        "to offer nothing.",
    )
    is_listed = forms.BooleanField(
        label="List me among the people of the network",
        required=False,
        help_text="Without this the lists of people leave you out, and your profile does not gather what you "
        "shared. Colleagues still know you where you belong and write.",
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
        as_they_are = ("name", "job_title", "work_role", "about", "can_help_with", "is_listed", "time_zone")
        initial = {name: getattr(user, name) for name in as_they_are}
        initial |= {
            "organisation": user.organisation_id,
            "place": initial_place(user),
            "expertise": [topic.pk for topic in user.expertise.all()],
        }
        super().__init__(data, files, initial=initial, **kwargs)
        place_list(self, "place").offer(chosen=[user.place_id], former=user.former_place)
        if not user.photo:
            del self.fields["remove_photo"]
        if user.is_approved:
            del self.fields["organisation"]  # somebody there answers first: communities.permissions

    def clean_photo(self):
        """Give the photo as we keep it, or None."""
        upload = self.cleaned_data["photo"]
        try:
            return remake(upload) if upload else None
        except PhotoRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean(self) -> dict:
        """Say too whether the free words of before stay: as long as they are what is chosen."""
        cleaned = super().clean() or {}
        return cleaned | {"former_place": place_list(self, "place").former_kept}


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


class ReasonForm(forms.Form):
    """Why a Lead decides something, in a sentence that reaches the person; perhaps one they give often.

    `ready` holds the sentences offered, asked for once a page. What is written wins over what is chosen.
    """

    note = LineField(
        label="Why, in a kind sentence",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It reaches the person, and stands in the log.",
        error_messages={"required": "Say why, in a sentence."},
    )

    def __init__(self, *args, ready: Sequence[str] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if ready:
            choices = [("", "Choose, or write below"), *((words, words) for words in ready)]
            self.fields["ready"] = forms.ChoiceField(
                label="A reason given often", required=False, choices=choices
            )
            self.order_fields(["ready"])
            self.fields["note"].label = "Or why, in your own words"
        else:
            self.fields["note"].required = True

    def clean(self) -> dict:
        """Give the reason as `note`."""
        cleaned = super().clean() or {}
        cleaned["note"] = cleaned.get("note") or cleaned.get("ready") or ""
        if not cleaned["note"] and "note" not in self.errors:
            self.add_error("note", "Say why, in a sentence.")
        return cleaned


class ReadyReasonForm(forms.Form):
    """A sentence that Leads give often."""

    words = LineField(
        label="The sentence",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write the sentence."},
    )


class AskingForm(forms.Form):
    """Letting members ask through a Lead, without their name."""

    is_offered = forms.BooleanField(
        required=False,
        label="Members may ask without their name, through a Lead",
        help_text="What was asked so before stays as it is, whatever you choose.",
    )


class ProposalForm(forms.Form):
    """Proposing a Community to the network's office."""

    name = LineField(max_length=80, error_messages={"required": "Give it a name."})
    purpose = LineField(
        label="What it is for",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One or two plain sentences, for people who have never heard of it.",
        error_messages={"required": "Say what it is for."},
    )
    privacy = forms.ChoiceField(
        label="Who reads it",
        choices=[(level.value, f"{level.label}. {text}") for level, text in Community.PRIVACY_HELP.items()],
        widget=forms.RadioSelect,
        initial=Community.Privacy.MEMBERS,
    )
    why = LineField(
        label="Who would come, and who would look after it?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For the network's office. You would be its first Lead.",
        error_messages={"required": "Say who would come, and who would look after it."},
    )


class GroupForm(forms.Form):
    """Opening a group inside a Community, no wider than it."""

    name = LineField(max_length=80, error_messages={"required": "Give it a name."})
    purpose = LineField(
        label="What it is for",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what it is for."},
    )
    privacy = forms.ChoiceField(label="Who reads it", widget=forms.RadioSelect)

    def __init__(self, *args, parent: Community, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        levels = Community.WIDEST_FIRST[Community.WIDEST_FIRST.index(Community.Privacy(parent.privacy)) :]
        self.fields["privacy"] = forms.ChoiceField(
            label="Who reads it",
            choices=[(level.value, f"{level.label}. {Community.PRIVACY_HELP[level]}") for level in levels],
            widget=forms.RadioSelect,
            initial=parent.privacy,
        )


class StageForm(forms.Form):
    """Pausing or archiving a Community, or opening it again."""

    stage = forms.ChoiceField(
        label="What should happen?",
        choices=[
            (Community.Stage.ACTIVE, "It is open: people write and come in"),
            (Community.Stage.PAUSED, "Pause it: it can be read, and nobody writes or comes in for now"),
            (Community.Stage.ARCHIVED, "Archive it: it can be read, and is no place to talk any more"),
        ],
        widget=forms.RadioSelect,
    )
    note = LineField(
        label="Why, for everybody who comes by",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It stands at the head of every page of the community.",
    )

    def clean(self) -> dict:
        """Ask for a sentence where it closes."""
        cleaned = super().clean() or {}
        if cleaned.get("stage") not in {None, Community.Stage.ACTIVE} and not cleaned.get("note"):
            self.add_error("note", "Say why, in a sentence.")
        return cleaned


class MuteForm(ReasonForm):
    """Asking somebody to pause, for a while."""

    days = forms.TypedChoiceField(
        label="For how long",
        coerce=int,
        choices=[(1, "A day"), (3, "Three days"), (7, "A week"), (30, "Thirty days")],
        initial=3,
    )


class AppealForm(forms.Form):
    """Saying why a decision about oneself was a mistake."""

    words = forms.CharField(
        label="Why was it a mistake?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why, in a sentence or two."},
    )


class AppealAnswerForm(forms.Form):
    """Saying how a decision stands after a second look."""

    outcome = forms.ChoiceField(
        label="What do you decide?",
        choices=[("granted", "Take the decision back"), ("refused", "The decision stays")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )
    answer = LineField(
        label="Why, in a kind sentence",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It reaches the person who asked, and stands in the log.",
        error_messages={"required": "Say why, in a sentence."},
    )


class AppointForm(forms.Form):
    """Inviting somebody as member or Lead, for full staff."""

    email = forms.EmailField(
        label="Their e-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Write their e-mail address."},
    )
    role = forms.ChoiceField(choices=Membership.Role.choices, initial=Membership.Role.LEAD)
