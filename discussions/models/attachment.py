"""A file that somebody uploaded, before and after it became part of a Post."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from discussions.models.stored_file import StoredFile, size_if_a_picture
from discussions.querysets import AttachmentQuerySet


def random_place(attachment: Attachment, name: str) -> str:
    """Give a place on disk that says nothing of the file, and that nothing of the file chose."""
    return f"attachments/{uuid4().hex}"


class Attachment(StoredFile):
    """One file. Without a Post it is its uploader's alone, and gone after a day if no draft holds it.

    What stands on disk goes when the row goes: `discussions.receivers`.
    """

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
    file = models.FileField(upload_to=random_place)
    thumbnail = models.FileField(upload_to=random_place, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="one_attachment_per_public_id"),
            models.UniqueConstraint(
                fields=["post", "sha256"], condition=Q(post__isnull=False), name="same_file_once_per_post"
            ),
            size_if_a_picture("attachment_has_a_size_if_a_picture"),
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(post=None), name="uploads_without_a_post"),
        ]

    def __str__(self) -> str:
        return f"attachment {self.pk} of post {self.post_id}"
