"""Whom to turn to, and reports, as rows: nobody is written to about them."""

from __future__ import annotations

from datetime import datetime, timedelta

from care.models import Case, Category, HelpContact, Report
from communities.models import Decision, User
from demo.content import care, shapes
from discussions.models import Post


def load_help_contacts() -> int:
    """Add whom to turn to, known by name. Give the number that were not there."""
    there = set(HelpContact.objects.values_list("name", flat=True))
    missing = [told for told in care.HELP_CONTACTS if told.name not in there]
    for place, told in enumerate(care.HELP_CONTACTS, start=1):
        if told in missing:
            HelpContact.objects.create(
                name=told.name,
                who_for=told.who_for,
                number=told.number,
                text_number=told.text_number,
                website=told.website,
                hours=told.hours,
                is_urgent=told.is_urgent,
                source=told.source,
                sort_order=place * 10,
            )
    return len(missing)


def load_reports(now: datetime) -> int:
    """Add reports of posts that nobody has reported yet. Give the number that were not there."""
    people = {user.email.partition("@")[0]: user for user in User.objects.all()}
    return sum(_load(told, people, now) for told in care.REPORTS)


def _load(told: shapes.Report, people: dict[str, User], now: datetime) -> bool:
    posts = Post.objects.filter(thread__title=told.thread, number=told.number).select_related("community")
    post = posts.filter(community__slug=told.community).first()
    if post is None or Case.objects.filter(subject_kind="post", subject_id=post.pk).exists():
        return False
    at = now - timedelta(hours=told.hours_ago)
    case = Case(
        subject_kind="post",
        subject_id=post.pk,
        community=post.community,
        author_id=post.author_id,
        opened_at=at,
    )
    case.add_category(Category(told.category), at)
    if told.outcome:
        lead = people[told.decided_by]
        case.state, case.outcome, case.answer = Case.State.DECIDED, told.outcome, told.answer
        case.decided_by, case.decided_at = lead, at + timedelta(hours=1)
    case.save()
    if told.outcome:
        Decision.objects.create(
            kind=f"report-{told.outcome}",
            community=post.community,
            subject_id=case.pk,
            by=case.decided_by,
            reason=told.answer,
            decided_at=case.decided_at or at,
        )
    Report.objects.create(
        case=case, reporter=people[told.reporter], category=told.category, words=told.words, made_at=at
    )
    return True
