"""Turning what people say about files, folders and pins into values, and saying kindly what is missing."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import cast

from django import forms
from django.core.validators import URLValidator

from communities.lines import LineField, SeveralField, fold_line
from communities.models import Community, Topic
from discussions.file_forms import ACCEPTED, ACCEPTED_WITHOUT_PICTURES
from discussions.filenames import clean_name
from discussions.kinds import FileRefused
from discussions.receiving import MAX_MEGABYTES, ReceivedFile, receive
from files.models import Folder
from files.models.folder import NAME_LENGTH
from files.models.kept_file import DESCRIPTION_LENGTH, TITLE_LENGTH


class FolderField(forms.ModelChoiceField):
    """A folder of one Community, told by the way to it."""

    def label_from_instance(self, folder: Folder) -> str:
        return folder.path_words


class _Form(forms.Form):
    """What is asked in one Community."""

    def __init__(self, *args, community: Community, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.community = community


class VersionForm(_Form):
    """One file. `cleaned_data["chosen"]` is a ReceivedFile: judged by content, pictures made again."""

    chosen = forms.FileField(
        label="File", allow_empty_file=True, error_messages={"required": "Choose a file."}
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kinds = "Word, PowerPoint, Excel or PDF"
        if self.community.allows_images:
            kinds += ", or a JPEG, PNG, WebP or GIF picture. We remove where and when a picture was taken"
        else:
            kinds += ". Pictures are not taken in this community, so that nobody can be recognised"
        chosen = self.fields["chosen"]
        chosen.help_text = f"Up to {MAX_MEGABYTES} MB: {kinds}."
        chosen.widget.attrs["accept"] = (
            ACCEPTED if self.community.allows_images else ACCEPTED_WITHOUT_PICTURES
        )

    def clean_chosen(self) -> ReceivedFile:
        """Judge the file."""
        upload = self.cleaned_data["chosen"]
        try:
            return receive(upload, allows_images=self.community.allows_images)
        except FileRefused as refusal:
            name = clean_name(upload.name or "", "")
            raise forms.ValidationError(f"“{name}”: {refusal}") from refusal


class FactsForm(_Form):
    """What a file is called, what it is for, what it is about and where it lies."""

    title = LineField(
        max_length=TITLE_LENGTH,
        help_text="What a colleague would look for.",
        error_messages={"required": "Give it a title."},
    )
    description = LineField(
        max_length=DESCRIPTION_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What it is for, who made it, and when to use it.",
    )
    folder = FolderField(Folder.objects.none(), required=False, empty_label="In no folder")
    topics = SeveralField(queryset=Topic.objects.all(), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        folders = Folder.objects.filter(community=self.community).with_path()
        cast(FolderField, self.fields["folder"]).queryset = folders


class AddForm(FactsForm, VersionForm):
    """A new file with what is said of it; without a title it is called as its file is."""

    field_order = ("chosen", "title", "description", "folder", "topics")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields[
            "title"
        ].help_text = "What a colleague would look for. Left empty, it is the name of the file."

    def clean(self) -> dict:
        """Give the title."""
        data = super().clean() or self.cleaned_data
        chosen = data.get("chosen")
        if isinstance(chosen, ReceivedFile) and not data.get("title") and "title" not in self.errors:
            stem = PurePosixPath(chosen.name).stem.replace("_", " ")
            data["title"] = fold_line(stem)[:TITLE_LENGTH] or chosen.name
        return data


class FolderForm(forms.Form):
    """What a folder is called."""

    name = LineField(max_length=NAME_LENGTH, error_messages={"required": "Give the folder a name."})


class FindForm(forms.Form):
    """Finding files of one Community; everything may stay empty."""

    q = forms.CharField(label="Find in files", max_length=80, required=False)


class PinLinkForm(forms.Form):
    """A link to elsewhere, with what is there."""

    title = LineField(max_length=120, error_messages={"required": "Say what it is."})
    url = forms.URLField(
        label="Address",
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["https"], message="The address must begin with https://.")],
        error_messages={"required": "Give the address.", "invalid": "This is not a whole web address."},
        help_text="It begins with https://.",
    )
    sentence = LineField(
        label="Why it is worth reading",
        max_length=200,
        required=False,
        help_text="One sentence for people who come here for the first time.",
    )
