"""What the demonstration's organisations tried, in bulk."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from wagtail.models import Page

from communities.models import User
from demo.content import shapes
from demo.content.practice import TRIED
from practice.models import PracticeRecord


def load_practice(pages: dict[str, int], now: datetime) -> int:
    """Add the records that are not there; `pages` gives the number of a page by key. Give how many were new."""
    people = User.objects.filter(email__endswith=f"@{shapes.MAIL_DOMAIN}").select_related("organisation")
    by_key = {person.email.partition("@")[0]: person for person in people}
    titles = dict(Page.objects.filter(pk__in=pages.values()).values_list("pk", "title"))
    there = set(PracticeRecord.objects.values_list("author", "token"))
    rows = [_row(told, by_key[told.by], pages[told.page], titles, now) for told in TRIED]
    new = [row for row in rows if (row.author_id, row.token) not in there]
    PracticeRecord.objects.bulk_create(new)
    return len(new)


def _row(
    told: shapes.Tried, author: User, page: int, titles: dict[int, str], now: datetime
) -> PracticeRecord:
    facts = asdict(told)
    for name in ("page", "by", "days_ago"):
        del facts[name]
    at = now - timedelta(days=told.days_ago or 1)
    return PracticeRecord(
        page_id=page,
        page_title=titles[page],
        author=author,
        organisation=author.organisation,
        sector=author.organisation.sector if author.organisation else "",
        token=uuid5(NAMESPACE_URL, f"{told.by}/{told.page}"),
        saved_at=at,
        published_at=None if told.days_ago is None else at,
        **facts,
    )
