"""What somebody's Organisation tried of the guidance, and what came of it."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from communities.models import Organisation
from practice.querysets import PracticeRecordQuerySet
from resources.models import CaseStudyPage

WORDS_LENGTH = 2000
NOTE_LENGTH = 300


class Outcome(models.TextChoices):
    """What came of it. None is worth more here than another."""

    WORKED = "worked", "Worked"
    PARTLY = "partly", "Partly worked"
    DID_NOT = "did-not", "Did not work"
    TOO_EARLY = "too-early", "Too early to say"


class PlaceKind(models.TextChoices):
    """What kind of place it was tried in."""

    CITY = "city", "A city"
    TOWN = "town", "A town"
    COAST = "coast", "A town by the sea"
    RURAL = "rural", "Villages and countryside"
    REGION = "region", "A county or region"
    NATION = "nation", "A whole nation"
    ONLINE = "online", "Online"


class Scale(models.TextChoices):
    """How many people took part."""

    UNDER_20 = "under-20", "Fewer than 20 people"
    UNDER_100 = "20-99", "20 to 99 people"
    UNDER_500 = "100-499", "100 to 499 people"
    OVER_500 = "over-500", "500 people or more"
    NOT_COUNTED = "not-counted", "We did not count"


class Evidence(models.TextChoices):
    """How they know, weakest first."""

    IMPRESSION = "impression", "Our impression"
    FEEDBACK = "feedback", "Feedback from people who took part"
    BEFORE_AFTER = "before-after", "Measured before and after"
    COMPARISON = "comparison", "Compared with people who did not take part"
    PUBLISHED = "published", "A published evaluation"


class Again(models.TextChoices):
    """Would they do it again?"""

    YES = "yes", "Yes"
    CHANGED = "changed", "Yes, with changes"
    NO = "no", "No"


class PracticeRecord(models.Model):
    """ "We tried this": one Organisation's account of what it did with a piece of guidance.

    A draft has no `published_at`, may lack anything, and is its author's alone. Without `is_named` those who are
    not in the network read what kind of Organisation it was and not which. The author is named only to people in
    the network, and only where they `may_be_contacted`.
    """

    # Experience outlives guidance: of a page that goes, its name stays.
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    page_title = models.CharField(max_length=255)
    #: Of a page that is gone: could everybody read it?
    was_public = models.BooleanField(default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="practice_records"
    )
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    sector = models.CharField(
        max_length=20, choices=Organisation.Sector, help_text="The Organisation's, then."
    )
    #: One press, one record.
    token = models.UUIDField(default=uuid4)

    year = models.PositiveSmallIntegerField("when did you begin?", null=True, blank=True)
    place_kind = models.CharField("where was it?", max_length=10, choices=PlaceKind, blank=True)
    scale = models.CharField("how many people took part?", max_length=12, choices=Scale, blank=True)
    changed = models.TextField(
        "what did you do differently from the guidance?", max_length=WORDS_LENGTH, blank=True
    )
    outcome = models.CharField("did it work?", max_length=10, choices=Outcome, blank=True)
    happened = models.TextField("what happened?", max_length=WORDS_LENGTH, blank=True)
    evidence = models.CharField("how do you know?", max_length=12, choices=Evidence, blank=True)
    evidence_note = models.CharField("what was asked or measured?", max_length=NOTE_LENGTH, blank=True)
    cost = models.CharField("what did it cost?", max_length=10, choices=CaseStudyPage.Cost, blank=True)
    again = models.CharField("would you do it again?", max_length=8, choices=Again, blank=True)
    is_named = models.BooleanField(default=True)
    may_be_contacted = models.BooleanField(default=False)

    saved_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was last changed after it was published."
    )
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    hidden_reason = models.CharField(max_length=NOTE_LENGTH, blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)

    objects = PracticeRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["author", "token"], name="one_practice_record_per_press"),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | ~(
                    Q(year=None)
                    | Q(place_kind="")
                    | Q(scale="")
                    | Q(outcome="")
                    | Q(happened="")
                    | Q(evidence="")
                ),
                name="published_practice_record_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at=None) | Q(hidden_at__isnull=False),
                name="sealed_practice_record_is_hidden",
            ),
        ]
        indexes = [
            models.Index(
                fields=["page", "-published_at", "-id"],
                condition=Q(published_at__isnull=False, hidden_at=None),
                name="practice_of_page",
            ),
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(published_at__isnull=False, hidden_at=None),
                name="practice_newest_first",
            ),
            models.Index(fields=["organisation", "-published_at"], name="practice_of_organisation"),
        ]

    def __str__(self) -> str:
        return f"what organisation {self.organisation_id} made of page {self.page_id}"

    def get_absolute_url(self) -> str:
        return reverse("practice:record-detail", args=[self.pk])

    @property
    def title(self) -> str:
        """Give what its page is called, or was when it went."""
        return self.page.title if self.page else self.page_title

    @property
    def is_draft(self) -> bool:
        """Is it its author's alone as yet?"""
        return self.published_at is None

    @property
    def is_hidden(self) -> bool:
        """Did somebody take it out of sight?"""
        return self.hidden_at is not None

    @property
    def is_set_aside(self) -> bool:
        """Did the hub take it out of sight, and nobody looked yet?"""
        return self.is_hidden and self.hidden_by_id is None and not self.sealed_at

    @property
    def organisation_name(self) -> str:
        """Name the Organisation, for people in the network."""
        return self.organisation.name if self.organisation else self.described_organisation

    @property
    def described_organisation(self) -> str:
        """Say what kind of Organisation it was, and not which."""
        return {
            Organisation.Sector.LOCAL_GOVERNMENT: "A council",
            Organisation.Sector.CHARITY: "A charity or community group",
            Organisation.Sector.SPORT: "A sports organisation",
            Organisation.Sector.FAITH: "A faith body",
            Organisation.Sector.EDUCATION: "A place of education or research",
            Organisation.Sector.BUSINESS: "A business",
        }.get(Organisation.Sector(self.sector), "A public body")

    @property
    def public_name(self) -> str:
        """Name the Organisation as everybody may read it."""
        return self.organisation_name if self.is_named else self.described_organisation
