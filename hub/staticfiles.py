"""Our styles and modules as they are sent: styles as one file, modules without what is said to their readers."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from hub.importmap import PACKAGED, modules

#: The address the joined file has below STATIC_URL.
JOINED = "hub/css/site.css"
#: The sources in their order, as patterns below `SOURCES`; a pattern's matches go by name.
ORDER = [
    "layers.css",
    "fonts.css",
    "reset.css",
    "tokens.css",
    "base.css",
    "layout.css",
    "components/*.css",
    "utilities.css",
    "print.css",
]
SOURCES = Path(__file__).resolve().parent / "static" / "hub" / "css"


def sources() -> list[Path]:
    """List the files that make up the joined one, in order."""
    return [path for pattern in ORDER for path in sorted(SOURCES.glob(pattern))]


def join(paths: list[Path]) -> str:
    """Put the sources one after the other, each under its name.

    Addresses inside them are relative to `hub/css/`, where the joined file stands too,
    so only the sources that stand there may hold any.
    """
    parts = (f"/* {path.relative_to(SOURCES)} */\n{path.read_text()}" for path in paths)
    return "\n".join(parts)


class JoinedStylesFinder(BaseFinder):
    """Gives `hub/css/site.css`, made again whenever a source is newer.

    The file itself is kept with the hub's data, since a finder must give a real path.
    """

    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.DATA_DIR / "joined")
        super().__init__(*args, **kwargs)

    def check(self, **kwargs) -> list:
        return []

    # Django itself gives an empty list for nothing, whatever its stubs say.
    def find(self, path: str, find_all: bool = False, **kwargs) -> str | list[str]:  # type: ignore[override]  # see above
        """Give the path of the joined file when that is what is looked for, else nothing."""
        if path != JOINED:
            return []
        found = str(self._joined())
        return [found] if find_all else found

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        """Give the one file this finder knows."""
        self._joined()
        yield JOINED, self.storage

    def _joined(self) -> Path:
        target = Path(self.storage.path(JOINED))
        paths = sources()
        # The folders count too: a source that was taken away makes none of the others newer.
        newest = max(path.stat().st_mtime_ns for path in [*paths, *{path.parent for path in paths}])
        if not target.exists() or target.stat().st_mtime_ns < newest:
            self._write(target, join(paths))
        return target

    def _write(self, target: Path, text: str) -> None:
        """Write beside the target and move it there, so that no reader meets half a file."""
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=target.parent, delete=False) as draft:
            draft.write(text)
        Path(draft.name).chmod(0o644)
        os.replace(draft.name, target)


#: A comment that has its lines for itself: no string of ours holds one, and a test runs what is left.
_TOLD = re.compile(rb"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.DOTALL | re.MULTILINE)


class LeanStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Keeps our styles and modules without what they say to their readers: a fifth of their bytes.

    Readers have the sources; what comes in packages stays as it came.
    """

    def _save(self, name: str, content: File) -> str:
        if name == JOINED or name in set(modules().values()) - set(PACKAGED.values()):
            content = ContentFile(_TOLD.sub(b"", content.read()))
        return super()._save(name, content)
