"""Calling for a review, ending the call, and keeping what readers say."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from communities.db import looks_again, writes
from communities.models import Community, User
from communities.public import bump
from discussions.models import Thread
from freshness.models import Feedback, LeftAlone, ReviewCall
from passages.models import Passage
from practice.models import Outcome, PracticeRecord
from practice.tally import Tally
from resources.models import GuidancePage

#: Organisations that say it did not work, before a page is looked at again.
FAILURES = 2
#: For how long a question about a passage may stand open.
PATIENCE = timedelta(days=30)


@writes
def consider_records(*, page: Page, at: datetime) -> None:
    """Call for a review of the guidance a page belongs to, where enough was tried of it since the last and failed.

    A call of before is taken back where what caused it has been deleted, hidden or changed since.
    """
    guidance = guidance_of(page)
    if guidance is None:
        return
    records = PracticeRecord.objects.in_sight().about(guidance)
    if guidance.reviewed_date:
        records = records.filter(published_at__date__gt=guidance.reviewed_date)
    if Tally.of(records).counts[Outcome.DID_NOT] >= FAILURES:
        _call(guidance, ReviewCall.Reason.DID_NOT_WORK, at)
    else:
        _take_back(guidance, ReviewCall.Reason.DID_NOT_WORK, at)


@writes
def consider_questions(*, at: datetime) -> int:
    """Call for a review of guidance with a question about its words that stood open too long; give of how much.

    Only questions that everybody may read count: that a narrower room has one is nobody else's business.
    """
    asked = Thread.objects.filter(
        passage__in=Passage.objects.placed().values("pk"),
        kind=Thread.Kind.QUESTION,
        answer=None,
        started_at__lt=at - PATIENCE,
        community__privacy=Community.Privacy.OPEN,
        page__live=True,
    )
    pages = {thread.page_id: thread.page for thread in asked.select_related("page")}
    called = {guidance.pk: guidance for page in pages.values() if (guidance := guidance_of(page))}
    for guidance in called.values():
        _call(guidance, ReviewCall.Reason.OPEN_QUESTION, at)
    return len(called)


def guidance_of(page: Page) -> GuidancePage | None:
    """Give the piece of guidance a page is, or is a chapter of."""
    above = [page.path[: end * Page.steplen] for end in range(1, page.depth + 1)]
    return GuidancePage.objects.filter(path__in=above).order_by("-depth").first()


def _call(guidance: GuidancePage, reason: str, at: datetime) -> None:
    if ReviewCall.objects.filter(page=guidance, reason=reason, ended_at=None).exists():
        return
    due_before = guidance.review_due_date
    ReviewCall.objects.create(page=guidance, reason=reason, called_at=at, due_before=due_before)
    pull_forward(guidance, timezone.localdate(at))


def _take_back(guidance: GuidancePage, reason: str, at: datetime) -> None:
    """End a call that nothing stands behind any more; put the date back unless an Editor or another call moved it."""
    call = ReviewCall.objects.filter(page=guidance, reason=reason, ended_at=None).first()
    if call is None:
        return
    call.ended_at = at
    call.save(update_fields=["ended_at"])
    called = timezone.localdate(call.called_at)
    others = ReviewCall.objects.filter(page=guidance, ended_at=None)
    if others.exists():
        others.filter(due_before=called).update(due_before=call.due_before)
    elif guidance.review_due_date == called:
        GuidancePage.objects.filter(pk=guidance.pk).update(review_due_date=call.due_before)
        bump("guidance")


def pull_forward(guidance: GuidancePage, today: date) -> None:
    """Make a page due for review today, unless it has been due already."""
    if guidance.review_due_date is None or guidance.review_due_date > today:
        GuidancePage.objects.filter(pk=guidance.pk).update(review_due_date=today)
        bump("guidance")


@writes
def follow_page(*, page: GuidancePage, at: datetime) -> None:
    """End the calls for a page that was published as looked at since; hold it to its date where it was only edited."""
    for call in ReviewCall.objects.filter(page=page, ended_at=None):
        called = timezone.localdate(call.called_at)
        if page.reviewed_date and page.reviewed_date >= called:
            call.ended_at = at
            call.save(update_fields=["ended_at"])
        else:
            pull_forward(page, called)


@looks_again
@writes
def give_feedback(
    *, page: Page, author: User | None, is_useful: bool, missing: str, token: UUID, at: datetime
) -> Feedback:
    """Keep what a reader says of a page. The same press again is one word, and says what it said last.

    The caller has asked whether they may read it, and how often they did this.
    """
    earlier = Feedback.objects.filter(page=page, token=token).first()
    if earlier is None:
        return Feedback.objects.create(
            page=page, author=author, is_useful=is_useful, missing=missing, token=token, given_at=at
        )
    if earlier.author_id == (author.pk if author else None) and not earlier.is_settled:
        earlier.is_useful, earlier.missing = is_useful, missing
        earlier.save(update_fields=["is_useful", "missing"])
    return earlier


def due_soon(today: date, within: timedelta) -> QuerySet[GuidancePage]:
    """Give live guidance whose review date has come, or comes within this time."""
    return GuidancePage.objects.review_due(today + within).select_related("owner")


@writes
def leave_alone(*, page: Page, person: User, at: datetime) -> None:
    """Ask somebody no more whether they tried a page."""
    LeftAlone.objects.get_or_create(person=person, page=page, defaults={"said_at": at})
