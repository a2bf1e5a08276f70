"""The people who sign in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from taggit.managers import TaggableManager
from wagtail.search import index

from communities.querysets import UserQuerySet

AVATAR_COLOUR_COUNT = 8
#: The guided first visit has three steps; this is behind them.
WELCOME_OVER = 4


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # made by a call
    """Makes accounts whose login is an e-mail address."""

    use_in_migrations = False

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """Make an account that waits for approval unless `approved_at` is given."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        """Make an approved account with every right in the CMS."""
        fields.setdefault("name", email.partition("@")[0])
        fields |= {"is_staff": True, "is_superuser": True, "approved_at": timezone.now()}
        return self.create_user(email, password, **fields)


#: Whom lists of the network may name. Their index holds these people alone.
LISTED = models.Q(approved_at__isnull=False, is_active=True, is_listed=True)


class User(index.Indexed, AbstractBaseUser, PermissionsMixin):
    """A person who signs in with an e-mail address.

    Signing up makes an account that reads what is open. Joining and posting wait
    until staff set `approved_at`. A suspended person has `is_active` off.
    """

    class WorkRole(models.TextChoices):
        PRACTICE = "practice", "Works directly with people"
        COORDINATION = "coordination", "Coordinates or manages"
        LEADERSHIP = "leadership", "Leads an organisation or a service"
        ELECTED = "elected", "Councillor or elected member"
        EVIDENCE = "evidence", "Policy, research or evaluation"
        BOARD = "board", "Trustee or member of a board"
        VOLUNTEER = "volunteer", "Volunteers"

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    email = models.EmailField("e-mail address", max_length=254, unique=True)
    name = models.CharField(max_length=80, help_text="As colleagues know you.")
    job_title = models.CharField(max_length=80, blank=True)
    #: What kind of work it is, in the few words that people are looked for by.
    work_role = models.CharField(max_length=12, choices=WorkRole, blank=True, default="", db_default="")
    organisation = models.ForeignKey(
        "communities.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    place = models.ForeignKey(
        "communities.Place", null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    #: Free words from before there was a list of places. They are shown until a place is chosen.
    former_place = models.CharField(max_length=80, blank=True, db_column="place", editable=False)
    about = models.CharField(
        "about your work", max_length=200, blank=True, help_text="One sentence about what you do."
    )
    expertise = TaggableManager(through="communities.TaggedUser", blank=True, related_name="experts")
    #: What colleagues may ask them about; empty while they offer nothing.
    can_help_with = models.CharField(max_length=160, blank=True, default="", db_default="")
    #: Off: lists of the network's people leave them out. Where they belong and write, they stay known.
    is_listed = models.BooleanField(default=True, db_default=True)
    photo = models.ImageField(upload_to="people/", blank=True)
    time_zone = models.CharField(max_length=40, default="Europe/London")

    is_active = models.BooleanField(default=True, help_text="Off while the account is suspended.")
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    #: Staff said no, kindly. The account still reads what is open, and staff may change their mind.
    declined_at = models.DateTimeField(null=True, blank=True, editable=False)
    #: Staff took an approval back, or kept the person out: nobody but staff lets this account in any more.
    is_for_staff = models.BooleanField(default=False, db_default=False, editable=False)
    #: Why staff keep this person out, in their words to the person; empty while nobody does.
    suspension_reason = models.CharField(
        max_length=300, blank=True, default="", db_default="", editable=False
    )
    suspended_at = models.DateTimeField(null=True, blank=True, editable=False)
    #: The next step of the guided first visit; past the last one it is over. People of before are not asked.
    welcome_step = models.PositiveSmallIntegerField(default=1, db_default=WELCOME_OVER, editable=False)
    #: Goes up when anything shown beside a Post changes, so that cached fragments are made again.
    card_version = models.PositiveIntegerField(default=0, editable=False)

    objects = UserManager()

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("email"),
        index.AutocompleteField("email"),
        index.FilterField("is_active"),
    ]

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["name", "id"], name="people_by_name"),
            models.Index(
                fields=["organisation", "name", "id"], condition=LISTED, name="listed_by_organisation"
            ),
        ]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_per_email")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_absolute_url(self) -> str:
        return reverse("communities:person-detail", args=[self.pk])

    def get_full_name(self) -> str:
        """Give the name people know this person by; Wagtail asks for it."""
        return self.name

    def get_short_name(self) -> str:
        """Give the first word of the name."""
        return self.name.split(" ")[0]

    @property
    def is_approved(self) -> bool:
        """Has staff let this account in?"""
        return self.approved_at is not None

    @property
    def is_waiting(self) -> bool:
        """Is this account waiting for staff to say yes or no?"""
        return self.approved_at is None and self.declined_at is None

    @property
    def is_new_here(self) -> bool:
        """Was the person let in, and is their first visit unfinished?"""
        return self.is_approved and self.welcome_step < WELCOME_OVER

    @cached_property
    def group_ids(self) -> set[int]:
        """Give the ids of the groups this person is in, asked once for each object."""
        return set(self.groups.values_list("pk", flat=True))

    @cached_property
    def quiet_ids(self) -> frozenset[int]:
        """Give the ids of those whom this person has muted or blocked, asked once for each object."""
        from communities.models.quiet import Quiet  # a model of people, too

        return frozenset(Quiet.objects.by(self).values_list("other", flat=True))

    @property
    def place_name(self) -> str:
        """Say where the person works; empty where they do not say."""
        return self.place.name if self.place else self.former_place

    @property
    def initials(self) -> str:
        """Give one or two letters to stand for a photo."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()

    @property
    def photo_url(self) -> str:
        """Give the address of the photo, which asks who is looking; empty without one."""
        return reverse("communities:person-photo", args=[self.pk, self.card_version]) if self.photo else ""

    @property
    def avatar_colour(self) -> int:
        """Give a colour number from 1 to 8 that stays with the person."""
        return (self.pk or 0) % AVATAR_COLOUR_COUNT + 1
