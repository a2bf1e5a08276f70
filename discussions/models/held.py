"""Words that wait for a Lead before anybody else sees them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from communities.models import Topic
from discussions.models.thread import Thread
from discussions.querysets import HeldPostQuerySet


class HeldPost(models.Model):
    """What its author has posted and a Lead has not let through yet.

    Not a Post: it has no number, so no count, no page and no frame of its conversation can tell of it. With
    a Lead's yes a Post is made of it by the same press. One that a Lead turned back stays its author's.
    """

    class Why(models.TextChoices):
        FIRST = "first", "a first post here"
        LINK = "link", "a link or a file from a new account"
        EVERY = "every", "every post waits here"
        FOUND = "found", "something that may let somebody be recognised"
        MASK = "mask", "to be passed on without a name"

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="held_posts")
    community = models.ForeignKey(
        "communities.Community", on_delete=models.CASCADE, related_name="held_posts"
    )
    #: The conversation it answers; empty where it would start one.
    thread = models.ForeignKey(
        "discussions.Thread", null=True, blank=True, on_delete=models.CASCADE, related_name="held_posts"
    )
    title = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=12, choices=Thread.Kind, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    passage = models.UUIDField(null=True, blank=True, editable=False)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+")
    body = models.TextField(help_text="HTML from `discussions.richtext.clean`, nothing else.")
    quoted = models.ForeignKey(
        "discussions.Post", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    token = models.UUIDField(help_text="Of the press: its Post will have the same.")
    why = models.CharField(max_length=5, choices=Why)
    held_at = models.DateTimeField(default=timezone.now)
    turned_back_at = models.DateTimeField(null=True, blank=True)
    turned_back_reason = models.CharField(max_length=300, blank=True)

    objects = HeldPostQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["author", "token"], name="one_held_post_per_press"),
            models.CheckConstraint(
                condition=models.Q(thread__isnull=False) | ~models.Q(title=""),
                name="held_post_answers_or_starts",
            ),
        ]
        indexes = [
            models.Index(
                fields=["community", "held_at"],
                condition=models.Q(turned_back_at=None),
                name="held_posts_that_wait",
            ),
        ]

    def __str__(self) -> str:
        return f"held post {self.pk} of user {self.author_id}"

    @property
    def is_masked(self) -> bool:
        """Does its author want it passed on without their name?"""
        return self.why == self.Why.MASK

    @property
    def is_turned_back(self) -> bool:
        """Did a Lead say no?"""
        return self.turned_back_at is not None
