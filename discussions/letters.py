"""Letters about conversations. Each asks again, as it leaves, whether it is still true (TRUST rule 20)."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.timezone import now
from django_tasks import task

from communities.letters import link_to, send_letter
from communities.models import Membership
from discussions import permissions
from discussions.announcing import written_to
from discussions.models import Announcement

log = logging.getLogger(__name__)

#: Letters in one background task, so that other people's letters come between.
LETTERS_A_TASK = 50


@task()
def send_announcement(announcement_id: int) -> None:
    """Send the next letters of an announcement, and hand on to another task while there are more."""
    for _ in range(LETTERS_A_TASK):
        taken = _take_next(announcement_id)
        if taken is None:
            return
        announcement, membership = taken
        try:
            _send(announcement, membership)
        except (OSError, SMTPException):
            log.exception("A letter of announcement %s could not be sent", announcement_id)
            Announcement.objects.filter(pk=announcement_id).update(failed_count=F("failed_count") + 1)
    send_announcement.enqueue(announcement_id)


@transaction.atomic
def _take_next(announcement_id: int) -> tuple[Announcement, Membership] | None:
    """Take whoever comes next, so that nobody writes to them twice; None where no letter may leave any more."""
    going_on = Announcement.objects.standing().filter(pk=announcement_id, finished_at=None)
    announcement = (
        going_on.select_for_update(of=("self",))
        .select_related("thread__community", "community", "by")
        .first()
    )
    if announcement is None or now() < announcement.letters_from:
        return None
    membership = None
    if permissions.still_stands(announcement):
        # Who came in since was not to be told.
        there = written_to(announcement.community, announcement.by).filter(
            pk__gt=announcement.reached, joined_at__lte=announcement.announced_at
        )
        membership = there.select_related("user").order_by("pk").first()
    if membership is None:
        announcement.finished_at = now()
        announcement.save(update_fields=["finished_at"])
        return None
    announcement.reached, announcement.sent_count = membership.pk, announcement.sent_count + 1
    announcement.save(update_fields=["reached", "sent_count"])
    return announcement, membership


def _send(announcement: Announcement, membership: Membership) -> None:
    community, thread = announcement.community, announcement.thread
    # The number alone where an address can be a name; it leads on to the whole address.
    path = reverse("discussions:thread-number", args=[community.slug, thread.pk])
    if community.is_confidential:
        path = reverse("communities:community-number", args=[community.pk])
        send_letter("communities/email/confidential", membership.user, link=link_to(path))
        return
    send_letter(
        "discussions/email/announced",
        membership.user,
        community=community,
        # What was said under the Chatham House Rule leaves the room in no letter (TRUST rule 56).
        title="" if community.is_chatham_house else thread.title,
        link=link_to(path),
    )
