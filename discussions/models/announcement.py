"""What a Lead has told every member of a Community about."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from discussions.querysets import AnnouncementQuerySet


class Announcement(models.Model):
    """A Thread that all members are told of, and how far its letters are.

    The letters go through the memberships in the order of their ids, and `reached` only grows: whoever sends
    one has moved it on before, so nobody gets two. Source: docs/decisions/0021.
    """

    thread = models.ForeignKey("discussions.Thread", on_delete=models.CASCADE, related_name="announcements")
    #: Where it was announced; a conversation that goes elsewhere is no longer this room's to announce.
    community = models.ForeignKey(
        "communities.Community", on_delete=models.CASCADE, related_name="announcements"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    announced_at = models.DateTimeField()
    #: Until then a Lead may take it back, and no letter leaves.
    letters_from = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True, blank=True)
    letter_count = models.PositiveIntegerField(help_text="How many were to be sent when it was announced.")
    sent_count = models.PositiveIntegerField(default=0)
    failed_count = models.PositiveIntegerField(default=0)
    reached = models.PositiveBigIntegerField(default=0, help_text="The id of the last membership written to.")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["thread"],
                condition=models.Q(called_off_at=None),
                name="one_standing_announcement_per_thread",
            ),
        ]
        indexes = [models.Index(fields=["community", "-announced_at"], name="announcements_lately")]

    def __str__(self) -> str:
        return f"announcement of thread {self.thread_id}"

    @property
    def is_going_on(self) -> bool:
        """Do letters wait or leave?"""
        return self.finished_at is None and self.called_off_at is None
