"""Photos of people: judged by what they are, made again small, and without what a camera adds."""

from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps

from communities.pictures import KINDS, TooManyPixels, Unreadable, as_webp, kind_of, open_upright

MAX_BYTES = 5 * 1024 * 1024
SIDE = 256


class PhotoRefused(ValueError):  # noqa: N818  # a refusal, as in permissions
    """This file cannot be a photo; the message says why and what to do."""


def remake(upload: UploadedFile) -> ContentFile:
    """Make a square WebP of 256 pixels from an uploaded photo, under a name of its own.

    Raises PhotoRefused when the file is over 5 MB, is no JPEG, PNG, WebP or GIF whatever it is called,
    has more than 40 million pixels, or cannot be read.
    """
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PhotoRefused("This photo is larger than 5 MB. Choose a smaller one.")
    kind = kind_of(data)
    if kind not in KINDS:
        raise PhotoRefused("This file is not a photo we can use. Choose a JPEG, PNG, WebP or GIF image.")
    try:
        upright = open_upright(data, kind, near=SIDE * 2)
    except TooManyPixels as error:
        raise PhotoRefused(
            "This photo has too many pixels. Choose one with at most 12,000 on a side."
        ) from error
    except Unreadable as error:
        raise PhotoRefused("We could not read this photo. Try saving it again as a JPEG.") from error
    square = ImageOps.fit(upright, (SIDE, SIDE), Image.Resampling.LANCZOS)
    return ContentFile(as_webp(square), name=f"{uuid4().hex}.webp")
