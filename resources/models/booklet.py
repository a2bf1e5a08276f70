"""A guide as a file to keep."""

from __future__ import annotations

from django.db import models

from resources.models.guide import GuidePage


class Booklet(models.Model):
    """The PDF of a guide as everybody may read it, and of which words it was made.

    It is given out only while the guide, drawn anew, has the same `digest` (`resources.booklets`).
    """

    guide = models.OneToOneField(GuidePage, on_delete=models.CASCADE, related_name="booklet")
    digest = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to="booklets", blank=True)
    #: When somebody last asked for one that was not there.
    asked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"booklet of page {self.guide_id}"
