"""What was decided, what people say to it, and the reasons given often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from communities.models import Community, User
    from communities.querysets.reading import Viewer


class DecisionQuerySet(models.QuerySet):
    """What was decided, as those who decide and those it reaches ask for it."""

    def log_of(self, community: Community) -> DecisionQuerySet:
        """Give what was decided in a Community, newest first, with who and whom."""
        return (
            self.filter(community=community)
            .select_related("community", "by", "about", "undone_by", "unnamed")
            .order_by("-pk")
        )

    def about(self, person: Viewer) -> DecisionQuerySet:
        """Give what was decided about this person, newest first, as far as it was for them to hear."""
        if not person.is_authenticated:
            return self.none()
        from communities import deciding  # its kinds speak of these rows
        from communities.models import Decision, UnnamedPerson  # the models are made of these querysets

        named = Decision.objects.order_by().filter(about=person).values("pk")
        unnamed = UnnamedPerson.objects.order_by().filter(person=person).values("decision")
        # Two short lists by an index each; as one condition with "or", every decision would be looked at.
        told = self.filter(pk__in=named.union(unnamed), kind__in=deciding.kinds_told()).exclude(by=person)
        return told.select_related("community", "undone_by", "appeal").order_by("-pk")

    def standing(self) -> DecisionQuerySet:
        """Keep those that nobody took back."""
        return self.filter(undone_by=None)

    def update(self, **values) -> int:
        """Refuse: what was decided stays as it was written. Raises TypeError."""
        raise TypeError("A decision is written once.")

    def delete(self):
        """Refuse: what was decided stays known. Raises TypeError."""
        raise TypeError("A decision stays.")


class AppealQuerySet(models.QuerySet):
    """What people say to decisions about them."""

    def waiting(self) -> AppealQuerySet:
        """Keep those that nobody answered."""
        return self.filter(answered_at=None)

    def waiting_for(self, reader: User, communities: models.QuerySet) -> AppealQuerySet:
        """Keep those that wait in these Communities for somebody else than who decided: this reader."""
        return self.waiting().filter(decision__community__in=communities).exclude(decision__by=reader)


class ReadyReasonQuerySet(models.QuerySet):
    """Reasons that Leads give often."""

    def offered_in(self, community: Community) -> ReadyReasonQuerySet:
        """Give this Community's own, then the network's."""
        return self.filter(Q(community=community) | Q(community=None)).order_by(
            F("community").asc(nulls_last=True), "pk"
        )

    def sentences_for(self, community: Community) -> list[str]:
        """Give the same as bare sentences, as forms offer them. One query."""
        return list(self.offered_in(community).values_list("words", flat=True))
