"""Where Posts and Threads stood before they were moved, so that old addresses still lead to them."""

from django.db import models


class FormerPlace(models.Model):
    """A number in a Thread that a Post had before a Lead moved it; nothing else is ever put there."""

    thread = models.ForeignKey("discussions.Thread", on_delete=models.CASCADE, related_name="former_places")
    number = models.PositiveIntegerField()
    post = models.ForeignKey("discussions.Post", on_delete=models.CASCADE, related_name="former_places")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="one_post_was_at_a_number"),
        ]

    def __str__(self) -> str:
        return f"post {self.number} of thread {self.thread_id}, now {self.post_id}"


class FormerHome(models.Model):
    """A Community that a Thread was in before a Lead moved it."""

    thread = models.ForeignKey("discussions.Thread", on_delete=models.CASCADE, related_name="former_homes")
    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "community"], name="one_former_home_per_community"),
        ]

    def __str__(self) -> str:
        return f"thread {self.thread_id}, once in community {self.community_id}"
