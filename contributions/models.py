"""Posts of a conversation on their way into guidance, and what each author says to it."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from communities.models import Community
from contributions.querysets import ContributionQuerySet, GatheringQuerySet
from discussions.models import Post, Thread
from resources.models import Voice

NAMELESS = "Somebody in the network"
#: Rooms whose words are nobody else's, the narrowest last.
CLOSED: list[str] = [Community.Privacy.PRIVATE, Community.Privacy.CONFIDENTIAL]


class Gathering(models.Model):
    """Posts of one Thread that a Lead or an Editor gathered for one page, and by when their authors are to answer."""

    class Kind(models.TextChoices):
        CASE_STUDY = "case-study", "A case study"
        SECTION = "section", "A chapter of a guide"

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="gatherings")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=140)
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    token = models.UUIDField(default=uuid4)
    made_at = models.DateTimeField(default=timezone.now)
    answer_by = models.DateField()

    objects = GatheringQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["made_by", "token"], name="one_gathering_per_press")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of thread {self.thread_id}"

    def get_absolute_url(self) -> str:
        return reverse("contributions:gathering-detail", args=[self.pk])

    @property
    def is_over(self) -> bool:
        """Has the day passed by which people were asked to answer? A later answer still counts."""
        return self.answer_by < timezone.localdate()


class Contribution(models.Model):
    """One post that was asked for. Nothing of it is shown outside its room before its author says yes; silence is a no.

    `words` are those its author is asked about: an edit of the post changes nothing here. They go when the author says
    no or deletes the post.
    """

    class Answer(models.TextChoices):
        WAITING = "waiting", "Has not answered"
        YES = "yes", "Yes"
        NO = "no", "No"

    class Credit(models.TextChoices):
        NAME = "name", "Yes, with my name and my organisation"
        ORGANISATION = "organisation", "Yes, naming only my organisation"
        NOBODY = "nobody", "Yes, without a name"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="contributions")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="contributions")
    voice = models.OneToOneField(Voice, on_delete=models.RESTRICT, related_name="contribution")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    words = models.TextField(blank=True, help_text="Clean HTML, as the post had it.")
    answer = models.CharField(max_length=7, choices=Answer, default=Answer.WAITING)
    credit = models.CharField(max_length=12, choices=Credit, default=Credit.NOBODY)
    answered_at = models.DateTimeField(null=True, blank=True)
    #: The page on which the words stand for readers.
    page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    thanked_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    #: Where the post stood, and who could read there, when its author said yes.
    given_in = models.ForeignKey(
        Community, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_privacy = models.CharField(max_length=12, choices=Community.Privacy, blank=True)
    #: When a yes fell silent because the conversation went into a closed room; until its author answers anew.
    asked_again_at = models.DateTimeField(null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["gathering", "post__number"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "post"], name="one_contribution_per_post"),
            models.CheckConstraint(
                condition=Q(answer="waiting", answered_at=None) | ~Q(answer="waiting"),
                name="waiting_has_no_answer_yet",
            ),
        ]
        indexes = [models.Index(fields=["author", "answer"], name="contributions_asked_for")]

    def __str__(self) -> str:
        return f"post {self.post_id} for gathering {self.gathering_id}"

    def get_absolute_url(self) -> str:
        return reverse("contributions:contribution-answer", args=[self.pk])

    @property
    def source(self) -> str:
        """Give the address that leads to where it was said those who may read there."""
        return reverse("contributions:contribution-source", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        """Is its author asked, and has not answered?"""
        return self.answer == self.Answer.WAITING

    @property
    def is_given(self) -> bool:
        """May it be shown now? Its author said yes, and the post can be read where it was said, or as widely."""
        return self.answer == self.Answer.YES and self.post.is_readable and not self.has_gone_inside

    @property
    def has_gone_inside(self) -> bool:
        """Did the post move into a closed room, or its room close, since its author said yes?"""
        room = self.post.community
        if room.privacy not in CLOSED:
            return False
        return room.pk != self.given_in_id or self.given_privacy not in CLOSED[CLOSED.index(room.privacy) :]

    @property
    def credits(self) -> list[tuple[str, str]]:
        """Give the ways in which its author may be credited: under the Chatham House Rule, without a name."""
        offered = [self.Credit.NOBODY]
        if not self.post.community.is_chatham_house:
            offered = [
                self.Credit.NAME,
                *([self.Credit.ORGANISATION] if self.post.organisation else []),
                self.Credit.NOBODY,
            ]
        return [(credit.value, str(credit.label)) for credit in offered]

    @property
    def credit_words(self) -> str:
        """Give what stands where a name would."""
        organisation = self.post.organisation.name if self.post.organisation else ""
        if self.credit not in dict(self.credits):
            return NAMELESS  # the room has come under the Chatham House Rule since
        if self.author and self.credit == self.Credit.NAME:
            return ", ".join(part for part in (self.author.name, organisation) if part)
        if self.credit == self.Credit.ORGANISATION and organisation:
            return f"Somebody at {organisation}"
        return NAMELESS

    def put_voice(self) -> None:
        """Let pages show the words, or no more, as things stand now."""
        if self.is_given:
            # Without a name, no way leads to where it stands.
            is_named = self.credit == self.Credit.NAME and self.credit_words != NAMELESS
            self.voice.show(self.words, self.credit_words, self.source if is_named else "")
        else:
            self.voice.silence()
