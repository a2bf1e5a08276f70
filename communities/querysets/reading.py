"""Who may read what, as the conditions that every list is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeGuard

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from communities.models import User

    Viewer: TypeAlias = User | AnonymousUser


def is_readable_by(viewer: Viewer, path: str = "") -> Q:
    """Say as a condition that this viewer may read a Community.

    `path` leads to the Community from whatever lies in it ("community__"), so that a list of
    those asks through the join it makes anyway, which costs half of a subquery.
    """
    readable = Q(**{f"{path}privacy": "open"})
    if takes_part(viewer):
        readable |= Q(**{f"{path}pk__in": communities_of(viewer, "active")})
        if viewer.is_superuser:
            readable |= Q(**{f"{path}pk__in": communities_staff_read(viewer)})
    return readable


def belongs(path: str = "") -> Q:
    """Say as a condition that a Membership counts: it stands, and its person may take part."""
    return Q(
        **{
            f"{path}state": "active",
            f"{path}user__is_active": True,
            f"{path}user__approved_at__isnull": False,
        }
    )


def takes_part(viewer: Viewer) -> TypeGuard[User]:
    """Is this viewer signed in, approved and not suspended? Asks nothing of the database."""
    return viewer.is_authenticated and viewer.is_active and viewer.is_approved


def communities_of(viewer: User, *states: str) -> models.QuerySet:
    """Give the ids of Communities where this viewer's Membership is in one of these states."""
    from communities.models import Membership  # the models are made of these querysets

    return Membership.objects.filter(user=viewer, state__in=states).values("community")


def communities_staff_read(viewer: User) -> models.QuerySet:
    """Give the ids of Communities that this viewer reads for a stated reason now."""
    from communities.models import StaffReading  # the models are made of these querysets

    return StaffReading.objects.standing().filter(user=viewer).values("community")


def communities_inviting(viewer: User) -> models.QuerySet:
    """Give the ids of Communities that invite this viewer now."""
    from communities.models import Invitation  # the models are made of these querysets

    invitations = Invitation.objects.standing().of_person(viewer).from_able()
    return invitations.order_by().values("community")
