"""Reading as staff what is not theirs to read: for a stated reason, for a limited time, on the record."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Least

from communities import permissions
from communities.access import foresee_access_change, record_access_change
from communities.actions.decisions import record
from communities.audit import record_audit
from communities.models import Community, StaffReading, User


@transaction.atomic
def start_staff_reading(*, community: Community, by: User, reason: str, started_at: datetime) -> StaffReading:
    """Let one of the staff read this Community until STAFF_READING_MINUTES have gone by; never write.

    A reason given before makes way for this one. Raises CannotTakePart or CannotDecide.
    """
    community = Community.objects.select_for_update().get(pk=community.pk)
    permissions.check_can_read_as_staff(by, community)
    mine = StaffReading.objects.filter(user=by, community=community, ended_at=None)
    mine.update(ended_at=Least("ends_at", started_at))
    reading = StaffReading.objects.create(
        user=by,
        community=community,
        reason=reason,
        started_at=started_at,
        ends_at=started_at + timedelta(minutes=settings.STAFF_READING_MINUTES),
    )
    foresee_access_change(user=by, community=community, at=reading.ends_at)
    record_audit(action="communities.staff_reading", by=by, about=community, reading=reading.pk)
    # The Leads read this, and the reason: it is their room.
    record(
        "staff-reading",
        community=community,
        subject_id=reading.pk,
        by=by,
        reason=reason,
        until=reading.ends_at,
        decided_at=started_at,
    )
    return reading


@transaction.atomic
def end_staff_reading(*, community: Community, by: User, ended_at: datetime) -> None:
    """End one's own reading before its time; open pages fall silent. Ending what has ended changes nothing."""
    ended = StaffReading.objects.standing().filter(user=by, community=community).update(ended_at=ended_at)
    if ended:
        record_access_change(user=by, community=community)
        record_audit(action="communities.staff_reading_end", by=by, about=community)
        record(
            "staff-reading-ended", community=community, subject_id=community.pk, by=by, decided_at=ended_at
        )
