"""People and where they work, as lists ask for them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from communities.querysets.reading import takes_part

if TYPE_CHECKING:
    from communities.querysets.reading import Viewer


class UserQuerySet(models.QuerySet):
    """People, as lists ask for them."""

    def approved(self) -> UserQuerySet:
        """Keep people who may take part: approved and not suspended."""
        return self.filter(approved_at__isnull=False, is_active=True)

    def waiting_for_approval(self) -> UserQuerySet:
        """Keep people with a proven address to whom staff have said neither yes nor no, oldest first."""
        from allauth.account.models import EmailAddress  # its models need ours to be loaded

        proven = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
        return self.filter(
            Exists(proven), approved_at__isnull=True, declined_at__isnull=True, is_active=True
        ).order_by("joined_at", "pk")

    def visible_to(self, viewer: Viewer) -> UserQuerySet:
        """Keep the people whose profile this viewer may open: members of the network see one another."""
        if not viewer.is_authenticated:
            return self.none()
        # Whoever takes part is among the approved, and a plain condition is what the indexes answer.
        return self.approved() if takes_part(viewer) else self.filter(pk=viewer.pk)

    def listed(self) -> UserQuerySet:
        """Keep the people whom lists of the network may name."""
        return self.filter(is_listed=True)

    def listed_to(self, viewer: Viewer) -> UserQuerySet:
        """Keep the people whom lists name to this viewer: who blocked them is as if not listed at all.

        The network's office is shown everybody who is listed.
        """
        from communities.models import User  # the models are made of these querysets

        return self.listed().exclude(pk__in=User.objects.unlisted_to(viewer).values("pk"))

    def unlisted_to(self, viewer: Viewer) -> UserQuerySet:
        """Keep the people whom lists keep from this viewer alone, who must not learn of it: who blocked them."""
        from communities.models import Quiet  # the models are made of these querysets

        if not viewer.is_authenticated or viewer.is_superuser:
            return self.none()
        return self.filter(pk__in=Quiet.objects.filter(other=viewer, is_block=True).values("person"))

    def with_proven_address(self, email: str) -> UserQuerySet:
        """Keep whoever has proven this address, whatever its case."""
        from allauth.account.models import EmailAddress  # its models need ours to be loaded

        proven = EmailAddress.objects.filter(email__iexact=email, verified=True)
        return self.filter(pk__in=proven.values("user"))


class PlaceQuerySet(models.QuerySet):
    """Places, by edition."""

    def offered(self, chosen: Collection[int | None] = ()) -> PlaceQuerySet:
        """Keep each nation's newest edition, by name: what people choose from, with what they chose earlier."""
        newest = self.model._default_manager.filter(nation=OuterRef("nation")).order_by("-year")
        current = Q(year=Subquery(newest.values("year")[:1]))
        return self.filter(current | Q(pk__in=[pk for pk in chosen if pk])).order_by("name", "pk")


class QuietQuerySet(models.QuerySet):
    """Whom people have muted or blocked. It is theirs alone."""

    def by(self, person: Viewer) -> QuietQuerySet:
        """Keep what this person chose; nothing for the signed-out."""
        return self.filter(person=person.pk) if person.is_authenticated else self.none()
