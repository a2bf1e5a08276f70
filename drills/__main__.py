"""`python -m drills [NAME…]`: play the drills, print a line for each, and end with 1 if any did not hold."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import groupby
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.test")  # what we share with the tests reads it

from drills import stage as stages
from drills.catalogue import DRILLS, Drill
from drills.play import FULL, SHORT, Length, Play
from drills.stage import CannotBePlayed, Stage, open_stage, small_disk
from tests.support import servers

#: Enough for PostgreSQL and everybody on the stage, and quickly full.
SMALL_DISK_MEGABYTES = 400
HUBS: dict[str, Callable[[Stage], AbstractContextManager[Stage]]] = {
    "two processes": stages.two_processes,
    "a bad layer": stages.bad_layer,
    "two clocks": stages.two_clocks,
    "a small disk": stages.two_processes,
}


def main() -> int:
    """Play what was asked for."""
    options = _options()
    wanted = [drill for drill in DRILLS if not options.names or drill.name in options.names]
    length = SHORT if options.short else FULL
    with _run_folder() as folder:
        results = [
            *_play_all([drill for drill in wanted if drill.on != "a small disk"], folder, length),
            *_play_on_small_disk([drill for drill in wanted if drill.on == "a small disk"], folder, length),
        ]
    return 0 if all(results) else 1


def _play_all(
    drills: list[Drill], folder: Path, length: Length, postgres_folder: Path | None = None
) -> list[bool]:
    if not drills:
        return []
    print("Setting the stage: PostgreSQL, Redis, a database with its members…", flush=True)
    results = []
    with open_stage(folder, postgres_folder=postgres_folder) as stage:
        for on, group in groupby(drills, key=lambda drill: drill.on):
            try:
                with HUBS[on](stage):
                    results += [play_one(stage, drill, length) for drill in group]
            except CannotBePlayed as reason:
                print(f"  not run  {on}: {reason}.", flush=True)
    return results


def _play_on_small_disk(drills: list[Drill], folder: Path, length: Length) -> list[bool]:
    if not drills:
        return []
    try:
        with small_disk(folder, SMALL_DISK_MEGABYTES) as place:
            return _play_all(drills, folder / "on-small-disk", length, place)
    except CannotBePlayed as reason:
        print(f"  not run  a small disk: {reason}.", flush=True)
        return []


def play_one(stage: Stage, drill: Drill, length: Length) -> bool:
    """Play one drill and print its line. True when everything held."""
    outcome = asyncio.run(Play(stage, drill.cast, length).run(drill.trouble, drill.afterwards))
    print(
        f"  {'ok   ' if outcome.is_good else 'FAILED'}  {drill.name:<17} {drill.title}: {outcome}", flush=True
    )
    if not outcome.is_good:
        for hub in stage.hubs:
            print(hub.last_words(), file=sys.stderr)
    return outcome.is_good


@contextmanager
def _run_folder() -> Iterator[Path]:
    """Give a folder of this run; what still runs at its end is ended."""
    folder = Path(tempfile.mkdtemp(prefix="hub-drills-"))
    folder.chmod(0o711)
    os.environ[servers.RUN_FOLDER] = str(folder)
    try:
        yield folder
    finally:
        servers.stop_all()
        shutil.rmtree(folder, ignore_errors=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make drills", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*(drill.name for drill in DRILLS), []], metavar="NAME")
    parser.add_argument("--short", action="store_true", help="as in the suite: seconds instead of minutes")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
