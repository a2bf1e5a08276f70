"""Pictures from outside: opened under a ceiling, set upright, and made again without what a camera adds."""

import io
import warnings

import puremagic
from PIL import Image, ImageOps

MAX_PIXELS = 40_000_000
MAX_SIDE = 12_000
#: What a picture may be, and the one decoder that may read it.
KINDS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}


class TooManyPixels(ValueError):  # noqa: N818  # a refusal, as in permissions
    """This picture has more than 40 million pixels, or more than 12,000 on a side."""


class Unreadable(ValueError):  # noqa: N818  # as above
    """The decoder of its kind can make nothing of this picture."""


def kind_of(data: bytes) -> str:
    """Give the type of a file by its content, as `image/jpeg`; empty when nobody knows it."""
    try:
        return puremagic.from_string(data, mime=True)
    except (puremagic.PureError, ValueError):
        return ""


def open_upright(data: bytes, kind: str, *, near: int) -> Image.Image:
    """Decode a picture of one of KINDS as RGB, the way it was held; what is clear becomes white.

    `near` is the side, in pixels, that will do: a large JPEG is decoded no larger than it must be.
    Of a moving picture the first one is taken. Raises TooManyPixels and Unreadable.
    """
    try:
        # Only the decoder of the kind we saw: a file that is two kinds at once gets no second chance.
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=[KINDS[kind]])
            _check_size(image)
            image.draft("RGB", (near, near))
            return _on_white(ImageOps.exif_transpose(image))
    except TooManyPixels:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels from error
    except Exception as error:  # decoders raise whatever they like on broken files
        raise Unreadable from error


def as_webp(image: Image.Image) -> bytes:
    """Encode a picture anew: a new image has no EXIF, no place and no profile to carry over."""
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    out = io.BytesIO()
    clean.save(out, "WEBP", quality=82, method=4)
    return out.getvalue()


def size_within(width: int, height: int, side: int) -> tuple[int, int]:
    """Give the size of a picture made so small that neither side is over `side` pixels."""
    scale = min(1, side / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def within(picture: Image.Image, side: int) -> Image.Image:
    """Give a picture that small, or this one when it is."""
    size = size_within(picture.width, picture.height, side)
    if size == picture.size:
        return picture
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2)


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise TooManyPixels


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    ground = Image.new("RGB", clear.size, "white")
    ground.paste(clear, mask=clear)
    return ground
