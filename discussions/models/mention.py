"""Who was told by a Post that names them."""

from django.conf import settings
from django.db import models

from discussions.querysets import MentionQuerySet


class Mention(models.Model):
    """One person whom a Post tells, by their own name or through the Organisation they belonged to then."""

    post = models.ForeignKey("discussions.Post", on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        "communities.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["post", "user"], name="one_mention_per_post_and_user"),
        ]
        indexes = [
            models.Index(
                fields=["user", "-id"], name="mentions_unseen", condition=models.Q(seen_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} in post {self.post_id}"
