"""Marking posts for guidance, and saying whether one's own may be used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from django import forms
from django.utils import timezone

from communities.lines import LineField
from communities.pages import visible_pages
from contributions.models import Contribution, Gathering
from discussions.models import Post
from discussions.post_numbers import PostNumbersField
from discussions.richtext import excerpt
from resources.models import GuidePage

if TYPE_CHECKING:
    from communities.querysets import Viewer

#: A conversation of more posts has their numbers written down; each of the others' is there to tick.
MOST_TO_TICK = 100
SUMMARY = "summary"
NO = "no"
DAYS = {7: "A week", 14: "Two weeks", 28: "Four weeks"}


class _Ticked(forms.TypedMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class _TitleField(LineField):
    needed_for = "for a case study or a chapter"


class _GuideField(forms.ModelChoiceField):
    needed_for = "for a chapter"


class GatherForm(forms.Form):
    """Which posts, and what is to become of them. `posts` holds their numbers, in order.

    `choices` are the posts to tick; None where there are too many.
    """

    posts: forms.Field = PostNumbersField(label="Which posts?")
    kind = forms.ChoiceField(
        label="What would you like to make of them?",
        choices=[*Gathering.Kind.choices, (SUMMARY, "A summary above this conversation")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what it is to become."},
    )
    title = _TitleField(
        label="Working title",
        max_length=140,
        required=False,
        help_text="Editors may change it.",
    )
    guide = _GuideField(
        GuidePage.objects.none(),
        to_field_name="id",  # a key that points cannot bear any number
        label="For which guide?",
        required=False,
        empty_label="Choose one",
    )
    days = forms.TypedChoiceField(
        label="How long have people to answer?",
        choices=list(DAYS.items()),
        coerce=int,
        initial=14,
        help_text="Each author is asked. Nothing is used without a yes, and silence is a no.",
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, data=None, *, viewer: Viewer, choices: Sequence[Post] | None, initial: dict | None = None
    ) -> None:
        super().__init__(data, initial={"token": uuid4()} | (initial or {}))
        guides = visible_pages(viewer, GuidePage.objects.all()).order_by("title")
        cast(forms.ModelChoiceField, self.fields["guide"]).queryset = guides
        if choices is not None:
            self.fields["posts"] = _Ticked(
                label="Which posts?",
                choices=[
                    (post.number, f"{post.number}. {post.byline}: {excerpt(post.body, 120)}")
                    for post in choices
                ],
                coerce=int,
                error_messages={
                    "required": "Tick the posts you would like to use.",
                    "invalid_choice": "One of these posts cannot be used any more. Look again.",
                },
            )
            self.order_fields(["posts"])

    def clean(self) -> dict[str, Any]:
        """Ask for what the kind chosen needs."""
        data = super().clean() or {}
        if data.get("kind") in Gathering.Kind.values and not data.get("title") and "title" not in self.errors:
            self.add_error("title", "Give it a working title.")
        if (
            data.get("kind") == Gathering.Kind.SECTION
            and not data.get("guide")
            and "guide" not in self.errors
        ):
            self.add_error("guide", "Choose the guide it is for.")
        return data

    @property
    def answer_by(self) -> date:
        """Give the last day on which people are asked to answer."""
        return timezone.localdate() + timedelta(days=self.cleaned_data["days"])


class AnswerForm(forms.Form):
    """An author's answer. `credit` is None for a no."""

    answer = forms.ChoiceField(
        label="May these words stand there?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the answers."},
    )

    def __init__(self, data=None, *, contribution: Contribution) -> None:
        given = {Contribution.Answer.YES: contribution.credit, Contribution.Answer.NO: NO}.get(
            Contribution.Answer(contribution.answer)
        )
        super().__init__(data, initial={"answer": given})
        cast(forms.ChoiceField, self.fields["answer"]).choices = [
            *contribution.credits,
            (NO, "No, leave my words out"),
        ]

    @property
    def credit(self) -> str | None:
        """Give how to credit them, or None for a no."""
        said = self.cleaned_data["answer"]
        return None if said == NO else said
