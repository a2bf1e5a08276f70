"""The names people give their files: kept as plain text, and harmless wherever they are shown or saved."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

#: Characters of a name, its ending included.
MAX_LENGTH = 120


def clean_name(given: str, suffix: str) -> str:
    """Give a file name as one line of plain text that ends in `suffix`, which tells its real kind.

    Folders go, and so do control characters and those that turn the direction of writing, which can
    make `exe.pdf` of `fdp.exe`. A name of nothing else becomes `file`.
    """
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    seen = "".join(" " if char.isspace() else char for char in last if char.isspace() or _is_seen(char))
    name = " ".join(seen.split()).strip(". ")
    path = PurePosixPath(name)
    if path.suffix.lower() in {suffix, *_REPLACED.get(suffix, ())}:
        name = path.stem
    stem = name[: MAX_LENGTH - len(suffix)].strip(". ")
    return f"{stem or 'file'}{suffix}"


#: Endings that the real one takes the place of: pictures are made anew as another kind.
_REPLACED = {".webp": (".jpg", ".jpeg", ".jfif", ".png", ".gif")}


def _is_seen(char: str) -> bool:
    # Control, format (which includes the turning ones), surrogate, private use, unassigned.
    return not unicodedata.category(char).startswith("C")
