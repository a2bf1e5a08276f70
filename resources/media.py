"""Pictures, as files. Only sizes made for pages leave the hub: never originals, never photos of people."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from django.views.static import was_modified_since

from communities.viewers import viewer_of
from resources.files import can_have_file
from resources.models import GuidanceRendition

#: Just the names Wagtail gives to renditions: one folder, and nothing that could climb out of it.
RENDITION_NAME = re.compile(r"images/[^/\\\x00-\x1f]{1,200}\.(?:avif|gif|jpe?g|png|webp)", re.ASCII)
CONTENT_TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
DAY_SECONDS = 24 * 60 * 60


class PictureResponse(FileResponse):
    """A file in large blocks: each block crosses a thread on its way out."""

    block_size = 256 * 1024


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with one size of one picture, if this viewer may see a page that shows it.

    Browsers of readers without a session keep it for a day; no shared cache does, because a
    page may become private tomorrow. Raises Http404 for everything else, whatever the reason.
    """
    if not RENDITION_NAME.fullmatch(path):
        raise Http404("There is no such picture.")
    rendition = GuidanceRendition.objects.select_related("image__collection").filter(file=path).first()
    if rendition is None or not can_have_file(viewer_of(request), rendition.image):
        raise Http404("There is no such picture.")
    try:
        changed_at = int(rendition.file.storage.get_modified_time(path).timestamp())
        if not was_modified_since(request.headers.get("If-Modified-Since"), changed_at):
            response: HttpResponseBase = HttpResponseNotModified()
        else:
            response = PictureResponse(
                rendition.file.open("rb"), content_type=CONTENT_TYPES[path.rsplit(".", 1)[1].lower()]
            )
    except FileNotFoundError:
        raise Http404("There is no such picture.") from None
    response["Last-Modified"] = http_date(changed_at)
    signed_out = settings.SESSION_COOKIE_NAME not in request.COOKIES
    response["Cache-Control"] = f"private, max-age={DAY_SECONDS}" if signed_out else "private, no-store"
    # Opened by itself, a picture may run nothing.
    response["Content-Security-Policy"] = "default-src 'none'"
    return response
