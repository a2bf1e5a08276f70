"""A file of a Community, and each of the versions in which it came."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from communities.models import Topic
from discussions.models.post import SET_ASIDE_REASONS
from discussions.models.stored_file import StoredFile, size_if_a_picture
from files.models.folder import Folder
from files.querysets import KeptFileQuerySet

TITLE_LENGTH, DESCRIPTION_LENGTH = 140, 500


def random_place(version: FileVersion, name: str) -> str:
    """Give a place on disk that says nothing of the file, and that nothing of the file chose."""
    return f"files/{uuid4().hex}"


class TaggedFile(ItemBase):
    """A file is about a Topic."""

    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="tagged_files")
    content_object = models.ForeignKey(
        "files.KeptFile", on_delete=models.CASCADE, related_name="tagged_items"
    )

    def __str__(self) -> str:
        return f"{self.content_object_id} on {self.tag_id}"


class KeptFile(models.Model):
    """What a Community keeps under one title, in one folder or on top. `current` is what readers are sent."""

    public_id = models.UUIDField(default=uuid4, editable=False)
    community = models.ForeignKey(
        "communities.Community", on_delete=models.CASCADE, related_name="kept_files"
    )
    folder = models.ForeignKey(
        Folder, null=True, blank=True, on_delete=models.RESTRICT, related_name="kept_files"
    )
    title = models.CharField(max_length=TITLE_LENGTH)
    description = models.CharField(max_length=DESCRIPTION_LENGTH, blank=True)
    topics = TaggableManager(through=TaggedFile, blank=True, related_name="kept_files")
    current = models.OneToOneField(
        "files.FileVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Where whoever added it worked then; people move on, what they gave does not. Unknown of files of before.
    organisation = models.ForeignKey(
        "communities.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(
        default=timezone.now, help_text="When its newest version came or was chosen."
    )
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    hidden_reason = models.CharField(max_length=300, blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)

    objects = KeptFileQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["public_id"], name="one_kept_file_per_public_id")]
        indexes = [
            models.Index(fields=["community", "folder", "-changed_at", "-id"], name="files_newest_first"),
            models.Index(fields=["community", "-changed_at", "-id"], name="files_of_a_community"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("files:file-detail", args=[self.community.slug, self.public_id])

    @property
    def is_hidden(self) -> bool:
        """Has a Lead put it out of sight, or the hub until a Lead looks?"""
        return self.hidden_at is not None

    @property
    def is_set_aside(self) -> bool:
        """Has the hub put it out of sight, and nobody looked yet? Its reason is the hub's own sentence."""
        return self.is_hidden and self.hidden_by_id is None and self.hidden_reason in SET_ASIDE_REASONS

    @property
    def is_sealed(self) -> bool:
        """Is it shut to whoever added it and the Leads too?"""
        return self.sealed_at is not None


class FileVersion(StoredFile):
    """One of the versions of a file, numbered from 1 as they came. Any of them may be the current one."""

    kept_file = models.ForeignKey(KeptFile, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    file = models.FileField(upload_to=random_place)
    thumbnail = models.FileField(upload_to=random_place, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["kept_file", "number"], name="one_version_per_number"),
            size_if_a_picture("version_has_a_size_if_a_picture"),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of file {self.kept_file_id}"
