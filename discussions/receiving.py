"""A file as it comes in: judged, its pictures made again, its name cleaned. Nothing is kept yet."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from communities.pictures import TooManyPixels, Unreadable, as_webp, kind_of, open_upright, within
from discussions.filenames import clean_name
from discussions.kinds import PICTURE, THUMBNAIL_SIDE, FileRefused, Kind, judge

MAX_BYTES = 10 * 1024 * 1024
MAX_MEGABYTES = MAX_BYTES // 1024**2
#: Pixels on the longer side: enough to read a scanned page.
PICTURE_SIDE = 2000

NO_PICTURES = (
    "Pictures are not taken in this community, so that nobody can be recognised. Say in words what it shows."
)


@dataclass(frozen=True)
class ReceivedFile:
    """A file that may be attached, as it will be kept. Pictures have a size in pixels and a thumbnail."""

    name: str
    kind: Kind
    data: bytes
    thumbnail: bytes = b""
    width: int | None = None
    height: int | None = None

    @property
    def sha256(self) -> str:
        """Give the fingerprint of what is kept: the same file twice has the same one."""
        return hashlib.sha256(self.data).hexdigest()


def receive(upload: UploadedFile, *, allows_images: bool) -> ReceivedFile:
    """Judge an upload by its content and give it as it will be kept.

    Raises FileRefused when it is over 10 MB, empty, of no kind we take or of two at once, a bomb, too
    large a picture, or a picture where a Community takes none.
    """
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise FileRefused(f"This file is larger than {MAX_MEGABYTES} MB. Make it smaller, or link to it.")
    kind = judge(data)
    name = clean_name(upload.name or "", kind.suffix)
    if kind is not PICTURE:
        return ReceivedFile(name, kind, data)
    if not allows_images:
        raise FileRefused(NO_PICTURES)
    try:
        picture = open_upright(data, kind_of(data), near=PICTURE_SIDE)
    except TooManyPixels as error:
        raise FileRefused(
            "This picture has too many pixels. Choose one with at most 12,000 on a side."
        ) from error
    except Unreadable as error:
        raise FileRefused("We could not read this picture. Try saving it again as a JPEG.") from error
    picture = within(picture, PICTURE_SIDE)
    thumbnail = as_webp(within(picture, THUMBNAIL_SIDE))
    return ReceivedFile(name, kind, as_webp(picture), thumbnail, picture.width, picture.height)
