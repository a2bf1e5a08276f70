"""A conversation in a Community."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from communities.models import Topic
from discussions.models.change import ChangeKind, ThreadChange
from discussions.querysets import ThreadQuerySet, taking_posts

if TYPE_CHECKING:
    from communities.models import User
    from discussions.models.post import Post

#: Words that mean something of their own after a Thread's number in an address.
PATH_WORDS = {
    "announce",
    "changes",
    "follow",
    "lock",
    "manage",
    "merge",
    "move",
    "people",
    "pin",
    "posts",
    "put-aside",
    "react",
    "read",
    "reply",
    "share",
    "slow",
    "split",
    "standing",
    "summary",
}


class TaggedThread(ItemBase):
    """A Thread is about a Topic."""

    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="tagged_threads")
    content_object = models.ForeignKey(
        "discussions.Thread", on_delete=models.CASCADE, related_name="tagged_items"
    )

    def __str__(self) -> str:
        return f"{self.content_object_id} on {self.tag_id}"


class Thread(models.Model):
    """A question, discussion, piece of practice or announcement, and the Posts that answer it.

    `last_change` counts everything a reader could see happen here, `last_post_number` the Posts ever
    added and `moved_out_count` those that left. They only grow, under this row's lock.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", "Question"
        DISCUSSION = "discussion", "Discussion"
        PRACTICE = "practice", "Practice"
        ANNOUNCEMENT = "announcement", "Announcement"

    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="threads")
    title = models.CharField(max_length=140)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.DISCUSSION)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="threads"
    )
    #: Its first Post is one that a Lead passed on without a name.
    is_masked = models.BooleanField(default=False, db_default=False, editable=False)
    # Guidance outlives talk and talk outlives guidance: a deleted page leaves its conversations.
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: The passage of its page that it is about, as another room knows it. The words stand there and not here.
    passage = models.UUIDField(null=True, blank=True, editable=False)
    answer = models.ForeignKey(
        "discussions.Post", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    topics = TaggableManager(through=TaggedThread, blank=True, related_name="threads")
    summary = models.TextField(blank=True, help_text="HTML, equal to the newest ThreadSummary.")
    started_at = models.DateTimeField(default=timezone.now)
    last_posted_at = models.DateTimeField(default=timezone.now)
    locked_at = models.DateTimeField(null=True, blank=True)
    #: A closed one opens by itself then; without it, when a Lead opens it.
    opens_at = models.DateTimeField(null=True, blank=True)
    #: Minutes between two Posts of one person, Leads excepted; 0 for as quick as people are.
    slow_minutes = models.PositiveSmallIntegerField(default=0, db_default=0)
    #: All it held stands there now, and so does its address.
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="merged"
    )
    pinned_at = models.DateTimeField(null=True, blank=True)
    #: What the list sorts by first: an index on `pinned_at` itself cannot put nulls last on both databases.
    is_listed_first = models.GeneratedField(
        expression=models.ExpressionWrapper(
            models.Q(pinned_at__isnull=False), output_field=models.BooleanField()
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    #: A Lead has seen that nobody replies, and it is fine as it is.
    put_aside_at = models.DateTimeField(null=True, blank=True)
    last_change = models.PositiveIntegerField(default=0)
    last_post_number = models.PositiveIntegerField(default=0)
    moved_out_count = models.PositiveIntegerField(default=0, db_default=0, help_text="Numbers that are gone.")

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_masked=False) | models.Q(author=None),
                name="masked_thread_names_nobody",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-last_posted_at", "-id"], name="threads_latest_first"),
            models.Index(
                fields=["community", "-is_listed_first", "-last_posted_at", "-id"],
                condition=models.Q(merged_into=None),
                name="threads_pinned_first",
            ),
            models.Index(fields=["page", "-last_posted_at"], name="threads_about_page"),
            models.Index(
                fields=["passage"], condition=models.Q(passage__isnull=False), name="threads_about_passage"
            ),
            models.Index(
                # SQLite uses a condition only where the query says the same without a parameter.
                fields=["community", "kind", "started_at"],
                condition=models.Q(answer=None, merged_into=None, put_aside_at=None),
                name="questions_that_wait",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("discussions:thread-detail", args=[self.community.slug, self.pk, self.slug])

    @property
    def slug(self) -> str:
        """Give the words of the title for the address; the number is what finds the Thread."""
        words = slugify(self.title)[:60].strip("-") or "thread"
        return f"{words}-" if words in PATH_WORDS else words

    @property
    def byline(self) -> str:
        """Name who started it, or say why nobody is named."""
        from discussions.models.post import GONE, MASKED  # the two nouns of this room know each other

        if self.author:
            return self.author.name
        return MASKED if self.is_masked else GONE

    @property
    def is_locked(self) -> bool:
        """Has a Lead closed it to further Posts, and has it not opened by itself since?"""
        return self.locked_at is not None and not (self.opens_at and self.opens_at <= timezone.now())

    @property
    def is_pinned(self) -> bool:
        """Does it stay at the top of its Community?"""
        return self.pinned_at is not None

    @property
    def is_answered(self) -> bool:
        """Has a Post been marked as the answer?"""
        return self.answer_id is not None

    @property
    def answer_number(self) -> int | None:
        """Give the number of the Post marked as the answer. One small query, when there is one."""
        from discussions.models.post import Post  # the two nouns of this room know each other

        if self.answer_id is None:
            return None
        return Post.objects.values_list("number", flat=True).get(pk=self.answer_id)

    @property
    def is_question(self) -> bool:
        """May it have an answer?"""
        return self.kind == self.Kind.QUESTION

    @property
    def reply_count(self) -> int:
        """Count the Posts after the first, tombstones included, so that it agrees with their numbers."""
        return max(0, self.last_post_number - self.moved_out_count - 1)

    def add_post(
        self,
        *,
        author: User,
        body: str,
        token: UUID,
        posted_at: datetime,
        quoted: Post | None = None,
        is_masked: bool = False,
    ) -> Post | None:
        """Append a Post under this row's lock, or give None when the Thread was locked or moved meanwhile.

        With `is_masked` it names nobody, and who wrote it stands in a row of its own.

        Call it in a transaction, as late as can be: the lock is held until the commit.
        """
        from discussions.models.masked import MaskedAuthor  # the nouns of this room know each other
        from discussions.models.post import Post

        here = Thread.objects.filter(taking_posts(), pk=self.pk, community_id=self.community_id)
        taken = here.update(last_post_number=F("last_post_number") + 1, last_posted_at=posted_at)
        if not taken:
            return None
        self.refresh_from_db(fields=["last_post_number", "last_posted_at"])
        if quoted and not Post.objects.filter(pk=quoted.pk, thread=self).exists():
            quoted = None  # it was moved away meanwhile
        post = Post.objects.create(
            thread=self,
            community_id=self.community_id,
            number=self.last_post_number,
            author=None if is_masked else author,
            organisation_id=None if is_masked else author.organisation_id,
            is_masked=is_masked,
            body=body,
            token=token,
            posted_at=posted_at,
            quoted=quoted,
        )
        if is_masked:
            MaskedAuthor.objects.create(post=post, author=author, community_id=self.community_id, token=token)
        return post

    def record(self, kind: ChangeKind, post: Post | None = None) -> ThreadChange:
        """Write the next line of the change log under this row's lock; last thing before the commit."""
        Thread.objects.filter(pk=self.pk).update(last_change=F("last_change") + 1)
        self.refresh_from_db(fields=["last_change"])
        if post is not None:
            type(post).objects.filter(pk=post.pk).update(last_change=self.last_change)
            post.last_change = self.last_change
        return ThreadChange.objects.create(thread=self, number=self.last_change, kind=kind, post=post)
