"""How far each person has read, and how much of it they want to hear of."""

from django.conf import settings
from django.db import models


class FollowLevel(models.TextChoices):
    """How closely somebody follows a conversation. Whatever it is, a Post that names them tells them."""

    EVERYTHING = "everything", "Everything"
    REPLIES = "replies", "Replies and mentions"
    DIGEST = "digest", "Digest only"
    NOTHING = "nothing", "Nothing"


class ThreadReading(models.Model):
    """The number of the last Post of a Thread that a User has seen, and the level they chose for it.

    No level means that of the Community. The number only grows, until its reader marks Posts unread.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey("discussions.Thread", on_delete=models.CASCADE, related_name="readings")
    last_read_number = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField()
    level = models.CharField(
        max_length=10,
        choices=FollowLevel,
        blank=True,
        db_default="",  # for the code of yesterday, during a deploy
        default="",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "thread"], name="one_reading_per_user_and_thread"),
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} read thread {self.thread_id} up to {self.last_read_number}"


class CommunityFollow(models.Model):
    """How closely a User follows the conversations of a Community, where they chose.

    Without one, members follow everything, and people who only read there nothing.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="follows")
    level = models.CharField(max_length=10, choices=FollowLevel)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "community"], name="one_follow_per_user_and_community"),
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} follows community {self.community_id}: {self.level}"
