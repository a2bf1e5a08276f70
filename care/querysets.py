"""Who may see which reports, as queries."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from communities.models import Community, User
    from communities.querysets import Viewer


class CaseQuerySet(models.QuerySet):
    """Cases, by who decides about them."""

    def open(self) -> CaseQuerySet:
        """Keep those that nobody has decided."""
        return self.filter(state__in=["received", "escalated"])

    def without_part_of(self, person: User) -> CaseQuerySet:
        """Keep those about what this person neither wrote nor reported: of others they learn nothing."""
        return self.filter(_has_no_part(person))

    def waiting_for(self, lead: User, communities: models.QuerySet[Community]) -> CaseQuerySet:
        """Keep those that wait for the Leads of these Communities, and in which this one has no part."""
        return self.filter(state="received", community__in=communities).without_part_of(lead)

    def for_office(self, staff: User) -> CaseQuerySet:
        """Keep those that wait for the network's office, and in which this one of staff has no part."""
        return self.open().filter(office_since__isnull=False).without_part_of(staff)

    def overdue(self, at: datetime) -> CaseQuerySet:
        """Keep those that wait for Leads longer than they should, and of which the office knows nothing yet."""
        return self.filter(state="received", due_at__lt=at, office_since=None)

    def decided_before(self, at: datetime) -> CaseQuerySet:
        """Keep those decided before a moment that are not closed."""
        return self.filter(state="decided", decided_at__lt=at)


class ReportQuerySet(models.QuerySet):
    """Reports. They are their reporter's; who decides reads them through the case."""

    def visible_to(self, viewer: Viewer) -> ReportQuerySet:
        """Keep what this viewer reported, newest first, with its case."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(reporter=viewer).select_related("case__community").order_by("-pk")


class HelpContactQuerySet(models.QuerySet):
    """Numbers and addresses for help."""

    def check_due(self, today: date) -> HelpContactQuerySet:
        """Keep those that nobody made sure of for half a year. Emergency numbers are not rung to see."""
        oldest = today - timedelta(days=182)
        return self.filter(is_urgent=False).filter(
            Q(last_checked_date=None) | Q(last_checked_date__lt=oldest)
        )


def _has_no_part(person: User) -> Q:
    from care.models import Report  # the models are made of these querysets
    from discussions.models import MaskedAuthor

    own = Report.objects.filter(case=OuterRef("pk"), reporter=person)
    masked = MaskedAuthor.objects.filter(author=person).values("post")
    # An author that is nobody's is no reason to leave it out: null is neither this person nor another.
    is_theirs = Q(author=person, author__isnull=False) | Q(subject_kind="post", subject_id__in=masked)
    return ~is_theirs & ~Q(Exists(own))
