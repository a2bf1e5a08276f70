"""Files on their way in and out: each one is asked for, and asked about, by itself."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from discussions import attaching
from discussions.doors import find_community, find_post, sees_words
from discussions.file_forms import FilesForm, as_row
from discussions.kinds import PICTURE
from discussions.models import Attachment
from discussions.posting import refuse_by_script
from discussions.serving import send_file


@require_POST
def file_upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep one file for a Post that its uploader is writing; its id goes with the Post."""
    if not request.user.is_authenticated:
        return refuse_by_script(
            "Your sign-in has ended. Sign in again in another window, then try again.", 403
        )
    files = FilesForm(uploader=request.user, community=find_community(request, slug))
    files.take_in(request.POST, request.FILES)
    if files.errors:
        return refuse_by_script(files.errors[0], 422)
    if files.notes:
        return JsonResponse({"note": files.notes[0]})
    if not files.uploads:
        return refuse_by_script("No file arrived. Choose it again.", 422)
    return JsonResponse(as_row(files.uploads[-1]), status=201)


@require_POST
def file_discard(request: HttpRequest, slug: str, file: UUID) -> HttpResponse:
    """Take back a file that is in no Post yet; only its uploader can, and it may be gone already."""
    if not request.user.is_authenticated:
        raise Http404
    find_community(request, slug)
    attaching.discard_upload(uploader=request.user, public_id=file)
    return HttpResponse(status=204)


@require_safe
def file_detail(
    request: HttpRequest, slug: str, pk: int, number: int, file: UUID, name: str
) -> HttpResponseBase:
    """Send a file of a Post to somebody who may read the Post now.

    Raises Http404 for everybody else, and for a file that is not (or not yet) to be sent.
    """
    attachment = _find_file(request, slug, pk, number, file)
    if attachment.name != name:
        raise Http404
    return send_attachment(request, attachment)


@require_safe
def file_thumbnail(request: HttpRequest, slug: str, pk: int, number: int, file: UUID) -> HttpResponseBase:
    """Send the small picture that stands beside the words. Raises Http404 as above."""
    attachment = _find_file(request, slug, pk, number, file)
    if not attachment.is_picture:
        raise Http404
    try:
        opened = attachment.thumbnail.open("rb")
        size = attachment.thumbnail.size
    except FileNotFoundError:
        raise Http404 from None
    return send_file(
        request,
        opened,
        size=size,
        content_type=PICTURE.content_type,
        name=attachment.name,
        tag=f"{attachment.sha256}-small",
        is_shown=True,
    )


def send_attachment(request: HttpRequest, attachment: Attachment) -> HttpResponseBase:
    """Send a file to somebody of whom it has been asked whether they may have it. Raises Http404 where it is gone."""
    kind = attachment.told_kind
    try:
        opened = attachment.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return send_file(
        request,
        opened,
        size=attachment.size,
        content_type=kind.content_type,
        name=attachment.name,
        tag=attachment.sha256,
        is_shown=attachment.is_picture,
    )


def _find_file(request: HttpRequest, slug: str, pk: int, number: int, file: UUID) -> Attachment:
    """Give a file by its id within its Post, the Post within its Thread, the Thread within its Community."""
    post = find_post(request, slug, pk, number)
    found = post.attachments.without_text().filter(public_id=file).first()
    if found is None or not found.is_sent or not sees_words(request, post):
        raise Http404
    return found
