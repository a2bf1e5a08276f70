"""Archives from outside, as Office documents are: looked into, never unpacked, and with a ceiling on all they claim."""

from __future__ import annotations

import io
import zipfile

MAX_MEMBERS = 3_000
#: Bytes of everything in it, unpacked.
MAX_UNPACKED = 200 * 1024 * 1024
#: How many times larger than itself an archive may become; above a small size, which cannot hurt.
MAX_RATIO = 120
SMALL = 10 * 1024 * 1024
#: The last record of an archive with no comment behind it.
END_OF_ARCHIVE, END_BYTES = b"PK\x05\x06", 22


class Refused(ValueError):  # noqa: N818  # a refusal, as in permissions
    """This archive is not what an Office document is."""


class TooLarge(Refused):
    """What it claims to hold is beyond a ceiling."""


class Locked(Refused):
    """A password is needed to read it."""


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open an archive that is nothing else besides, and within every ceiling.

    Raises TooLarge, Locked, and Refused for one that is broken, or that begins before its first
    member or goes on behind its end, where a second file could hide.
    """
    if not data.startswith(b"PK\x03\x04") or data[-END_BYTES:].find(END_OF_ARCHIVE) != 0:
        raise Refused
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Refused from error
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise TooLarge
    if any(member.flag_bits & 1 for member in members):
        raise Locked
    if len({member.filename for member in members}) < len(members):
        raise Refused  # two readers could each take another one of the same name
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if packed > len(data):
        raise TooLarge  # its members lie on top of each other
    if unpacked > MAX_UNPACKED or (unpacked > SMALL and unpacked > MAX_RATIO * max(packed, 1)):
        raise TooLarge
    return archive


def read_member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """Give the first `limit` bytes of a member, whatever size it claims. Raises Refused when it is broken."""
    try:
        with archive.open(name) as member:
            return member.read(limit)
    except Exception as error:  # zlib, lzma and zipfile each raise errors of their own
        raise Refused from error
