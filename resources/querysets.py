"""Lists of guidance, as one viewer may see them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Case, QuerySet, When
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from communities.models import Community, Membership
from communities.pages import visible_pages

if TYPE_CHECKING:
    from communities.models import Organisation, User
    from communities.querysets import Viewer


def behind_others(last: Collection[int]) -> list[Case]:
    """Give what to order pages by first, so that these stand behind all others; nothing where there are none."""
    return [Case(When(pk__in=last, then=1), default=0)] if last else []


class GuidancePageQuerySet(PageQuerySet):
    """Guidance pages of every kind."""

    def visible_to(self, viewer: Viewer) -> GuidancePageQuerySet:
        """Keep the live pages this viewer may read."""
        return visible_pages(viewer, self)

    def looked_after_by(self, person: User, viewer: Viewer) -> GuidancePageQuerySet:
        """Keep what is kept true by the Communities somebody leads, as far as this viewer may know that.

        Nothing of a Community under the Chatham House Rule, whoever looks.
        """
        leads = Membership.objects.leads_known_to(viewer).filter(user=person)
        return self.filter(
            steward__in=leads.values("community"),
            steward__is_chatham_house=False,
            steward__privacy__in=[Community.Privacy.OPEN, Community.Privacy.MEMBERS],
        )

    def written_by(self, organisation: Organisation) -> GuidancePageQuerySet:
        """Keep what names an Organisation among its authors."""
        return self.filter(authors__organisation=organisation)

    def newest_first(self, last: Collection[int] = ()) -> GuidancePageQuerySet:
        """Order by first publication, newest first, and then by number; these behind all others."""
        return self.order_by(*behind_others(last), "-published_date", "-pk")

    def with_topics(self) -> GuidancePageQuerySet:
        """Fetch the topics of all rows in one query."""
        return self.prefetch_related("tagged_items__tag")

    def review_due(self, today: date) -> GuidancePageQuerySet:
        """Keep live pages whose next review date has come and that no other replaces, longest overdue first."""
        from resources.replacing import Replacements  # which asks the pages that are made of these querysets

        due = self.live().filter(review_due_date__lte=today).exclude(pk__in=Replacements().replaced)
        return due.order_by("review_due_date", "pk")


class ChapterPageQuerySet(PageQuerySet):
    """Chapters, by whose they are."""

    def of_guides(self, paths: Collection[str] | QuerySet) -> ChapterPageQuerySet:
        """Keep the chapters of the guides that stand at these places in the tree."""
        above = Substr("path", 1, Length("path") - Page.steplen)
        return self.annotate(above=above).filter(above__in=paths)


ChapterPageManager = PageManager.from_queryset(ChapterPageQuerySet)
GuidancePageManager = PageManager.from_queryset(GuidancePageQuerySet)
