"""The part of the composer that takes files: chosen with the form, uploaded before it, or there already."""

from __future__ import annotations

import logging
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import OperationalError
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.utils.datastructures import MultiValueDict
from django.utils.timezone import now

from communities.models import Community, User
from discussions import attaching, permissions
from discussions.filenames import clean_name
from discussions.forms import WordsForm
from discussions.kinds import FileRefused
from discussions.models import Attachment, Draft, Post
from discussions.receiving import MAX_BYTES, MAX_MEGABYTES, receive

log = logging.getLogger(__name__)

#: What a file chooser offers; the server judges by content.
ACCEPTED = ".docx,.pptx,.xlsx,.pdf,.jpg,.jpeg,.png,.webp,.gif"
ACCEPTED_WITHOUT_PICTURES = ".docx,.pptx,.xlsx,.pdf"


class FilesForm:
    """The files of a Post that is being written or changed.

    Read it, `take_in` what was chosen, and hand `files` and `removed` to the action. What was taken in
    is kept even when the words are refused: it stands in the form again, and goes with the next press.
    A `draft`, from `with_files()`, brings the files that wait in it.
    """

    max_files = attaching.MAX_FILES
    max_bytes = MAX_BYTES
    max_megabytes = MAX_MEGABYTES

    def __init__(
        self, *, uploader: User, community: Community, post: Post | None = None, draft: Draft | None = None
    ) -> None:
        self.uploader = uploader
        self.community = community
        self.there = list(post.attachments.without_text()) if post else []
        self.uploads: list[Attachment] = list(draft.files.all()) if draft else []
        self.removed: set[UUID] = set()
        self.errors: list[str] = []
        self.notes: list[str] = []
        self._ids: list[UUID] = []

    @property
    def accepted(self) -> str:
        """Give what the file chooser offers."""
        return ACCEPTED if self.community.allows_images else ACCEPTED_WITHOUT_PICTURES

    @property
    def files(self) -> list[UUID]:
        """Give the ids of what the Post is to get."""
        kept = [file.public_id for file in self.uploads]
        # One that was not found is handed on too: the action says so, unless this press has posted before.
        return [*kept, *(each for each in self._ids if each not in kept and each not in self.removed)]

    def take_in(self, data: QueryDict, chosen: MultiValueDict[str, UploadedFile]) -> None:
        """Read what was sent; judge and keep the files that came with it. What is wrong is in `errors`."""
        self.removed = set(_ids_in(data, "removed"))
        self._ids = [each for each in _ids_in(data, "uploaded") if each not in self.removed]
        self.uploads = list(Attachment.objects.uploaded_by(self.uploader, self._ids))
        uploads = chosen.getlist("chosen")
        if not uploads:
            return
        staying = [file for file in self.there if file.public_id not in self.removed]
        if len(staying) + len(self._ids) + len(uploads) > self.max_files:
            self.errors.append(f"A post takes up to {self.max_files} files. Choose fewer.")
            return
        try:
            permissions.check_can_attach(self.uploader, self.community)  # before anything is decoded
        except PermissionDenied as refusal:
            self.errors.append(str(refusal))
            return
        known = {file.sha256 for file in [*staying, *self.uploads]}
        for upload in uploads:
            self._take_in(upload, known)

    def _take_in(self, upload: UploadedFile, known: set[str]) -> None:
        name = clean_name(upload.name or "", "")
        try:
            received = receive(upload, allows_images=self.community.allows_images)
            if received.sha256 in known:
                self.notes.append(f"“{received.name}” was there already, so it is attached once.")
                return
            kept = attaching.keep_upload(
                uploader=self.uploader, community=self.community, received=received, kept_at=now()
            )
        except (FileRefused, PermissionDenied) as refusal:
            self.errors.append(f"“{name}”: {refusal}")
            return
        except (OperationalError, OSError):
            log.exception("A file could not be kept.")
            self.errors.append(f"“{name}” could not be kept just now. Choose it again in a minute.")
            return
        known.add(received.sha256)
        self.uploads.append(kept)

    def tell(self, form: WordsForm) -> None:
        """Put what is wrong with the files among the errors of the words' form, which the page sums up."""
        for sentence in self.errors:
            form.add_error(None, sentence)


def as_row(file: Attachment) -> dict[str, str]:
    """Say of a file what its row in a composer shows, and the id that goes with the Post."""
    return {
        "id": str(file.public_id),
        "name": file.name,
        "facts": f"{file.told_kind.words}, {filesizeformat(file.size)}",
    }


def _ids_in(data: QueryDict, field: str) -> list[UUID]:
    """Give the ids that a form sent, each once; what is no id is nothing of ours."""
    return list(dict.fromkeys(filter(None, map(_as_id, data.getlist(field)[:100]))))


def _as_id(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
