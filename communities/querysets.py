"""Who may see what, as queries. `visible_to` and `readable_by` are the only doors to lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from communities.models import User

    Viewer = User | AnonymousUser


class UserQuerySet(models.QuerySet):
    """People, as lists ask for them."""

    def approved(self) -> UserQuerySet:
        """Keep people who may take part: approved and not suspended."""
        return self.filter(approved_at__isnull=False, is_active=True)

    def waiting_for_approval(self) -> UserQuerySet:
        """Keep people whose address is proven and whom staff have not let in yet, oldest first."""
        return self.filter(
            approved_at__isnull=True, is_active=True, emailaddress__verified=True
        ).order_by("joined_at", "pk").distinct()


class CommunityQuerySet(models.QuerySet):
    """Communities, as one viewer may know of them or read them."""

    def visible_to(self, viewer: Viewer) -> CommunityQuerySet:
        """Keep the Communities whose existence this viewer may know of."""
        known = Q(privacy__in=["open", "members"])
        if viewer.is_authenticated:
            known |= Q(privacy="private")
            if _takes_part(viewer):
                known |= _has_membership(viewer, "active", "invited")
        return self.filter(known)

    def readable_by(self, viewer: Viewer) -> CommunityQuerySet:
        """Keep the Communities whose conversations this viewer may read."""
        readable = Q(privacy="open")
        if _takes_part(viewer):
            readable |= _has_membership(viewer, "active")
        return self.filter(readable)

    def with_membership_of(self, viewer: Viewer) -> CommunityQuerySet:
        """Keep the Communities this viewer belongs to."""
        if not _takes_part(viewer):
            return self.none()
        return self.filter(_has_membership(viewer, "active"))


class MembershipQuerySet(models.QuerySet):
    """Memberships, by state and role."""

    def active(self) -> MembershipQuerySet:
        """Keep the Memberships of people who belong now."""
        return self.filter(state="active")

    def leads(self) -> MembershipQuerySet:
        """Keep the Memberships of people who look after a Community now."""
        return self.active().filter(role="lead")

    def waiting(self) -> MembershipQuerySet:
        """Keep requests that wait for a Lead, oldest first."""
        return self.filter(state="asked").order_by("changed_at", "pk")


def _takes_part(viewer: Viewer) -> bool:
    return viewer.is_authenticated and viewer.is_active and viewer.is_approved


def _has_membership(viewer: User, *states: str) -> Q:
    from communities.models import Membership  # the models are made of these querysets

    return Q(
        Exists(Membership.objects.filter(community=OuterRef("pk"), user=viewer, state__in=states))
    )
