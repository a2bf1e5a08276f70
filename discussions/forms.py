"""Turning what people typed into values, and saying kindly what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast
from uuid import uuid4

from django import forms
from django.http import QueryDict

from communities.lines import LineField, SeveralField
from communities.models import Community, Topic
from discussions import richtext
from discussions.models import Draft, Thread
from discussions.pausing import Pause, ask_about

TITLE_MIN_LENGTH = 5


class WordsForm(forms.Form):
    """The composer: words as plain text with simple marks, or as HTML from the rich-text box.

    `cleaned_data["body"]` is clean HTML.
    """

    body = forms.CharField(
        label="Your reply",
        strip=False,
        error_messages={"required": "Write something first."},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    body_format = forms.ChoiceField(choices=[("text", "text"), ("html", "html")], widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": "This form is incomplete."})
    #: The token of a `pausing.Pause` that its author has answered.
    confirmed = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    #: What its author is asked about before it is posted, once it was read.
    pause: Pause | None = None

    @property
    def pause_field(self) -> str:
        """Give the id of the box to change before it is posted."""
        return self["body"].id_for_label

    def __init__(self, data=None, *, initial: dict | None = None, **kwargs) -> None:
        fresh = {"token": uuid4(), "body_format": "text"}
        super().__init__(data, initial=fresh | (initial or {}), **kwargs)

    def renew_token(self) -> None:
        """Give words that were refused a token of their own: the one they came with has posted already."""
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("token")] = str(uuid4())
        self.data = data

    def asks_first(self, community: Community) -> bool:
        """Has its author yet to be asked about what may let somebody be recognised? `pause` then holds it."""
        data = self.cleaned_data
        self.pause = ask_about(community, data["body"], data.get("title", ""), data.get("confirmed", ""))
        return self.pause is not None

    def clean(self) -> dict:
        """Make the words clean HTML; refuse blank and overlong ones."""
        super().clean()
        data = self.cleaned_data
        if "body" not in data:
            return data
        try:
            read = richtext.clean if data.get("body_format") == "html" else richtext.from_plain_text
            html = read(data["body"])
        except richtext.TooLong as error:
            self.add_error("body", str(error))
            return data
        data["body"] = html
        if richtext.is_blank(html):
            data["body"] = ""
            self.refuse_blank()
        return data

    def refuse_blank(self) -> None:
        """Say that there are no words."""
        self.add_error("body", "Write something first.")


class DraftForm(forms.Form):
    """A composer's words on their way to be kept, for the place they stand in.

    `cleaned_data["body"]` is clean HTML, or text with marks that a Post may hold; both may be empty.
    """

    #: A draft is asked about when it is posted, never when it is kept.
    pause: Pause | None = None

    place = forms.RegexField(r"^(thread|start|post|summary)-\d{1,9}\Z")
    revision = forms.IntegerField(required=False, min_value=0)
    title = forms.CharField(
        required=False,
        max_length=300,
        error_messages={"max_length": "The title is too long to be kept. Put the rest below it."},
    )
    body = forms.CharField(required=False, strip=False)
    body_format = forms.ChoiceField(choices=Draft.Format)
    quoted = forms.IntegerField(required=False, min_value=1, max_value=2_000_000_000)
    masked = forms.BooleanField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=2_000_000_000)
    passage = forms.UUIDField(required=False)
    token = forms.UUIDField()

    def clean(self) -> dict:
        """Clean the words as a Post's; refuse overlong ones."""
        super().clean()
        data = self.cleaned_data
        body = data.get("body", "").replace("\r\n", "\n")
        try:
            html = (
                richtext.clean(body) if data.get("body_format") == "html" else richtext.from_plain_text(body)
            )
        except richtext.TooLong as error:
            self.add_error("body", str(error))
            return data
        data["body"] = html if data.get("body_format") == "html" else body if html else ""
        return data


class MaskableForm(WordsForm):
    """Words that may be asked through a Lead, without a name, where that is offered.

    The field goes only where nobody ticked it: a box ticked while it was offered must never post under a name.
    """

    masked = forms.BooleanField(
        required=False,
        label="Ask without my name, through a Lead",
        help_text="The Leads here see who you are, and pass it on as it is. Nobody else does: where your name would "
        "stand, it says “Asked through a Lead”. Without files, and nobody you name is told.",
        # Else a browser may bring back a tick, or none, that is not this form's.
        widget=forms.CheckboxInput(attrs={"autocomplete": "off", "data-masked": ""}),
    )

    def __init__(self, data=None, *, initial: dict | None = None, lets_mask: bool = False, **kwargs) -> None:
        super().__init__(data, initial=initial, **kwargs)
        is_ticked = self["masked"].value() if self.is_bound else self.initial.get("masked")
        if not (lets_mask or is_ticked):
            del self.fields["masked"]


class ReplyForm(MaskableForm):
    """A reply, which may quote a Post of the same Thread by number."""

    quoted = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class EditForm(WordsForm):
    """New words for a Post."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = "Your post"


class SummaryForm(WordsForm):
    """What a Thread has come to so far; empty takes it down."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label = "Summary"
        self.fields["body"].required = False
        self.fields["body"].help_text = "What would somebody need who has no time to read it all?"

    def refuse_blank(self) -> None:
        """Let it be empty."""


def title_field(**options) -> LineField:
    """Make the field for what a Thread is called."""
    return LineField(
        min_length=TITLE_MIN_LENGTH,
        max_length=140,
        help_text="A question or a sentence that a colleague would recognise in a list.",
        error_messages={
            "required": "Give it a title.",
            "min_length": "The title is too short to recognise in a list.",
            "max_length": "The title is longer than %(limit_value)d characters. Put the rest in your post.",
        },
        **options,
    )


class ThreadFactsForm(forms.Form):
    """What a Thread is called, what kind it is and what it is about."""

    title = title_field()
    kind = forms.ChoiceField(
        choices=Thread.Kind, widget=forms.RadioSelect, error_messages={"required": "Choose what kind it is."}
    )
    topics = SeveralField(queryset=Topic.objects.all(), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, may_announce: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kind = cast(forms.ChoiceField, self.fields["kind"])
        kind.choices = [
            (value, label)
            for value, label in Thread.Kind.choices
            if may_announce or value != Thread.Kind.ANNOUNCEMENT
        ]


class StartForm(ThreadFactsForm, MaskableForm):
    """A new Thread and its first Post."""

    field_order = ["title", "kind", "body", "masked", "topics"]

    def __init__(
        self, data=None, *, initial: dict | None = None, page_topics: Sequence[Topic] = (), **kwargs
    ) -> None:
        usual = {"kind": Thread.Kind.DISCUSSION, "topics": page_topics}
        super().__init__(data, initial=usual | (initial or {}), **kwargs)
        self.fields["body"].label = "Your first post"
        if page_topics:
            self.fields[
                "topics"
            ].help_text = "The page’s own are ticked. Take away what you do not talk about."


class RevealForm(forms.Form):
    """Why a Lead looks up who asked without their name; whoever asked reads it."""

    reason = LineField(
        max_length=300,
        label="Why do you need to know?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whoever asked reads this sentence, and so do the Leads and the network's office in the log.",
        error_messages={"required": "Say why, in a sentence."},
    )
    #: The Lead's last look-up as it was drawn, so that one press is one look-up (`actions.reveal_asker`).
    after = forms.IntegerField(
        min_value=0,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), "This form is incomplete."),
    )


class ReasonForm(forms.Form):
    """Why a Post is put out of sight; its author reads it."""

    reason = LineField(
        max_length=200,
        label="Reason",
        help_text="Its author and everybody here will read this sentence.",
        error_messages={"required": "Say why, in a sentence."},
    )
