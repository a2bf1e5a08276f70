"""Files and folders of Communities, as lists ask for them. `visible_to` is the only door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from communities.querysets import is_readable_by

if TYPE_CHECKING:
    from communities.models import Organisation, User
    from communities.querysets import Viewer
    from files.models import FileVersion


class FolderQuerySet(models.QuerySet):
    """Folders, by whose they are."""

    def visible_to(self, viewer: Viewer) -> FolderQuerySet:
        """Keep the folders of Communities this viewer may read."""
        return self.filter(is_readable_by(viewer, "community__"))

    def with_path(self) -> FolderQuerySet:
        """Fetch the folders that lead to each, and its Community."""
        return self.select_related("community", "parent__parent")


class KeptFileQuerySet(models.QuerySet):
    """Files of Communities, by who may have them and how they are listed."""

    def visible_to(self, viewer: Viewer) -> KeptFileQuerySet:
        """Keep the files this viewer may have: in sight, where they may read; their own out of sight too.

        What is sealed is nobody's.
        """
        in_sight = Q(hidden_at=None)
        if viewer.is_authenticated:
            in_sight |= Q(added_by=viewer)
        return self.unsealed().filter(is_readable_by(viewer, "community__"), in_sight)

    def in_sight(self) -> KeptFileQuerySet:
        """Keep what nobody took out of sight; of their own, `visible_to` gives people that too, for where it lies."""
        return self.filter(hidden_at=None)

    def sent(self) -> KeptFileQuerySet:
        """Keep those that people can have: others wait for the scanner, or are kept apart by it."""
        from discussions.models.stored_file import SENT_STATES  # the models are made of these querysets

        return self.filter(current__state__in=SENT_STATES)

    def added_by(self, person: User) -> KeptFileQuerySet:
        """Keep what somebody added, as far as other pages may tell so. The caller asks `visible_to` as well.

        Nothing from a room under the Chatham House Rule, whoever looks, and nothing out of sight.
        """
        return self.filter(added_by=person, hidden_at=None, community__is_chatham_house=False)

    def added_for(self, organisation: Organisation) -> KeptFileQuerySet:
        """Keep what was added by listed people who then worked for an Organisation and may take part today.

        As narrow as `added_by`: what somebody had taken off their own page is not gathered on another.
        """
        added = self.filter(organisation=organisation, hidden_at=None, community__is_chatham_house=False)
        return added.filter(
            added_by__is_active=True, added_by__approved_at__isnull=False, added_by__is_listed=True
        )

    def latest_added(self) -> KeptFileQuerySet:
        """Order by when they were added, newest first, with what a row that names nobody shows."""
        return self.select_related("community", "current").defer("current__text").order_by("-added_at", "-pk")

    def unsealed(self) -> KeptFileQuerySet:
        """Leave out what the network's office has locked."""
        return self.filter(sealed_at=None)

    def for_list(self) -> KeptFileQuerySet:
        """Fetch what one row of a list shows; topics and the words inside are left alone."""
        return (
            self.select_related("community", "current", "added_by", "folder__parent__parent")
            .defer("current__text")
            .prefetch_related("topics")
        )

    def said_like(self, words: str) -> KeptFileQuerySet:
        """Keep files whose title, description or file name holds each of these words."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(title__icontains=word) | Q(description__icontains=word) | Q(current__name__icontains=word)
            )
        return found

    def newest_first(self) -> KeptFileQuerySet:
        """Order by what changed last."""
        return self.order_by("-changed_at", "-pk")

    def by_name(self) -> KeptFileQuerySet:
        """Order as a shelf is ordered."""
        return self.order_by(Lower("title"), "pk")


def waiting_versions() -> models.QuerySet[FileVersion]:
    """Give the versions about which the scanner has yet to say something."""
    from files.models import FileVersion  # the models are made of these querysets

    return FileVersion.objects.filter(state=FileVersion.State.WAITING).defer("text")
