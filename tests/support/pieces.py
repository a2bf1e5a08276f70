"""Finds what some tests need and Python cannot bring: a browser, everyday typefaces and two servers.

`python -m tests.support.pieces` prints the missing ones, one a line, for scripts/test-services.sh.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: What stands in until our own typefaces have come (hub/css/fonts.css): of each pair, readers have one.
STAND_INS = ({"Arial", "Liberation Sans"}, {"Times New Roman", "Liberation Serif", "Georgia"})


@dataclass(frozen=True)
class Piece:
    """Something outside Python, and what the suite cannot prove without it."""

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


def find_typefaces() -> Path | None:
    """Give the program that lists typefaces, when it lists those that readers' computers carry."""
    found = shutil.which("fc-list")
    if found is None:
        return None
    listed = subprocess.run([found, ":", "family"], capture_output=True, text=True, check=False).stdout
    names = {name.strip() for line in listed.splitlines() for name in line.split(",")}
    return Path(found) if all(names & pair for pair in STAND_INS) else None


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
        Piece("typefaces", "An everyday typeface", "that ours come without a jump", find_typefaces()),
        Piece("postgres", "PostgreSQL", "the same behaviour on PostgreSQL", find_postgres()),
        Piece("redis", "Redis", "several processes side by side", find_redis()),
    ]


def missing() -> list[Piece]:
    """List the pieces this machine does not have."""
    return [piece for piece in pieces() if piece.path is None]


if __name__ == "__main__":
    for piece in missing():
        print(piece.name)
