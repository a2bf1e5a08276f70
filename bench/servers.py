"""Starting and stopping what is measured, and reading what it cost."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Server:
    """A process that listens on this machine, with those it started."""

    pid: int
    port: int

    @property
    def cpu_seconds(self) -> float:
        """Give the processor time used so far, in seconds, user and system."""
        stats = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in self._family)
        return sum(int(fields[11]) + int(fields[12]) for fields in stats) / TICKS

    @property
    def memory_bytes(self) -> int:
        """Give the memory held now."""
        pages = (int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in self._family)
        return sum(pages) * PAGE_BYTES

    @property
    def _family(self) -> list[int]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return [self.pid, *map(int, children)]


def free_port() -> int:
    """Give a port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run_manage(*arguments: str, environment: dict[str, str]) -> None:
    """Run a management command to its end. Raises CalledProcessError."""
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def hub(environment: dict[str, str], *, workers: int = 1) -> Iterator[Server]:
    """Run the hub itself, embedded, as `make run` does; or as several processes."""
    port = free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    if workers > 1:
        command += ["--workers", str(workers)]
    with _running(command, environment | {"PORT": str(port)}, port) as server:
        yield server


@contextmanager
def bare(environment: dict[str, str]) -> Iterator[Server]:
    """Run the bare application on the same server with the same options."""
    port = free_port()
    options = [
        "--loop",
        "uvloop",
        "--http",
        "httptools",
        "--ws",
        "websockets-sansio",
        "--log-level",
        "warning",
    ]
    options += ["--ws-per-message-deflate", "false", "--no-access-log"]
    command = [sys.executable, "-m", "uvicorn", "bench.bare:application", "--port", str(port), *options]
    with _running(command, environment, port) as server:
        yield server


@contextmanager
def _running(command: list[str], environment: dict[str, str], port: int) -> Iterator[Server]:
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield Server(process.pid, port)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait_for(port: int, process: subprocess.Popen, seconds: int = 120) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with status {process.returncode} before it answered.")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("The server did not answer.")
