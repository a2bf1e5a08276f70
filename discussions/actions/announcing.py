"""Telling every member of a Community about an announcement, once, and calling it off in time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied

from communities.db import writes
from communities.models import Community, Decision, User
from discussions import letters, permissions
from discussions.actions.threads import record_about_thread
from discussions.announcing import written_to
from discussions.locks import locked_thread
from discussions.models import Announcement, Thread

#: How long an announcement may be taken back before the first letter leaves.
SECOND_THOUGHTS = timedelta(minutes=2)

#: The kind of decision that telling everybody is.
TOLD = "told-to-all"


@writes
def announce_to_all(*, thread: Thread, lead: User, announced_at: datetime) -> Announcement:
    """Tell all members of a Thread, on their desks at once and by letter after a moment for second thoughts.

    Raises CannotTakePart, CannotModerate, CannotSpeak and CannotAnnounce.
    """
    thread = locked_thread(thread.pk)
    Community.objects.select_for_update(no_key=True).get(pk=thread.community_id)  # once a day: one at a time
    permissions.check_can_announce_to_all(lead, thread, announced_at)
    announcement = Announcement.objects.create(
        thread=thread,
        community=thread.community,
        by=lead,
        announced_at=announced_at,
        letters_from=announced_at + SECOND_THOUGHTS,
        letter_count=written_to(thread.community, lead).count(),
    )
    record_about_thread(thread, TOLD, by=lead, decided_at=announced_at)
    letters.send_announcement.using(run_after=announcement.letters_from).enqueue(announcement.pk)
    return announcement


def decision_to_tell(thread: Thread) -> Decision | None:
    """Give the standing decision to tell all members of a Thread where it stands now. One query."""
    standing = Decision.objects.log_of(thread.community).standing()
    return standing.filter(kind=TOLD, subject_id=thread.pk).first()


def call_off(decision: Decision, by: User, at: datetime) -> None:
    """Take an announcement back before its letters leave. Raises PermissionDenied once they do."""
    thread = locked_thread(decision.subject_id)
    standing = Announcement.objects.standing().select_for_update().filter(thread=thread)
    announcement = standing.filter(community=decision.community_id).first()
    if announcement is None:
        raise PermissionDenied("This has been called off already.")
    if at >= announcement.letters_from:
        raise PermissionDenied("Its letters are on their way, and what has been sent cannot be called back.")
    announcement.called_off_at = at
    announcement.save(update_fields=["called_off_at"])
    record_about_thread(thread, "told-to-all-called-off", by=by)
