"""What people keep to read, as one viewer may see it. Each page in it is asked about each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from wagtail.models import Page

from communities.models import Membership, User
from communities.pages import visible_pages
from communities.querysets.reading import communities_of, takes_part

if TYPE_CHECKING:
    from communities.querysets import Viewer


class SavedPageQuerySet(models.QuerySet):
    """Pages that people put aside."""

    def visible_to(self, viewer: Viewer) -> SavedPageQuerySet:
        """Keep what this viewer saved and may read now."""
        if not viewer.is_authenticated:
            return self.none()
        return self.filter(user=viewer, page__in=_readable(viewer))


class ReadingListQuerySet(models.QuerySet):
    """Reading lists."""

    def owned_by(self, viewer: Viewer) -> ReadingListQuerySet:
        """Keep this viewer's own."""
        return self.filter(owner=viewer) if takes_part(viewer) else self.none()

    def visible_to(self, viewer: Viewer) -> ReadingListQuerySet:
        """Keep the viewer's own and those they may open, by a Community or with the link."""
        if not takes_part(viewer):
            return self.none()
        return self.filter(Q(owner=viewer) | Q(pk__in=self._of_others(viewer).values("pk")))

    def shared_in_communities_of(self, viewer: Viewer) -> ReadingListQuerySet:
        """Keep what others share with the Communities this viewer belongs to."""
        if not takes_part(viewer):
            return self.none()
        return self.filter(pk__in=self._of_others(viewer).filter(_in_community_of(viewer)).values("pk"))

    def with_page_count_for(self, viewer: Viewer) -> ReadingListQuerySet:
        """Add `page_count`: how many of its pages this viewer may read."""
        from reading_lists.models import ListedPage  # the models are made of these querysets

        listed = ListedPage.objects.filter(reading_list=OuterRef("pk"), page__in=_readable(viewer))
        count = listed.order_by().values("reading_list").annotate(count=Count("pk")).values("count")
        return self.annotate(page_count=Coalesce(models.Subquery(count), 0))

    def _of_others(self, viewer: User) -> ReadingListQuerySet:
        # Of people who take part still, and who have not blocked this viewer.
        shared = Q(is_shared_by_link=True) | _in_community_of(viewer)
        owners = User.objects.approved().exclude(pk__in=User.objects.unlisted_to(viewer).values("pk"))
        return self.filter(shared, owner__in=owners.values("pk")).exclude(owner=viewer)


class ListedPageQuerySet(models.QuerySet):
    """Pages on reading lists."""

    def readable_by(self, viewer: Viewer) -> ListedPageQuerySet:
        """Keep the pages this viewer may read; the lists are asked about by themselves."""
        return self.filter(page__in=_readable(viewer))


def _readable(viewer: Viewer) -> models.QuerySet:
    return visible_pages(viewer, Page.objects.all()).values("pk")


def _in_community_of(viewer: User) -> Q:
    """Shared where the viewer belongs, by somebody who belongs there still."""
    owner_belongs = Membership.objects.active().filter(
        community=OuterRef("community"), user=OuterRef("owner")
    )
    return Q(community__in=communities_of(viewer, "active")) & Q(Exists(owner_belongs))
