"""Forms of the CMS that ask more than Wagtail's own."""

from __future__ import annotations

from pathlib import PurePath

import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm

#: Names under which a file of each kind may show itself: Office formats are all archives inside.
ARCHIVES = {".docx", ".odt", ".pptx", ".xlsx", ".zip"}
PLAIN = {".csv", ".txt"}
HEAD_BYTES = 4096


class DocumentForm(BaseDocumentForm):
    """Takes a document only if it is what its name says (TRUST rule 32)."""

    def clean_file(self) -> UploadedFile:
        """Compare the first bytes with the name. Raises ValidationError when they disagree."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file  # nothing new was sent
        ending = PurePath(file.name or "").suffix.lower()
        file.seek(0)
        is_allowed = ending.removeprefix(".") in settings.WAGTAILDOCS_EXTENSIONS  # else Wagtail says so
        if is_allowed and not _is_kind(file.read(HEAD_BYTES), ending):
            raise ValidationError(
                f"This file is called “{ending}” but holds something else. Save it again in the right format."
            )
        file.seek(0)
        return file


def _is_kind(head: bytes, ending: str) -> bool:
    if ending in PLAIN:
        return b"\x00" not in head and not head.lstrip().lower().startswith(
            (b"<!doctype", b"<html", b"<svg", b"<?xml")
        )
    try:
        found = {match.extension for match in puremagic.magic_string(head)}
    except puremagic.PureError:
        return False
    return bool(found & ARCHIVES) if ending in ARCHIVES else ending in found
