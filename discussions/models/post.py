"""What one person said, and what it said before it was edited."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from discussions.querysets import PostQuerySet

#: What stands in place of a Post that the hub put out of sight until somebody looks.
SET_ASIDE = "It was reported as urgent, and a Lead looks at it next."
SEALED = "It was reported as urgent, and the network's office looks at it next."
SET_ASIDE_REASONS = (SET_ASIDE, SEALED)

#: What stands in the place of a name, and what a sentence says, where there is none.
MASKED, MASKED_WHO = "Asked through a Lead", "somebody who asked through a Lead"
GONE, GONE_WHO = "A former member", "a former member"


class Post(models.Model):
    """One contribution to a Thread. Its number is its place and its permalink; only moving changes it."""

    thread = models.ForeignKey("discussions.Thread", on_delete=models.CASCADE, related_name="posts")
    # A copy of thread.community, so that search finds a room's words in one index.
    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="posts"
    )
    #: A Lead passed it on without a name: it has no author for anybody. Who that was stands in MaskedAuthor.
    is_masked = models.BooleanField(default=False, db_default=False, editable=False)
    # Where the author worked when it was written; people move on, their words do not.
    organisation = models.ForeignKey(
        "communities.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = models.TextField(help_text="HTML from `discussions.richtext.clean`, nothing else.")
    quoted = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="quotes"
    )
    token = models.UUIDField(help_text="One per composer: the same press again is the same Post.")
    posted_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(max_length=200, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: Shut to its author and the Leads too, while the network's office looks into it.
    sealed_at = models.DateTimeField(null=True, blank=True)
    #: The number of the last change of its Thread that touched it: half of its fragment's cache key.
    last_change = models.PositiveIntegerField(default=0)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["thread", "number"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="one_post_per_number"),
            models.UniqueConstraint(fields=["author", "token"], name="one_post_per_press"),
            models.CheckConstraint(
                condition=models.Q(is_masked=False) | models.Q(author=None, organisation=None),
                name="masked_post_names_nobody",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "posted_at"], name="posts_of_community_lately"),
            models.Index(fields=["author", "community"], name="posts_of_author_in_community"),
            models.Index(
                fields=["organisation", "thread"], condition=models.Q(number=1), name="begun_for_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"post {self.number} of thread {self.thread_id}"

    def get_absolute_url(self) -> str:
        """Give the permalink, which opens the page of the Thread that holds this Post."""
        return f"{self.thread.get_absolute_url()}?at={self.number}#post-{self.number}"

    @property
    def byline(self) -> str:
        """Name its author, or say why there is none."""
        if self.author:
            return self.author.name
        return MASKED if self.is_masked else GONE

    @property
    def who(self) -> str:
        """Name its author in the middle of a sentence."""
        if self.author:
            return self.author.name
        return MASKED_WHO if self.is_masked else GONE_WHO

    @property
    def is_hidden(self) -> bool:
        """Has a Lead put it out of sight, or the hub until a Lead looks?"""
        return self.hidden_at is not None

    @property
    def is_set_aside(self) -> bool:
        """Has the hub put it out of sight, and nobody looked yet? Its reason is the hub's own sentence."""
        return self.is_hidden and self.hidden_by_id is None and self.hidden_reason in SET_ASIDE_REASONS

    @property
    def is_sealed(self) -> bool:
        """Is it shut to its author and the Leads too?"""
        return self.sealed_at is not None

    @property
    def is_deleted(self) -> bool:
        """Did its author take it back? Its place stays, as a tombstone."""
        return self.deleted_at is not None

    @property
    def is_edited(self) -> bool:
        """Did its words change after it was posted?"""
        return self.edited_at is not None

    @property
    def is_readable(self) -> bool:
        """Are its words for every reader of the Thread?"""
        return not (self.is_hidden or self.is_deleted)


class PostRevision(models.Model):
    """The words of a Post before an edit. Readers of the Thread may look at them."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    body = models.TextField()
    written_at = models.DateTimeField(help_text="When these words were first shown.")
    replaced_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["post", "-replaced_at", "-pk"]

    def __str__(self) -> str:
        return f"earlier words of post {self.post_id}"
