"""A file that people gave, as it is kept: what every room that keeps files knows of one."""

from __future__ import annotations

from django.db import models

from communities.pictures import size_within
from discussions.filenames import MAX_LENGTH
from discussions.kinds import KINDS, PICTURE, THUMBNAIL_SIDE, Kind
from discussions.receiving import ReceivedFile


class ScanState(models.TextChoices):
    """What the scanner has said of a file."""

    UNSCANNED = "unscanned", "not scanned: no scanner is set up"
    WAITING = "waiting", "waiting for the scanner"
    CLEAN = "clean", "clean"
    QUARANTINED = "quarantined", "withheld: something harmful was found"


#: What may be sent to readers.
SENT_STATES = (ScanState.UNSCANNED, ScanState.CLEAN)


class StoredFile(models.Model):
    """One file by its content, its name for people, and what the scanner said.

    A model made of it says where on disk `file` and `thumbnail` stand; both go when its row goes, by
    `discussions.receivers`.
    """

    State = ScanState

    file: models.FileField
    thumbnail: models.FileField
    name = models.CharField(max_length=MAX_LENGTH, help_text="From `filenames.clean_name`, for people.")
    kind = models.CharField(max_length=8, choices=[(kind.key, kind.words) for kind in KINDS.values()])
    size = models.PositiveIntegerField(help_text="Bytes, as it is kept.")
    sha256 = models.CharField(max_length=64)
    # In pixels, of pictures only.
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=11, choices=ScanState)
    attempts = models.PositiveIntegerField(default=0, help_text="How often the scanner did not answer.")
    text = models.TextField(blank=True, help_text="What it says, for search.")

    class Meta:
        abstract = True

    def take(self, received: ReceivedFile, *, is_scanned: bool) -> None:
        """Take on the facts of what came in; its bytes are kept by `attaching.keep_on_disk`."""
        self.name, self.kind = received.name, received.kind.key
        self.size, self.sha256 = len(received.data), received.sha256
        self.width, self.height = received.width, received.height
        self.state = ScanState.WAITING if is_scanned else ScanState.UNSCANNED

    @property
    def told_kind(self) -> Kind:
        """Give its kind, with its words for people and the type it is sent as."""
        return KINDS[self.kind]

    @property
    def is_picture(self) -> bool:
        """Is it shown beside the words?"""
        return self.kind == PICTURE.key

    @property
    def is_sent(self) -> bool:
        """May it be sent to those who may read where it stands?"""
        return self.state in SENT_STATES

    @property
    def is_waiting(self) -> bool:
        """Has the scanner yet to say something?"""
        return self.state == ScanState.WAITING

    @property
    def thumbnail_size(self) -> tuple[int, int]:
        """Give the width and height of its thumbnail in pixels; only pictures have one."""
        return size_within(self.width or 1, self.height or 1, THUMBNAIL_SIDE)


def size_if_a_picture(name: str) -> models.CheckConstraint:
    """Give the constraint that pictures, and only they, have a size in pixels."""
    return models.CheckConstraint(
        condition=models.Q(kind=PICTURE.key, width__gt=0, height__gt=0)
        | (~models.Q(kind=PICTURE.key) & models.Q(width=None, height=None)),
        name=name,
    )
