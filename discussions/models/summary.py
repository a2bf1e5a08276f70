"""What a Thread has come to so far, in a few words above it, and what that said before."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class ThreadSummary(models.Model):
    """One version of a Thread's summary. The newest stands above the Thread; an empty one takes it down."""

    thread = models.ForeignKey("discussions.Thread", on_delete=models.CASCADE, related_name="summaries")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = models.TextField(blank=True, help_text="HTML from `discussions.richtext.clean`, nothing else.")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["thread", "-pk"]

    def __str__(self) -> str:
        return f"summary {self.pk} of thread {self.thread_id}"
