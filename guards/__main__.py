"""`python -m guards [PLACE…]`: take each guard out in turn, and end with 1 if any is not missed by the suite."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import astuple
from pathlib import Path

from guards.finding import ROOMS, with_switches

ROOT = Path(__file__).parent.parent
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", ".tools", "var", "test-results", "__pycache__", ".*_cache"
)
#: The migrated database outlives a run (tests/support/database.py).
TEMPLATES = Path(".pytest_cache") / "hub"
PYTEST = (
    sys.executable,
    "-m",
    "pytest",
    "-p",
    "guards.proving",
    "-p",
    "no:xdist",
    "-q",
    "--no-summary",
    "--timeout=30",
)
#: What belongs to a hub of this machine; the tests have their own.
NOT_OURS = {"DATABASE_URL", "REDIS_URL", "DATA_DIR", "PORT", "SITE_URL", "TEST_DATABASE"}


def main() -> int:
    """Copy the hub, switch its guards and have the copy's suite prove them."""
    parser = argparse.ArgumentParser(prog="make guards", description=__doc__)
    parser.add_argument(
        "places", nargs="*", metavar="PLACE", help="a part of a path, such as discussions/actions"
    )
    places = parser.parse_args().places
    with tempfile.TemporaryDirectory(prefix="hub-guards-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        copy = folder / "hub"
        shutil.copytree(ROOT, copy, ignore=NOT_COPIED)
        if (ROOT / TEMPLATES).exists():
            shutil.copytree(ROOT / TEMPLATES, copy / TEMPLATES)
        guards = [guard for room in ROOMS for guard in put_switches(copy, room)]
        (folder / "guards.json").write_text(json.dumps([astuple(guard) for guard in guards]))
        environment = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        environment |= {"GUARDS_FOLDER": str(folder), "GUARDS_PLACES": " ".join(places)}
        suite = ["-m", "not browser and not slow", "tests"]
        return subprocess.run([*PYTEST, *suite], cwd=copy, env=environment, check=False).returncode


def put_switches(copy: Path, room: str) -> list:
    """Give every guard of a room a switch, those that made its tables apart; list them."""
    found = []
    for path in sorted((copy / room).rglob("*.py")):
        if "migrations" not in path.parts:
            guards, source = with_switches(str(path.relative_to(copy)), path.read_text())
            if guards:
                path.write_text(source)
            found += guards
    return found


if __name__ == "__main__":
    sys.exit(main())
