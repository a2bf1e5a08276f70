"""Communities and who belongs to them, as lists ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Now

from communities.querysets.reading import (
    belongs,
    communities_inviting,
    communities_of,
    communities_staff_read,
    is_readable_by,
    takes_part,
)

if TYPE_CHECKING:
    from communities.querysets.reading import Viewer


class CommunityQuerySet(models.QuerySet):
    """Communities, as one viewer may know of them or read them."""

    def visible_to(self, viewer: Viewer) -> CommunityQuerySet:
        """Keep the Communities whose existence this viewer may know of."""
        known = Q(privacy__in=["open", "members"])
        if viewer.is_authenticated:
            known |= Q(privacy="private")
            if takes_part(viewer):
                known |= Q(pk__in=communities_of(viewer, "active"))
                known |= Q(pk__in=communities_inviting(viewer))
                if viewer.is_superuser:
                    known |= Q(pk__in=communities_staff_read(viewer))
        return self.filter(known)

    def readable_by(self, viewer: Viewer) -> CommunityQuerySet:
        """Keep the Communities whose conversations this viewer may read."""
        return self.filter(is_readable_by(viewer))

    def without_lead(self) -> CommunityQuerySet:
        """Keep the Communities that nobody who may take part looks after."""
        from communities.models import Membership  # the models are made of these querysets

        leads = Membership.objects.belonging().leads().filter(community=OuterRef("pk"))
        return self.filter(~Exists(leads))

    def with_membership_of(self, viewer: Viewer) -> CommunityQuerySet:
        """Keep the Communities this viewer belongs to."""
        if not takes_part(viewer):
            return self.none()
        return self.filter(pk__in=communities_of(viewer, "active"))

    def with_leads_known_to(self, viewer: Viewer) -> CommunityQuerySet:
        """Keep the Communities of which this viewer may see who looks after them: `can_see_leads`, as a query."""
        if not viewer.is_authenticated:
            return self.none()
        known = Q(privacy__in=["open", "members"], is_chatham_house=False)
        if takes_part(viewer):
            known |= Q(pk__in=communities_of(viewer, "active"))
        return self.filter(known)

    def for_list(self, viewer: Viewer) -> CommunityQuerySet:
        """Add `member_count`, the viewer's `my_state` and `is_inviting`, and put their own Communities first."""
        from communities.models import Membership  # the models are made of these querysets

        mine: Value | Subquery = Value(None, output_field=models.CharField())
        inviting: Value | Q = Value(False)
        if takes_part(viewer):
            mine = Subquery(Membership.objects.filter(community=OuterRef("pk"), user=viewer).values("state"))
            inviting = Q(pk__in=communities_inviting(viewer))
        return self.annotate(
            member_count=Count("memberships", filter=belongs("memberships__")),
            my_state=mine,
            is_inviting=models.ExpressionWrapper(inviting, output_field=models.BooleanField()),
            is_mine=Case(When(my_state="active", then=0), When(is_inviting=True, then=0), default=1),
        ).order_by("is_mine", "name", "pk")


class MembershipQuerySet(models.QuerySet):
    """Memberships, by state and role."""

    def active(self) -> MembershipQuerySet:
        """Keep the Memberships that stand, those of suspended people included."""
        return self.filter(state="active")

    def belonging(self) -> MembershipQuerySet:
        """Keep the people who count as members: they belong now, and may take part at all."""
        return self.filter(belongs())

    def leads(self) -> MembershipQuerySet:
        """Keep the Memberships of Leads, those of suspended people included."""
        return self.active().filter(role="lead")

    def leads_known_to(self, viewer: Viewer) -> MembershipQuerySet:
        """Keep the Leads who may take part, of the Communities where this viewer may see who they are."""
        from communities.models import Community  # the models are made of these querysets

        return self.belonging().leads().filter(community__in=Community.objects.with_leads_known_to(viewer))

    def for_people_list(self) -> MembershipQuerySet:
        """Keep the people who count as members, Leads first, with what a row shows."""
        people = self.belonging().select_related("user__organisation", "user__place")
        return people.order_by("role", "user__name", "pk")

    def waiting(self) -> MembershipQuerySet:
        """Keep requests of people who may take part that wait for a Lead, oldest first."""
        return self.filter(state="asked", user__is_active=True, user__approved_at__isnull=False).order_by(
            "changed_at", "pk"
        )


class StaffReadingQuerySet(models.QuerySet):
    """What staff read for a stated reason."""

    def standing(self) -> StaffReadingQuerySet:
        """Keep those that give sight now, by the database's clock, to people who are still full staff."""
        return self.filter(
            ended_at=None,
            ends_at__gt=Now(),
            user__is_superuser=True,
            user__is_active=True,
            user__approved_at__isnull=False,
        )
