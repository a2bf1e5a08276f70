"""What people type when they report something, and what is typed to decide it."""

from __future__ import annotations

from django import forms

from care.models import Category
from communities.forms import ReasonForm
from communities.lines import LineField

#: Three plain reasons; the finer choice decides how soon somebody looks.
CHOICES = [
    (
        "Somebody is in danger, or can be recognised",
        [(each.value, each.label) for each in (Category.DANGER, Category.NAMED)],
    ),
    (
        "It is abusive, hateful or illegal",
        [(each.value, each.label) for each in (Category.ABUSE, Category.ILLEGAL, Category.CHILD)],
    ),
    ("Something else", [(Category.RULES.value, Category.RULES.label)]),
]


class ReportForm(forms.Form):
    """Reporting something. Signed out, an address may be left for the answer."""

    category = forms.ChoiceField(
        label="What is wrong?",
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is wrong.", "invalid_choice": "Choose what is wrong."},
    )
    words = LineField(
        label="Anything that helps us see it",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Please do not repeat names or addresses here.",
    )
    email = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        required=False,
        help_text="Only if you want an answer. It goes 30 days after somebody has decided.",
    )
    #: A box that people do not see and that programs fill in.
    website = forms.CharField(
        required=False,
        label="Leave this empty",
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args, is_signed_in: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if is_signed_in:
            del self.fields["email"], self.fields["website"]

    @property
    def is_by_program(self) -> bool:
        """Did a program fill in what nobody sees?"""
        return bool(self.cleaned_data.get("website"))


class CaseForm(ReasonForm):
    """Why a report is decided as it is."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].help_text = (
            "Those who reported it read this, and the author if you speak to them."
            " If you hide it, everybody who comes by reads it in its place. Name nobody."
        )
