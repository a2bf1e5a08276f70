"""Finds the programs that some tests need and Python cannot bring: a browser and two servers.

`python -m tests.support.pieces` prints the missing ones, one a line, for scripts/test-services.sh.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Piece:
    """A program outside Python, and what the suite cannot prove without it."""

    name: str
    title: str
    proves: str
    path: Path | None


def find_chromium() -> Path | None:
    """Give the browser named by CHROMIUM, or the first one on the path."""
    named = os.environ.get("CHROMIUM")
    found = (
        named
        if named and Path(named).exists()
        else next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    )
    return Path(found) if found else None


def find_postgres() -> Path | None:
    """Give the folder of PostgreSQL's own programs: the newest of Debian's, else the path's."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    folder = Path(found).resolve().parent if found else None
    return folder if folder and (folder / "postgres").exists() else None


def find_redis() -> Path | None:
    """Give the server of Redis, or of Valkey, which speaks the same."""
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    return Path(found) if found else None


def pieces() -> list[Piece]:
    """List every piece, found or not."""
    return [
        Piece("browser", "Chromium", "what people see and press", find_chromium()),
        Piece("postgres", "PostgreSQL", "the same behaviour on PostgreSQL", find_postgres()),
        Piece("redis", "Redis", "several processes side by side", find_redis()),
    ]


def missing() -> list[Piece]:
    """List the pieces this machine does not have."""
    return [piece for piece in pieces() if piece.path is None]


if __name__ == "__main__":
    for piece in missing():
        print(piece.name)
