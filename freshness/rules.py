"""When a page is looked at next: by an Editor's own date, or by the shortest rule that applies."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from communities.db import writes
from communities.public import bump
from freshness.models import ReviewDate, ReviewRule
from resources.models import GuidancePage, GuidePage


@writes
def plan_review(*, page: GuidancePage) -> None:
    """Give a page that was reviewed its next date by the rules, unless an Editor chose one after the review.

    A date that lies before the last review plans nothing, and one that a rule gave is the rule's to change.
    """
    given = ReviewDate.objects.filter(page=page).first()
    if page.reviewed_date is None:
        return
    is_planned = page.review_due_date is not None and page.review_due_date > page.reviewed_date
    if is_planned and (given is None or given.due_date != page.review_due_date):
        ReviewDate.objects.filter(page=page).delete()
        return
    if rule := shortest_rule(page):
        _set(page, rule, rule.date_after(page.reviewed_date))


def shortest_rule(page: GuidancePage) -> ReviewRule | None:
    """Give the rule by which a page keeps the shortest; of two that are equal, the one about its topic."""
    kinds = [page.kind_slug]
    if isinstance(page, GuidePage) and page.live_chapters().exists():
        kinds.append(ReviewRule.Kind.CHAPTER)
    applying = ReviewRule.objects.filter(Q(kind__in=kinds) | Q(topic__in=page.topic_list))
    return applying.order_by("months", "kind", "pk").first()


def _set(page: GuidancePage, rule: ReviewRule, due: date) -> None:
    page.review_due_date = due
    GuidancePage.objects.filter(pk=page.pk).update(review_due_date=due)
    ReviewDate.objects.update_or_create(
        page_id=page.pk,
        defaults={"due_date": due, "months": rule.months, "rule": rule},
    )
    bump("guidance")
