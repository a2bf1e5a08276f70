"""What people report, what became of it, and whom to turn to for help."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from care.querysets import CaseQuerySet, HelpContactQuerySet, ReportQuerySet


class Category(models.TextChoices):
    """Why somebody reports something, gravest first."""

    CHILD = "child", "It may show the sexual abuse of a child"
    DANGER = "danger", "Somebody may be hurt soon"
    NAMED = "named", "A victim, a witness or a suspect can be recognised"
    ILLEGAL = "illegal", "It is against the law, such as a threat or support for terrorism"
    ABUSE = "abuse", "It is abusive or hateful"
    RULES = "rules", "It breaks the house rules"

    @property
    def is_urgent(self) -> bool:
        """Does it go before everything else that waits?"""
        return self in URGENT

    @property
    def hours(self) -> int:
        """Give the hours within which somebody decides."""
        return 4 if self.is_urgent else 24 if self == Category.ABUSE else 48


URGENT = frozenset({Category.CHILD, Category.DANGER, Category.NAMED, Category.ILLEGAL})


class Case(models.Model):
    """All reports of one thing, and what was decided. One is open for each thing at a time.

    `subject_kind` names a `subjects.Subject`, which finds the thing. Where there is no Community, or no
    Lead who could decide, the network's office does. Source: R-OS-2 in docs/rules.md.
    """

    class State(models.TextChoices):
        RECEIVED = "received", "Received"
        ESCALATED = "escalated", "With the network's office"
        DECIDED = "decided", "Decided"
        CLOSED = "closed", "Closed"

    class Outcome(models.TextChoices):
        REMOVED = "removed", "It was taken out of sight"
        KEPT = "kept", "It stays"
        RESTRICTED = "restricted", "Its author was spoken to, or asked to pause"

    OPEN_STATES = (State.RECEIVED, State.ESCALATED)

    subject_kind = models.CharField(max_length=20)
    subject_id = models.PositiveBigIntegerField()
    community = models.ForeignKey(
        "communities.Community", null=True, on_delete=models.CASCADE, related_name="report_cases"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    category = models.CharField(max_length=7, choices=Category)
    is_urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State, default=State.RECEIVED)
    opened_at = models.DateTimeField(default=timezone.now)
    #: By when somebody should have decided.
    due_at = models.DateTimeField()
    #: Since when the office looks at it too: passed on by a Lead, or because none answered in time.
    office_since = models.DateTimeField(null=True, blank=True)
    office_note = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True, help_text="What those who reported it read.")
    closed_at = models.DateTimeField(null=True, blank=True)

    #: The thing itself, put here by `subjects.with_things`.
    thing: Any = None

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"],
                condition=Q(state__in=["received", "escalated"]),
                name="one_open_case_per_thing",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["received", "escalated"], outcome="")
                | (Q(state__in=["decided", "closed"]) & ~Q(outcome="")),
                name="decided_case_has_an_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["community", "opened_at"], condition=Q(state="received"), name="cases_for_leads"
            ),
            models.Index(
                fields=["office_since"],
                condition=Q(state__in=["received", "escalated"]),
                name="cases_for_the_office",
            ),
            models.Index(fields=["state", "due_at"], name="cases_by_when_due"),
        ]

    def __str__(self) -> str:
        return f"case {self.pk} about {self.subject_kind} {self.subject_id}"

    @property
    def is_open(self) -> bool:
        """Does it wait for somebody?"""
        return self.state in self.OPEN_STATES

    @property
    def is_sealed(self) -> bool:
        """Does nobody look at the thing itself?"""
        return self.category == Category.CHILD

    @property
    def is_overdue(self) -> bool:
        """Should somebody have decided by now?"""
        return self.is_open and self.due_at < timezone.now()

    @property
    def hours(self) -> int:
        """Give the hours within which somebody decides about such a thing."""
        return Category(self.category).hours

    def add_category(self, category: Category, at) -> None:
        """Take in why one more person reports it: the gravest counts, and the shortest time."""
        order = list(Category)
        if not self.category or order.index(category) < order.index(Category(self.category)):
            self.category = category
        self.is_urgent = Category(self.category).is_urgent
        due_at = at + timedelta(hours=category.hours)
        self.due_at = min(self.due_at, due_at) if self.due_at else due_at


class Report(models.Model):
    """What one person said about one thing. Only those who decide read it, and who it was.

    The words and the address go when the case is closed.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="reports"
    )
    email = models.EmailField(blank=True, help_text="Of somebody signed out who wants an answer.")
    category = models.CharField(max_length=7, choices=Category)
    words = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "reporter"],
                condition=Q(reporter__isnull=False),
                name="one_report_per_case_and_person",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk} in case {self.case_id}"


class HelpContact(models.Model):
    """Whom people turn to when something has happened, with the day on which somebody last made sure.

    Source: R-HC-6 in docs/rules.md.
    """

    #: How long a number may go unchecked before staff are asked to ring it.
    CHECKED_FOR = timedelta(days=182)

    name = models.CharField(max_length=80)
    number = models.CharField("telephone", max_length=40, blank=True)
    text_number = models.CharField("text message", max_length=40, blank=True)
    website = models.URLField(blank=True)
    who_for = models.CharField("what for", max_length=200)
    hours = models.CharField("when", max_length=120, blank=True, help_text="Such as: day and night.")
    is_urgent = models.BooleanField(
        "for emergencies", default=False, help_text="Stands first, and on what people see who report danger."
    )
    sort_order = models.PositiveIntegerField("place in the list", default=10)
    source = models.CharField(max_length=200, help_text="Where this was read, and when. Only staff see it.")
    last_checked_date = models.DateField(
        null=True, blank=True, help_text="The day on which somebody rang or opened it. Empty: not yet."
    )

    objects = HelpContactQuerySet.as_manager()

    class Meta:
        ordering = ["-is_urgent", "sort_order", "pk"]

    def __str__(self) -> str:
        return f"{self.name}: {self.number or self.text_number or self.website}"

    @property
    def website_name(self) -> str:
        """Give its web address as people say it."""
        return self.website.partition("//")[2].removeprefix("www.").rstrip("/")

    @property
    def is_check_due(self) -> bool:
        """Has nobody made sure of it for half a year? Emergency numbers are not rung to see."""
        if self.is_urgent:
            return False
        oldest = timezone.localdate() - self.CHECKED_FOR
        return self.last_checked_date is None or self.last_checked_date < oldest
