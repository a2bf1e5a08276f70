"""Private PostgreSQL and Redis servers on free ports, in a folder of their own.

Tests that need one take the fixtures `postgres_server` and `redis_server`: they start it
when first asked, share it among the workers, and the run stops it at its end. A drill that
kills or freezes its server makes one of its own with `PostgresServer(folder).start()`.
"""

import fcntl
import json
import os
import pwd
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from tests.support.pieces import find_postgres, find_redis

#: The environment variable that names the folder of this run.
RUN_FOLDER = "HUB_TEST_RUN"
START_SECONDS = 30
STOP_SECONDS = 15


def run_folder() -> Path:
    """Give the folder of this run; every worker gets the same one."""
    return Path(os.environ[RUN_FOLDER])


def _note(pid: int) -> Path:
    """Give the file that says a process of this run is alive; the run ends what still has one."""
    return run_folder() / f"{pid}.running"


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Let one process at a time do what follows; the others wait, then find it done."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def free_port() -> int:
    """Give a port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_running(pid: int) -> bool:
    """Is this process alive, and not only waiting for its parent to notice its end?"""
    with suppress(ChildProcessError):
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return True


def stop_process(pid: int, how: signal.Signals) -> None:
    """End one process: kindly first, and by force when it does not go."""
    if pid <= 1:  # never started; and 0 would mean every process of ours
        return
    for sign in (how, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)  # a frozen one hears nothing
            os.kill(pid, sign)
        until = time.monotonic() + STOP_SECONDS
        while time.monotonic() < until:
            if not is_running(pid):
                return
            time.sleep(0.05)


class Server:
    """A server of our own: start, stop, and the accidents that drills are made of."""

    name: str
    start_seconds = START_SECONDS
    stop_signal = signal.SIGTERM

    def __init__(self, folder: Path, *, port: int = 0, pid: int = 0):
        self.folder = folder
        self.port = port or free_port()
        self.pid = pid

    def command(self) -> list[str]:
        raise NotImplementedError

    def prepare(self) -> None:
        """Make what the server needs before its first start."""
        self.folder.mkdir(parents=True, exist_ok=True)

    def who(self) -> dict[str, Any]:
        """Say as whom the server runs, in the words of `subprocess`."""
        return {}

    @property
    def log(self) -> Path:
        """Where everything the server says is written."""
        return self.folder.with_suffix(".log")

    def answers(self) -> bool:
        """Does the server take questions?"""
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return False

    def start(self) -> "Server":
        """Start the server and wait until it answers. Raises RuntimeError with its last words if it does not."""
        self.prepare()
        with self.log.open("ab") as output:
            # A session of its own: Ctrl+C is for the tests, which then stop this in order.
            process = subprocess.Popen(
                self.command(), stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=self.folder,
                start_new_session=True, **self.who(),
            )  # fmt: skip
        self.pid = process.pid
        _note(self.pid).write_text(self.stop_signal.name)
        try:
            until = time.monotonic() + self.start_seconds
            while time.monotonic() < until and process.poll() is None:
                if self.answers():
                    return self
                time.sleep(0.05)
        except BaseException:  # Ctrl+C while it starts
            self.stop()
            raise
        self.stop()
        raise RuntimeError(f"{self.name} did not start:\n{self.log.read_text(errors='replace')[-2000:]}")

    def stop(self) -> None:
        """End the server in order."""
        self._end(self.stop_signal)

    def kill(self) -> None:
        """End the server as a power cut would."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        stop_process(self.pid, how)
        _note(self.pid).unlink(missing_ok=True)

    def freeze(self) -> None:
        """Leave the server's port open and its mouth shut, until `thaw`."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen server go on."""
        os.kill(self.pid, signal.SIGCONT)


class PostgresServer(Server):
    """PostgreSQL with one superuser, `tests`. Plain tests run without fsync; durability drills with it."""

    name = "PostgreSQL"
    stop_signal = signal.SIGINT  # "fast": ends the open connections

    def __init__(self, folder: Path, *, port: int = 0, pid: int = 0, fsync: bool = False):
        super().__init__(folder, port=port, pid=pid)
        self.fsync = fsync
        binaries = find_postgres()
        if binaries is None:
            raise FileNotFoundError("PostgreSQL is not installed.")
        self.binaries = binaries

    def who(self) -> dict[str, Any]:
        if os.getuid() != 0:
            return {}
        # PostgreSQL refuses to run as root.
        for name in ("postgres", "nobody"):
            with suppress(KeyError):
                person = pwd.getpwnam(name)
                return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
        raise RuntimeError(
            "PostgreSQL does not run as root, and there is neither a user postgres nor nobody."
        )

    def prepare(self) -> None:
        if (self.folder / "PG_VERSION").exists():
            return
        super().prepare()
        who = self.who()
        if who:
            os.chown(self.folder, who["user"], who["group"])
        self.folder.chmod(0o700)
        made = subprocess.run(
            [self.binaries / "initdb", "--pgdata", self.folder, "--username=tests", "--auth=trust", "--encoding=UTF8",
             "--locale=C.UTF-8", "--no-sync"],
            cwd=self.folder, capture_output=True, text=True, **who,
        )  # fmt: skip
        if made.returncode:
            raise RuntimeError(f"initdb failed:\n{made.stderr[-2000:]}")

    def command(self) -> list[str]:
        options = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": "200",
            "fsync": "on" if self.fsync else "off",
            "full_page_writes": "on" if self.fsync else "off",
        }
        settings = [part for key, value in options.items() for part in ("-c", f"{key}={value}")]
        return [str(self.binaries / "postgres"), "-D", str(self.folder), "-p", str(self.port), *settings]

    def answers(self) -> bool:
        import psycopg

        with suppress(psycopg.OperationalError), psycopg.connect(self.url("postgres"), connect_timeout=2):
            return True
        return False

    def url(self, database: str) -> str:
        """Give the address of one database, as DATABASE_URL wants it."""
        return f"postgres://tests@127.0.0.1:{self.port}/{database}"

    def create_database(self, name: str, *, template: str = "template0") -> str:
        """Make a database anew, as a copy of another, and give its address."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)


class RedisServer(Server):
    """Redis that keeps nothing on disk."""

    name = "Redis"

    def __init__(self, folder: Path, *, port: int = 0, pid: int = 0):
        super().__init__(folder, port=port, pid=pid)
        program = find_redis()
        if program is None:
            raise FileNotFoundError("Redis is not installed.")
        self.program = program

    def command(self) -> list[str]:
        return [
            str(self.program),
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
        ]

    @property
    def url(self) -> str:
        """Give the address, as REDIS_URL wants it."""
        return f"redis://127.0.0.1:{self.port}/0"


Kind = TypeVar("Kind", bound=Server)


def shared(kind: type[Kind]) -> Kind:
    """Give the run's one server of this kind, started by whoever asks first."""
    folder = run_folder() / kind.__name__
    known = folder.with_suffix(".json")
    with only_one(folder.with_suffix(".lock")):
        if known.exists():
            return kind(folder, **json.loads(known.read_text()))
        server = kind(folder)
        server.start()
        known.write_text(json.dumps({"port": server.port, "pid": server.pid}))
        return server


def stop_all() -> None:
    """End every process that this run started and nobody stopped."""
    for note in run_folder().glob("*.running"):
        stop_process(int(note.stem), signal.Signals[note.read_text() or "SIGTERM"])
        note.unlink()
