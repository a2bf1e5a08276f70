"""Was this useful, and what is missing?"""

from uuid import uuid4

from django import forms

from freshness.models import MISSING_LENGTH

INCOMPLETE = "This form came incomplete. Copy your words, open the page again and send them from there."


class FeedbackForm(forms.Form):
    """Two questions, of which the second may be left out."""

    useful = forms.TypedChoiceField(
        label="Was this page useful to you?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say yes or no."},
    )
    missing = forms.CharField(
        label="What is missing, wrong or unclear?",
        required=False,
        max_length=MISSING_LENGTH,
        widget=forms.Textarea({"rows": 4}),
        help_text="Editors read it, and nobody else. Write nothing by which somebody could be recognised.",
        error_messages={
            "max_length": "This is %(show_value)d characters long. Please keep it to %(limit_value)d."
        },
    )
    token = forms.UUIDField(
        initial=uuid4,
        widget=forms.HiddenInput,
        error_messages={"required": INCOMPLETE, "invalid": INCOMPLETE},
    )
