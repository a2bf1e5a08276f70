"""Communities of practice and who belongs to them."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.models import ClusterableModel

from communities.querysets import CommunityQuerySet, MembershipQuerySet


class Community(ClusterableModel):
    """A room of its own for people who do the same work."""

    class Privacy(models.TextChoices):
        OPEN = "open", "Open"
        MEMBERS = "members", "Members"
        PRIVATE = "private", "Private"
        CONFIDENTIAL = "confidential", "Confidential"

    class Joining(models.TextChoices):
        NOW = "now", "Join now"
        ASK = "ask", "Ask a Lead"
        INVITATION = "invitation", "By invitation"

    class Care(models.TextChoices):
        AS_USUAL = "", "As usual for such a room"
        ON = "on", "Yes"
        OFF = "off", "No"

    class Accent(models.TextChoices):
        INDIGO = "indigo", "Indigo"
        GREEN = "green", "Green"
        PLUM = "plum", "Plum"
        OCHRE = "ochre", "Ochre"
        SLATE = "slate", "Slate"

    class Stage(models.TextChoices):
        ACTIVE = "active", "Active"
        PAUSED = "paused", "Paused"
        ARCHIVED = "archived", "Archived"

    class Holding(models.TextChoices):
        BY_LEVEL = "", "As usual for its level: first posts wait in Open communities"
        NOTHING = "nothing", "Nothing waits"
        NEWCOMERS = "newcomers", "First posts wait, and links and files from new accounts"
        EVERY = "every", "Every post waits"

    #: From the widest circle of readers to the narrowest.
    WIDEST_FIRST = [Privacy.OPEN, Privacy.MEMBERS, Privacy.PRIVATE, Privacy.CONFIDENTIAL]

    #: What somebody who is not a member sees, in words for people.
    PRIVACY_HELP = {
        Privacy.OPEN: "Anyone may read the conversations. Members write.",
        Privacy.MEMBERS: "Anyone sees that it exists and what it is for. Only members read the conversations.",
        Privacy.PRIVATE: "Signed-in people see that it exists and what it is for. People come in by invitation, "
        "and only members read.",
        Privacy.CONFIDENTIAL: "Nobody but its members sees that it exists. Mail about it carries links and no words.",
    }

    #: Words that mean something of their own in an address below /communities/.
    RESERVED_SLUGS = {"number", "propose", "start"}

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    purpose = models.CharField(max_length=300, help_text="What it is for, in one or two plain sentences.")
    house_rules = models.TextField(
        blank=True, help_text="One rule a line. People accept them when they join."
    )
    welcome = models.TextField(
        "welcome message",
        max_length=1000,
        blank=True,
        db_default="",
        help_text="What somebody reads who has just come in: where to begin, and whom to ask.",
    )
    accent = models.CharField(max_length=10, choices=Accent, default=Accent.INDIGO)
    privacy = models.CharField(
        max_length=12,
        choices=Privacy,
        default=Privacy.MEMBERS,
        help_text=" ".join(f"{level.label}: {text}" for level, text in PRIVACY_HELP.items()),
    )
    joining = models.CharField(max_length=10, choices=Joining, default=Joining.ASK)
    is_chatham_house = models.BooleanField(
        "Chatham House Rule",
        default=False,
        help_text="What is said may be used; who said it may not be told. Always on in a Confidential "
        "Community, not offered in an Open one.",
    )
    shows_help = models.BooleanField(
        "show where to get help",
        default=False,
        help_text='Its pages begin with the way to "Get help now", for people who came about an incident.',
    )
    shows_readers = models.BooleanField(
        "show who is reading",
        default=False,
        help_text="Members who read a conversation see the names of who is reading it with them just now. Not "
        "offered in an Open Community, nor under the Chatham House Rule.",
    )
    allows_images = models.BooleanField(
        "pictures on posts",
        default=True,
        db_default=True,  # for the code of yesterday, during a deploy
        help_text="People may put pictures on their posts. Off where a picture could show who somebody is; "
        "pictures that are there already stay.",
    )
    urgent_reports_hide = models.CharField(
        "hide at once what is reported as urgent",
        max_length=3,
        choices=Care,
        default=Care.AS_USUAL,
        db_default=Care.AS_USUAL,
        blank=True,
        help_text="Until a Lead has looked. As usual: yes where help is shown, and where it is Private or "
        "Confidential.",
    )
    names_are_asked_about = models.CharField(
        "ask before words that may name somebody",
        max_length=3,
        choices=Care,
        default=Care.AS_USUAL,
        db_default=Care.AS_USUAL,
        blank=True,
        help_text="Before posting, the hub points at names, addresses and numbers, and never keeps anybody from "
        "posting. As usual: yes where help is shown, and under the Chatham House Rule.",
    )
    stage = models.CharField(
        max_length=8, choices=Stage, default=Stage.ACTIVE, db_default=Stage.ACTIVE, editable=False
    )
    stage_note = models.CharField(max_length=300, blank=True, db_default="", editable=False)
    #: The Community that this one is a working group of.
    parent = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.RESTRICT, related_name="groups"
    )
    holding = models.CharField(
        "what waits for a Lead",
        max_length=9,
        choices=Holding,
        default=Holding.BY_LEVEL,
        db_default=Holding.BY_LEVEL,
        blank=True,
        help_text="Nobody but its author and the Leads sees what waits. Leads themselves never wait.",
    )
    holds_names = models.BooleanField(
        "names wait for a Lead",
        default=False,
        db_default=False,
        help_text="Words in which the hub sees a name, an address or a number near what happened wait, also "
        "once their author has looked at them again.",
    )
    asks_through_leads = models.BooleanField(
        "asking without a name",
        default=False,
        db_default=False,
        help_text="Members may ask through a Lead, who sees who they are and passes on what they say without their "
        "name. Always so under the Chatham House Rule.",
    )
    topics = ClusterTaggableManager(
        through="communities.TaggedCommunity", blank=True, related_name="communities"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "communities"
        constraints = [
            models.CheckConstraint(
                name="confidential_is_chatham_house",
                condition=~models.Q(privacy="confidential") | models.Q(is_chatham_house=True),
                violation_error_message="A Confidential Community always keeps the Chatham House Rule.",
            ),
            models.CheckConstraint(
                name="open_is_not_chatham_house",
                condition=~models.Q(privacy="open") | models.Q(is_chatham_house=False),
                violation_error_message="An Open Community cannot keep the Chatham House Rule: anyone reads it.",
            ),
            models.CheckConstraint(
                name="readers_are_named_to_members_only",
                condition=models.Q(shows_readers=False)
                | (~models.Q(privacy="open") & models.Q(is_chatham_house=False)),
                violation_error_message="Who is reading is not shown in an Open Community, nor under the Chatham "
                "House Rule.",
            ),
            models.CheckConstraint(
                name="private_is_by_invitation",
                condition=~models.Q(privacy__in=["private", "confidential"]) | models.Q(joining="invitation"),
                violation_error_message="People come into a Private or Confidential Community by invitation.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("communities:community-detail", args=[self.slug])

    def clean(self) -> None:
        """Refuse to lift the Chatham House Rule from what was already said under it, and an address that is taken.

        Raises ValidationError. Source: R-CH-4 in docs/rules.md.
        """
        super().clean()
        if self.slug in self.RESERVED_SLUGS:
            raise ValidationError({"slug": f"The hub uses “{self.slug}” itself. Choose another word."})
        if self.parent and self.is_wider_than(self.parent):
            raise ValidationError({"privacy": f"A group is never wider than {self.parent}, which it is in."})
        if self.is_chatham_house or not self.pk:
            return
        if Community.objects.filter(pk=self.pk, is_chatham_house=True).exists():
            raise ValidationError(
                {"is_chatham_house": "People spoke here under the Chatham House Rule, so it stays."}
            )

    @property
    def privacy_help(self) -> str:
        """Say in a sentence what somebody who is not a member sees."""
        return self.PRIVACY_HELP[self.Privacy(self.privacy)]

    @property
    def hides_urgent_reports(self) -> bool:
        """Is what is reported as urgent out of sight until a Lead looks? Source: docs/decisions/0016."""
        usual = self.shows_help or not self.is_public
        return self.urgent_reports_hide == self.Care.ON or (not self.urgent_reports_hide and usual)

    @property
    def asks_before_names(self) -> bool:
        """Does the hub ask before words are posted that may let somebody be recognised?"""
        usual = self.shows_help or self.is_chatham_house
        return self.names_are_asked_about == self.Care.ON or (not self.names_are_asked_about and usual)

    @property
    def is_open(self) -> bool:
        """May anyone read the conversations?"""
        return self.privacy == self.Privacy.OPEN

    def is_wider_than(self, other: Community) -> bool:
        """Could more people read this one than the other?"""
        return self.WIDEST_FIRST.index(self.Privacy(self.privacy)) < self.WIDEST_FIRST.index(
            self.Privacy(other.privacy)
        )

    @property
    def holds(self) -> Holding:
        """Say what waits for a Lead here before others see it."""
        if self.holding:
            return self.Holding(self.holding)
        return self.Holding.NEWCOMERS if self.is_open else self.Holding.NOTHING

    @property
    def lets_ask_without_name(self) -> bool:
        """May members ask through a Lead, who passes it on without their name? Source: docs/decisions/0019."""
        return self.is_chatham_house or self.asks_through_leads

    @property
    def is_active(self) -> bool:
        """Do people write here and come in? Not while it is paused or archived."""
        return self.stage == self.Stage.ACTIVE

    @property
    def is_archived(self) -> bool:
        """Is it kept to be read, and no longer a place to talk?"""
        return self.stage == self.Stage.ARCHIVED

    @property
    def may_people_be_known(self) -> bool:
        """May somebody who is not a member learn how many belong here, and who looks after it?

        Source: R-CH-2 in docs/rules.md, for the Chatham House Rule.
        """
        return self.privacy in {self.Privacy.OPEN, self.Privacy.MEMBERS} and not self.is_chatham_house

    @property
    def is_public(self) -> bool:
        """May somebody who is signed out know that it exists?"""
        return self.privacy in {self.Privacy.OPEN, self.Privacy.MEMBERS}

    @property
    def is_confidential(self) -> bool:
        """Is even the name for members only?"""
        return self.privacy == self.Privacy.CONFIDENTIAL

    @property
    def rules(self) -> list[str]:
        """List the house rules, one sentence each."""
        return [line.strip() for line in self.house_rules.splitlines() if line.strip()]


class FormerSlug(models.Model):
    """An address a Community had before, so that old links still lead there."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="former_slugs")
    slug = models.SlugField(max_length=80, unique=True)

    def __str__(self) -> str:
        return f"{self.slug}, now {self.community_id}"


class Membership(models.Model):
    """What one User is in one Community. The row stays when the person leaves."""

    class Role(models.TextChoices):
        MEMBER = "member", "Member"
        LEAD = "lead", "Lead"

    class State(models.TextChoices):
        ASKED = "asked", "Asked to join"
        ACTIVE = "active", "Member"
        DECLINED = "declined", "Declined"
        ENDED = "ended", "Left"
        BLOCKED = "blocked", "Taken out, and may not come back"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=6, choices=Role, default=Role.MEMBER)
    state = models.CharField(max_length=8, choices=State)
    request_note = models.CharField("what brings you here", max_length=300, blank=True)
    decision_note = models.CharField("a word to the person", max_length=300, blank=True)
    rules_accepted_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    joined_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: The Community's welcome message stands on its home until the person puts it away.
    is_welcome_shown = models.BooleanField(default=False, db_default=False)
    #: Until then the person reads and does not write.
    muted_until = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "community"], name="one_membership_per_user_and_community"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "state", "role"]),
            models.Index(fields=["community", "joined_at"], name="members_who_came_lately"),
            models.Index(
                fields=["community", "user"],
                condition=models.Q(state="active", role="lead"),
                name="leads_now",
            ),
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} in community {self.community_id}: {self.role}, {self.state}"

    @property
    def is_active(self) -> bool:
        """Does the person belong here now?"""
        return self.state == self.State.ACTIVE

    @property
    def is_muted(self) -> bool:
        """Has a Lead asked the person to read and not write for now?"""
        return self.muted_until is not None and self.muted_until > timezone.now()

    @property
    def is_lead(self) -> bool:
        """Does the person look after this Community now?"""
        return self.is_active and self.role == self.Role.LEAD
