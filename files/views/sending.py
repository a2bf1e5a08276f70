"""Sending versions of files: each one is asked for, and asked about, by itself."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from discussions.kinds import PICTURE
from discussions.serving import send_file
from files.doors import find_file
from files.models import FileVersion


@require_safe
def version(request: HttpRequest, slug: str, file: UUID, number: int, name: str) -> HttpResponseBase:
    """Send a version of a file to somebody who may have the file now.

    Raises Http404 for everybody else, and for a version that is not (or not yet) to be sent.
    """
    found = _find_version(request, slug, file, number)
    if found.name != name:
        raise Http404
    try:
        opened = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return send_file(
        request,
        opened,
        size=found.size,
        content_type=found.told_kind.content_type,
        name=name,
        tag=found.sha256,
        is_shown=found.is_picture,
    )


@require_safe
def version_thumbnail(request: HttpRequest, slug: str, file: UUID, number: int) -> HttpResponseBase:
    """Send the small picture that stands on the page of a file. Raises Http404 as above."""
    found = _find_version(request, slug, file, number)
    if not found.is_picture:
        raise Http404
    try:
        opened = found.thumbnail.open("rb")
        size = found.thumbnail.size
    except FileNotFoundError:
        raise Http404 from None
    return send_file(
        request,
        opened,
        size=size,
        content_type=PICTURE.content_type,
        name=found.name,
        tag=f"{found.sha256}-small",
        is_shown=True,
    )


def _find_version(request: HttpRequest, slug: str, file: UUID, number: int) -> FileVersion:
    """Give a version by its number within its file, the file within its Community."""
    kept = find_file(request, slug, file)
    found = kept.versions.defer("text").filter(number=number).first()
    if found is None or not found.is_sent:
        raise Http404
    return found
