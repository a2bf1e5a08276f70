"""Photos of people: judged by what they are, made again small, and without what a camera adds."""

import io
import warnings
from uuid import uuid4

import puremagic
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 12_000
SIDE = 256
KINDS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}
TOO_MANY_PIXELS = "This photo has too many pixels. Choose one with at most 12,000 on a side."


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
    kind = _kind(data)
    try:
        # Only the decoder of the kind we saw: a file that is two kinds at once gets no second chance.
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=[KINDS[kind]])
            _check_size(image)
            image.draft("RGB", (SIDE * 2, SIDE * 2))
            upright = ImageOps.exif_transpose(image)
            square = ImageOps.fit(upright.convert("RGB"), (SIDE, SIDE), Image.Resampling.LANCZOS)
    except PhotoRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PhotoRefused(TOO_MANY_PIXELS) from error
    except Exception as error:  # decoders raise whatever they like on broken files
        raise PhotoRefused("We could not read this photo. Try saving it again as a JPEG.") from error
    return ContentFile(_as_webp(square), name=f"{uuid4().hex}.webp")


def _kind(data: bytes) -> str:
    try:
        kind = puremagic.from_string(data, mime=True)
    except (puremagic.PureError, ValueError):
        kind = ""
    if kind not in KINDS:
        raise PhotoRefused("This file is not a photo we can use. Choose a JPEG, PNG, WebP or GIF image.")
    return kind


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise PhotoRefused(TOO_MANY_PIXELS)


def _as_webp(image: Image.Image) -> bytes:
    # A new image has no EXIF, no place and no profile to carry over.
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    out = io.BytesIO()
    clean.save(out, "WEBP", quality=82, method=4)
    return out.getvalue()
