"""Ending one's own sign-ins, wherever they are."""

from collections.abc import Collection

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from communities.access import record_access_change
from communities.audit import record_audit
from communities.models import User


@transaction.atomic
def end_sessions(*, user: User, sessions: Collection[UserSession]) -> int:
    """End these sign-ins of this person, and have open pages asked again; gives how many were ended.

    What belongs to somebody else, or has ended already, is left alone.
    """
    rows = UserSession.objects.filter(user=user, pk__in=[session.pk for session in sessions])
    keys = list(rows.values_list("session_key", flat=True))
    if not keys:
        return 0
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    record_access_change(user=user)
    record_audit(action="communities.sessions_ended", by=user, about=user)
    return len(keys)
