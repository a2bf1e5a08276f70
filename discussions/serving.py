"""Sending a stored file, or the part of it that a browser asks for. Who may have it is asked before."""

from __future__ import annotations

import re

from django.core.files import File
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

#: One part, as browsers and download managers ask for it; more at once are answered with the whole.
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
#: Opened by itself, a file may run nothing, load nothing and be nobody.
POLICY = "default-src 'none'; sandbox"


class _Part:
    """The next so many bytes of an open file."""

    def __init__(self, file: File, length: int) -> None:
        self.file = file
        self.left = length

    def read(self, size: int) -> bytes:
        block = self.file.read(min(size, self.left))
        self.left -= len(block)
        return block

    def close(self) -> None:
        self.file.close()


class StoredFileResponse(FileResponse):
    """A file in large blocks: each block crosses a thread on its way out."""

    block_size = 256 * 1024


def send_file(
    request: HttpRequest,
    file: File,
    *,
    size: int,
    content_type: str,
    name: str,
    tag: str,
    is_shown: bool,
) -> HttpResponseBase:
    """Answer with an open file of `size` bytes: 200, 206 with the part asked for, or 416.

    `content_type` comes from our own list, never from whoever uploaded it. `is_shown` lets a browser
    show it in the page, which only what we made ourselves may be. Nobody keeps a copy.
    """
    etag = f'"{tag}"'
    part = _part_asked_for(request, size, etag)
    if part is None:
        file.close()
        response: HttpResponseBase = HttpResponse(status=416, content_type=content_type)
        response["Content-Range"] = f"bytes */{size}"
    else:
        start, length = part
        file.seek(start)
        response = StoredFileResponse(
            _Part(file, length), content_type=content_type, filename=name, as_attachment=not is_shown
        )
        response["Content-Length"] = str(length)
        if length < size or start:
            response.status_code = 206
            response["Content-Range"] = f"bytes {start}-{start + length - 1}/{size}"
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _part_asked_for(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """Give where the answer starts and how long it is; None for a part beyond the end."""
    whole = 0, size
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    # A part of another file than the one the browser has begun to load would spoil it.
    if not asked or request.headers.get("If-Range", etag) != etag:
        return whole
    first, last = asked.groups()
    if not first and not last:
        return whole
    if not first:
        length = min(int(last), size)
        return (size - length, length) if length else None
    start = int(first)
    if last and int(last) < start:
        return whole  # not a range at all
    if start >= size:
        return None
    end = min(int(last), size - 1) if last else size - 1
    return start, end - start + 1
