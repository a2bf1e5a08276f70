"""Asking the virus scanner, where the hub has one: ClamAV's clamd, at CLAMD_ADDRESS."""

from __future__ import annotations

import asyncio
from typing import BinaryIO, cast

from aioclamd import ClamdAsyncClient
from aioclamd import ClamdError as ScannerError
from django.conf import settings
from django.core.files import File

#: aioclamd asks for 1 KB at a time, and each asking crosses a thread.
BLOCK = 64 * 1024
#: Seconds the scanner has at first. Each attempt gives it twice as long, for a large file on a busy day.
PATIENCE_SECONDS, MOST_PATIENCE_SECONDS = 1, 32


class NoAnswer(Exception):  # noqa: N818  # not a fault of ours: it is asked again
    """The scanner is away, too slow, or could not say."""


class _InLargeBlocks:
    """A file that gives more than it is asked for."""

    def __init__(self, file: File) -> None:
        self.file = file

    def read(self, size: int) -> bytes:
        return self.file.read(max(size, BLOCK))


def is_set_up() -> bool:
    """Is there a scanner at all?"""
    return bool(settings.CLAMD_ADDRESS)


def host_and_port() -> tuple[str, int]:
    """Give where the scanner listens. Raises ValueError when the setting is no `host:port`."""
    host, _, port = settings.CLAMD_ADDRESS.rpartition(":")
    if not host or "/" in host or not port.isdecimal():
        raise ValueError("CLAMD_ADDRESS must be host:port, as 127.0.0.1:3310.")
    return host, int(port)


def is_clean(file: File, *, attempts: int) -> bool:
    """Ask about one file. Raises NoAnswer, within the time that belongs to this attempt.

    Call it in a worker, where no event loop runs.
    """
    patience = min(PATIENCE_SECONDS * 2 ** min(attempts, 10), MOST_PATIENCE_SECONDS)
    try:
        host, port = host_and_port()
        client = ClamdAsyncClient(host, port, timeout=patience)
        answer = asyncio.run(client.instream(cast(BinaryIO, _InLargeBlocks(file))))
    except (ScannerError, OSError, ValueError) as error:
        raise NoAnswer from error
    status = next(iter(answer.values()), ("", None))[0] if answer else ""
    if status not in {"OK", "FOUND"}:
        raise NoAnswer
    return status == "OK"
