"""What people put aside to find again."""

from django.conf import settings
from django.db import models

from discussions.querysets import SavedPostQuerySet


class SavedPost(models.Model):
    """A Post that somebody keeps at hand. Nobody else learns of it, its author neither."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey("discussions.Post", on_delete=models.CASCADE, related_name="+")
    saved_at = models.DateTimeField()

    objects = SavedPostQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "post"], name="one_saving_per_user_and_post"),
        ]
        indexes = [models.Index(fields=["user", "-id"], name="saved_newest_first")]

    def __str__(self) -> str:
        return f"user {self.user_id} saved post {self.post_id}"
