"""A secret key for a hub that nobody configured: made once, readable by its owner only."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def read_or_make_secret(path: Path) -> str:
    """Give the key kept in this file, making both on the first call."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # the data beside it is for its owner too
    except OSError as error:
        raise ImproperlyConfigured(
            f"{path.parent} cannot be the folder for the hub's data (DATA_DIR): {error.strerror}."
        ) from error
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key
