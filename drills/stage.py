"""Where a drill takes place: PostgreSQL with fsync, Redis and hubs, all private and all to be hurt."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drills.http import Person
from tests.support.database import ROOT
from tests.support.hub import HubServer, environment, manage
from tests.support.servers import PostgresServer, RedisServer, run_folder

LIBFAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)


class Stage:
    """A database with members, and the hubs that share it."""

    def __init__(self, folder: Path, postgres: PostgresServer, redis: RedisServer) -> None:
        self.folder = folder
        self.postgres = postgres
        self.redis = redis
        self.hubs: list[HubServer] = []
        self.sessions: list[str] = []

    @property
    def data(self) -> Path:
        """Give the folder of everything that is not in the database; one for all hubs, as behind one proxy."""
        return self.folder / "data"

    def fill(self) -> None:
        """Make the database and everybody in it."""
        settings = {"DATABASE_URL": self.postgres.create_database("drills")}
        manage(self.data, "migrate", "--verbosity=0", **settings)
        seeded = subprocess.run(
            [sys.executable, "-m", "drills.seed"],
            cwd=ROOT, env=environment(self.data, **settings), check=True, capture_output=True, text=True,
        )  # fmt: skip
        self.sessions = json.loads(seeded.stdout)

    def open_hub(self, *, workers: int = 1, **settings: str) -> HubServer:
        """Start a hub on this database and Redis. Every hub's pages have the address of the first."""
        settings = {
            "DATABASE_URL": self.postgres.url("drills"), "REDIS_URL": self.redis.url, "LOG_LEVEL": "WARNING"
        } | settings  # fmt: skip
        if self.hubs:
            settings["SITE_URL"] = self.hubs[0].url
        hub = HubServer(self.data, workers=workers, settings=settings)
        self.hubs.append(hub)
        return hub.start()

    def close_hubs(self) -> None:
        """End every hub; the database stays."""
        while self.hubs:
            self.hubs.pop().stop()

    def person(self, number: int) -> Person:
        """Give a member; one after the other they use the hubs in turn."""
        hub = self.hubs[number % len(self.hubs)]
        return Person(self.sessions[number], hub.port, self.hubs[0].url)

    def carried(self, ports: set[int]) -> int:
        """Count the connections to these ports of ours that a hub still holds open."""
        # Columns: number, local address, remote address, state; 01 is an open connection.
        rows = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
        ends = (
            (int(row[1].partition(":")[2], 16), int(row[2].partition(":")[2], 16))
            for row in rows
            if row[3] == "01"
        )
        return sum(near in {hub.port for hub in self.hubs} and far in ports for near, far in ends)


def web_processes(hub: HubServer) -> list[int]:
    """List the processes that serve, beside the one that watches over them."""
    children = Path(f"/proc/{hub.pid}/task/{hub.pid}/children").read_text().split()
    return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


@contextmanager
def open_stage(folder: Path, *, postgres_folder: Path | None = None) -> Iterator[Stage]:
    """Give a stage without hubs; everything on it ends with the block."""
    place = postgres_folder or Path(tempfile.mkdtemp(prefix="drill-", dir=run_folder()))
    place.chmod(0o711)  # PostgreSQL runs as somebody else, who must pass through
    postgres = PostgresServer(place / "postgres", fsync=True)
    redis = RedisServer(folder / "redis")
    stage = Stage(folder, postgres, redis)
    try:
        postgres.start()
        redis.start()
        stage.fill()
        yield stage
    finally:
        stage.close_hubs()
        redis.stop()
        postgres.stop()
        shutil.rmtree(place / "postgres", ignore_errors=True)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Give a folder on a small disk of its own. Raises CannotBePlayed where nobody may mount one."""
    place = folder / "small-disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)], capture_output=True, check=False
    )  # fmt: skip
    if mounted.returncode:
        raise CannotBePlayed("this machine lets us mount no disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def restart_in_turn(hub: HubServer) -> None:
    """Ask for the hub's processes to be replaced one after the other, as `systemctl reload` does."""
    os.kill(hub.pid, signal.SIGHUP)


# --- The hubs a drill may ask for -----------------------------------------------------------------


class CannotBePlayed(Exception):  # noqa: N818  # it is said, not raised at anybody
    """This machine lacks what the drill needs."""


@contextmanager
def two_processes(stage: Stage) -> Iterator[Stage]:
    """Give one hub of two processes."""
    with _hubs(stage, {"workers": 2}):
        yield stage


@contextmanager
def bad_layer(stage: Stage) -> Iterator[Stage]:
    """Give one hub of two processes that hardly hear each other."""
    with _hubs(stage, {"workers": 2, "DJANGO_SETTINGS_MODULE": "drills.unreliable_settings"}):
        yield stage


@contextmanager
def two_clocks(stage: Stage) -> Iterator[Stage]:
    """Give two hubs of one process each, whose clocks are ten minutes apart."""
    if LIBFAKETIME is None:
        raise CannotBePlayed("Debian's libfaketime is not installed")
    ahead = {"LD_PRELOAD": str(LIBFAKETIME), "FAKETIME": "+10m", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    with _hubs(stage, {}, ahead):
        yield stage


@contextmanager
def _hubs(stage: Stage, *kinds: dict) -> Iterator[None]:
    try:
        for kind in kinds:
            stage.open_hub(**kind)
        yield
    finally:
        stage.close_hubs()
