"""Bare names for our script modules, and the hash that lets the map stand in a page.

Every `static/<app>/js/<name>.js` of the house is `"<app>/<name>"`; nothing is registered.
Django's manifest storage does not rewrite imports inside modules, so modules find each
other by these names. See docs/decisions for why the map is allowed by hash, never by nonce.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.templatetags.static import static

#: Modules that come ready-made in an installed package.
PACKAGED = {"django-prose-editor/editor": "django_prose_editor/editor.js"}


class ImportMap(NamedTuple):
    """The map as it stands in the page, and the source expression that allows it."""

    text: str
    csp_hash: str


def modules() -> dict[str, str]:
    """Give the bare name of each module and its path among the static files, by name."""
    found = dict(PACKAGED)
    for app in apps.get_app_configs():
        if Path(app.path).parent == settings.BASE_DIR:
            folder = Path(app.path) / "static" / app.label / "js"
            found |= {
                f"{app.label}/{path.stem}": f"{app.label}/js/{path.name}" for path in folder.glob("*.js")
            }
    return dict(sorted(found.items()))


def import_map() -> ImportMap:
    """Give the map. Worked out once per process, but on each asking while DEBUG is on."""
    return _make() if settings.DEBUG else _make_once()


def _make() -> ImportMap:
    addresses = {name: static(path) for name, path in modules().items()}
    # "<" cannot end the element early when it is written as an escape.
    text = json.dumps({"imports": addresses}, separators=(",", ":")).replace("<", "\\u003c")
    digest = hashlib.sha256(text.encode()).digest()
    return ImportMap(text, f"'sha256-{base64.b64encode(digest).decode()}'")


_make_once = cache(_make)
