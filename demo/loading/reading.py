"""Saved pages and reading lists."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from communities.models import Community, User
from demo.content.reading import READING_LISTS, SAVED
from demo.content.shapes import MAIL_DOMAIN
from reading_lists.models import ListedPage, ReadingList, SavedPage


def load_reading_lists(pages: dict[str, int], now: datetime) -> int:
    """Add the lists that are not there, and what people saved; `pages` gives the number of a page by key.

    Give the number of new lists.
    """
    people = {user.email.partition("@")[0]: user for user in User.objects.filter(email__endswith=MAIL_DOMAIN)}
    rooms = {room.slug: room for room in Community.objects.all()}
    count = 0
    for told in READING_LISTS:
        made, is_new = ReadingList.objects.get_or_create(
            # The same each time, so that its address is.
            key=uuid5(NAMESPACE_URL, f"{told.owner}/{told.title}"),
            defaults={
                "owner": people[told.owner],
                "title": told.title,
                "intro": told.intro,
                "community": rooms.get(told.community),
                "is_shared_by_link": told.is_shared_by_link,
                "changed_at": now,
            },
        )
        if is_new:
            for key in told.pages:
                ListedPage.objects.create(reading_list=made, page_id=pages[key], added_at=now)
        count += is_new
    for person, keys in SAVED.items():
        for key in keys:
            SavedPage.objects.get_or_create(
                user=people[person], page_id=pages[key], defaults={"saved_at": now}
            )
    return count
