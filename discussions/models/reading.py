"""How far each person has read."""

from django.conf import settings
from django.db import models


class ThreadReading(models.Model):
    """The number of the last Post of a Thread that a User has seen. It only grows."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey("discussions.Thread", on_delete=models.CASCADE, related_name="readings")
    last_read_number = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "thread"], name="one_reading_per_user_and_thread"),
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} read thread {self.thread_id} up to {self.last_read_number}"
