"""A file that somebody uploaded, before and after it became part of a Post."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from communities.pictures import size_within
from discussions.filenames import MAX_LENGTH
from discussions.kinds import KINDS, PICTURE, THUMBNAIL_SIDE, Kind
from discussions.querysets import AttachmentQuerySet


def random_place(attachment: Attachment, name: str) -> str:
    """Give a place on disk that says nothing of the file, and that nothing of the file chose."""
    return f"attachments/{uuid4().hex}"


class Attachment(models.Model):
    """One file. Without a Post it is its uploader's alone, and gone after a day if no draft holds it.

    What stands on disk goes when the row goes: `discussions.receivers`.
    """

    class State(models.TextChoices):
        UNSCANNED = "unscanned", "not scanned: no scanner is set up"
        WAITING = "waiting", "waiting for the scanner"
        CLEAN = "clean", "clean"
        QUARANTINED = "quarantined", "withheld: something harmful was found"

    #: What may be sent to readers.
    SENT_STATES = (State.UNSCANNED, State.CLEAN)

    public_id = models.UUIDField(default=uuid4, editable=False)
    post = models.ForeignKey(
        "discussions.Post", null=True, blank=True, on_delete=models.CASCADE, related_name="attachments"
    )
    draft = models.ForeignKey(
        "discussions.Draft", null=True, blank=True, on_delete=models.SET_NULL, related_name="files"
    )
    held = models.ForeignKey(
        "discussions.HeldPost", null=True, blank=True, on_delete=models.SET_NULL, related_name="files"
    )
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=MAX_LENGTH, help_text="From `filenames.clean_name`, for people.")
    kind = models.CharField(max_length=8, choices=[(kind.key, kind.words) for kind in KINDS.values()])
    size = models.PositiveIntegerField(help_text="Bytes, as it is kept.")
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=random_place)
    thumbnail = models.FileField(upload_to=random_place, blank=True)
    # In pixels, of pictures only.
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=11, choices=State)
    attempts = models.PositiveIntegerField(default=0, help_text="How often the scanner did not answer.")
    text = models.TextField(blank=True, help_text="What it says, for search.")
    created_at = models.DateTimeField(default=timezone.now)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="one_attachment_per_public_id"),
            models.UniqueConstraint(
                fields=["post", "sha256"], condition=Q(post__isnull=False), name="same_file_once_per_post"
            ),
            models.CheckConstraint(
                condition=Q(kind=PICTURE.key, width__gt=0, height__gt=0)
                | (~Q(kind=PICTURE.key) & Q(width=None, height=None)),
                name="attachment_has_a_size_if_a_picture",
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(post=None), name="uploads_without_a_post"),
        ]

    def __str__(self) -> str:
        return f"attachment {self.pk} of post {self.post_id}"

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
        """May it be sent to those who may read its Post?"""
        return self.state in self.SENT_STATES

    @property
    def is_waiting(self) -> bool:
        """Has the scanner yet to say something?"""
        return self.state == self.State.WAITING

    @property
    def thumbnail_size(self) -> tuple[int, int]:
        """Give the width and height of its thumbnail in pixels; only pictures have one."""
        return size_within(self.width or 1, self.height or 1, THUMBNAIL_SIDE)
