"""Where a Lead sends Posts and Threads."""

from __future__ import annotations

import re
from typing import cast

from django import forms

from communities.models import Community, Membership, User
from discussions import permissions
from discussions.doors import audience_sentence
from discussions.forms import title_field
from discussions.models import Thread
from discussions.post_numbers import PostNumbersField


class AudienceField(forms.ModelChoiceField):
    """A Community (from `for_list()`), with who reads what is said there."""

    def label_from_instance(self, community: Community) -> str:
        return f"{community}. {audience_sentence(community, community.member_count)}"


class MoveThreadForm(forms.Form):
    """Another Community of this Lead, each with who would read it there."""

    to = AudienceField(
        queryset=Community.objects.none(),
        label="Move it to",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a community."},
    )

    def __init__(self, *args, thread: Thread, lead: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        ruled = Membership.objects.leads().filter(user=lead).exclude(community=thread.community_id)
        # Whether they may lead at all was asked by the page, and is asked again by the action.
        allowed = [
            community.pk
            for community in Community.objects.filter(pk__in=ruled.values("community"))
            if permissions.can(permissions.check_words_may_go, thread.community, community)
        ]
        choices = Community.objects.for_list(lead).filter(pk__in=allowed)
        cast(AudienceField, self.fields["to"]).queryset = choices
        #: Is there anywhere it may go?
        self.has_choice = bool(allowed)


class MovePostsForm(forms.Form):
    """Some Posts by number, and a new or another conversation for them.

    `cleaned_data["posts"]` is a list of numbers; `to` is a Thread, or None for a new one.
    """

    posts = PostNumbersField()
    where = forms.ChoiceField(
        label="Move them to",
        choices=[("new", "a new conversation here"), ("existing", "another conversation")],
        widget=forms.RadioSelect,
    )
    title = title_field(required=False, label="Title of the new conversation")
    address = forms.CharField(
        required=False,
        max_length=400,
        label="Address of the other conversation",
        help_text="Copy it from your browser. You must be a Lead there too.",
    )

    def __init__(self, *args, thread: Thread, lead: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.thread, self.lead = thread, lead

    def clean(self) -> dict:
        """Find where they go. A conversation this Lead may not read is one that is not there."""
        super().clean()
        data = self.cleaned_data | {"to": None}
        if data.get("where") == "existing":
            data["to"] = thread_at(data.get("address", ""), self.lead)
            if data["to"] is None:
                self.add_error("address", "There is no such conversation. Copy its whole address.")
        elif data.get("where") == "new" and "title" not in self.errors and not data.get("title"):
            self.add_error("title", "Give it a title.")
        return data


class MergeForm(forms.Form):
    """Another conversation, by its address, that this one becomes a part of."""

    address = forms.CharField(
        max_length=400,
        label="Address of the other conversation",
        help_text="Copy it from your browser. You must be a Lead there too.",
        error_messages={"required": "Paste the address of the other conversation."},
    )

    def __init__(self, *args, lead: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.lead = lead

    def clean_address(self) -> Thread:
        """Find it. A conversation this Lead may not read is one that is not there."""
        if thread := thread_at(self.cleaned_data["address"], self.lead):
            return thread
        raise forms.ValidationError("There is no such conversation. Copy its whole address.")


def thread_at(address: str, viewer: User) -> Thread | None:
    """Give the Thread at an address as a browser shows it, if this person may read it."""
    found = re.search(r"/communities/([-\w]+)/threads/(\d{1,9})(?:/|$)", address)
    if not found:
        return None
    threads = Thread.objects.visible_to(viewer).select_related("community")
    return threads.filter(pk=int(found[2]), community__slug=found[1]).first()
