"""Pages that people keep at hand, and the lists they make of pages."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from wagtail.models import Page

from communities.models import Community
from discussions.models import FollowLevel
from reading_lists.querysets import ListedPageQuerySet, ReadingListQuerySet, SavedPageQuerySet

TITLE_LENGTH = 80
INTRO_LENGTH = 300


class SavedPage(models.Model):
    """A page that somebody keeps at hand, and how much they want to hear of its changes. Nobody else learns of it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    saved_at = models.DateTimeField()
    level = models.CharField(max_length=10, choices=FollowLevel, default=FollowLevel.EVERYTHING)

    objects = SavedPageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "page"], name="one_saving_per_user_and_page")]

    def __str__(self) -> str:
        return f"user {self.user_id} saved page {self.page_id}"


class ReadingList(models.Model):
    """Pages in an order, under a name, that one person keeps and may share.

    With a Community it is shared for as long as its owner belongs there; by its link, which cannot be guessed, with
    everybody who takes part in the network. Which of its pages anybody reads is asked of each page.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=TITLE_LENGTH)
    intro = models.CharField(max_length=INTRO_LENGTH, blank=True)
    community = models.ForeignKey(
        Community, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_shared_by_link = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    #: Of the press that made it.
    token = models.UUIDField(default=uuid4, editable=False)

    objects = ReadingListQuerySet.as_manager()

    class Meta:
        ordering = [Lower("title"), "pk"]
        constraints = [
            models.UniqueConstraint("owner", Lower("title"), name="one_reading_list_of_a_name_per_owner"),
            models.UniqueConstraint(fields=["owner", "token"], name="one_reading_list_per_press"),
        ]

    def __str__(self) -> str:
        return f"{self.title} of user {self.owner_id}"

    def get_absolute_url(self) -> str:
        """Give its address, which is also the link it is shared by."""
        return reverse("reading-lists:list-detail", args=[self.key])


class ListedPage(models.Model):
    """A page on a reading list; its place is that of its number."""

    reading_list = models.ForeignKey(ReadingList, on_delete=models.CASCADE, related_name="listed")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    added_at = models.DateTimeField()

    objects = ListedPageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["reading_list", "page"], name="one_place_per_list_and_page"),
        ]

    def __str__(self) -> str:
        return f"page {self.page_id} on list {self.reading_list_id}"
