"""Where a Community puts its files: folders, in folders."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from files.querysets import FolderQuerySet

#: How deep folders lie in each other: a path that is still read at a glance.
MAX_DEPTH = 3
NAME_LENGTH = 60


class Folder(models.Model):
    """One folder. No two of one name lie beside each other."""

    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="folders")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.RESTRICT, related_name="children"
    )
    name = models.CharField(max_length=NAME_LENGTH)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    objects = FolderQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                F("community"), F("parent"), Lower("name"), name="one_folder_of_a_name_in_a_folder"
            ),
            models.UniqueConstraint(
                F("community"), Lower("name"), condition=Q(parent=None), name="one_folder_of_a_name_on_top"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("files:folder", args=[self.community.slug, self.pk])

    @property
    def path(self) -> list[Folder]:
        """Give the folders that lead here, from the top, this one last. From `with_path()` no query."""
        return [*(self.parent.path if self.parent else []), self]

    @property
    def depth(self) -> int:
        """Say how deep it lies: 1 on top."""
        return len(self.path)

    @property
    def path_words(self) -> str:
        """Give the way here in words."""
        return " / ".join(folder.name for folder in self.path)
