"""The change log that sockets, polling and catch-up all read."""

from django.db import models


class ChangeKind(models.TextChoices):
    """What happened to a Thread that a reader can see."""

    POST_ADDED = "post.added", "post added"
    POST_EDITED = "post.edited", "post edited"
    POST_DELETED = "post.deleted", "post deleted"
    POST_HIDDEN = "post.hidden", "post hidden"
    POST_RESTORED = "post.restored", "post restored"
    POST_MOVED_IN = "post.moved-in", "post moved in"
    POST_MOVED_OUT = "post.moved-out", "post moved out"
    REACTIONS_CHANGED = "reactions.changed", "reactions changed"
    ANSWER_MARKED = "answer.marked", "answer marked"
    ANSWER_CLEARED = "answer.cleared", "answer cleared"
    FILE_CHECKED = "file.checked", "file checked by the scanner"
    THREAD_EDITED = "thread.edited", "title, kind or topics changed"
    THREAD_SUMMARISED = "thread.summarised", "summary changed"
    THREAD_MOVED = "thread.moved", "thread moved to another community"
    THREAD_LOCKED = "thread.locked", "thread locked"
    THREAD_UNLOCKED = "thread.unlocked", "thread unlocked"
    THREAD_PINNED = "thread.pinned", "thread pinned"
    THREAD_UNPINNED = "thread.unpinned", "thread unpinned"


class ThreadChange(models.Model):
    """One thing that happened to a Thread. Numbers run 1, 2, 3… within it, without gaps."""

    thread = models.ForeignKey("discussions.Thread", on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=ChangeKind)
    post = models.ForeignKey(
        "discussions.Post", null=True, blank=True, on_delete=models.CASCADE, related_name="changes"
    )

    class Meta:
        ordering = ["thread", "number"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="one_change_per_number"),
        ]

    def __str__(self) -> str:
        return f"thread {self.thread_id}, change {self.number}: {self.kind}"
