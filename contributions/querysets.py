"""What was gathered and asked for, by who may know of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from communities.models import User
    from communities.querysets import Viewer
    from discussions.models import Thread


class GatheringQuerySet(models.QuerySet):
    """Gatherings. What may be done with one is asked of its Thread."""

    def visible_to(self, viewer: Viewer) -> GatheringQuerySet:
        """Keep those of Threads this viewer may read."""
        from discussions.models import Thread  # the models are made of these querysets

        return self.filter(thread__in=Thread.objects.visible_to(viewer).values("pk"))


class ContributionQuerySet(models.QuerySet):
    """Posts that were asked for."""

    def asked_of(self, author: User) -> ContributionQuerySet:
        """Keep somebody's own, those that wait for an answer first; nothing that the network's office has sealed."""
        waiting_first = models.Case(models.When(answer="waiting", then=0), default=1)
        return self.filter(author=author, post__sealed_at=None).order_by(
            waiting_first, "-gathering", "post__number"
        )

    def waiting(self) -> ContributionQuerySet:
        """Keep those whose author has not answered, of posts that can be read."""
        return self.filter(
            answer="waiting", post__deleted_at=None, post__hidden_at=None, post__sealed_at=None
        )

    def silenced(self) -> ContributionQuerySet:
        """Keep those whose author had said yes, and is asked again since the room of their words closed."""
        return self.waiting().filter(asked_again_at__isnull=False)

    def to_remind(self, today: date, within: timedelta) -> ContributionQuerySet:
        """Keep those that wait, whose last day comes within this time, whose draft is there: nobody reminded yet."""
        return self.waiting().filter(
            author__isnull=False,
            reminded_at=None,
            asked_again_at=None,
            gathering__page__isnull=False,
            gathering__answer_by__range=(today, today + within),
        )

    def standing(self) -> ContributionQuerySet:
        """Keep those whose words stand on a page."""
        return self.filter(page__isnull=False, voice__is_shown=True)

    def of_thread(self, thread: Thread) -> ContributionQuerySet:
        """Keep those said in a Thread, wherever they were gathered."""
        return self.filter(post__thread=thread)

    def with_all(self) -> ContributionQuerySet:
        """Fetch what answering and showing needs."""
        return self.select_related(
            "gathering__thread__community", "gathering__page", "post__community", "post__organisation",
            "post__thread__community", "author", "voice", "page",
        )  # fmt: skip
