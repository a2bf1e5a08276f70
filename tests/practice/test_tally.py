"""Counting what came of guidance: one Organisation counts once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from practice.models import PracticeRecord
from practice.tally import Tally
from tests.practice.factories import colleague, make_record
from tests.resources.factories import GuideFactory

pytestmark = pytest.mark.django_db


def tally() -> Tally:
    return Tally.of(PracticeRecord.objects.in_sight())


def test_each_organisation_counts_once_by_what_it_said_last():
    page, author = GuideFactory(), colleague()
    a_year_ago = timezone.now() - timedelta(days=365)
    make_record(page, author, outcome="too-early", at=a_year_ago)
    make_record(page, author, outcome="did-not")
    make_record(page, colleague(organisation=author.organisation), outcome="worked", at=a_year_ago)
    make_record(page, outcome="worked")

    found = tally()

    assert found.sentence == "Tried by 2 organisations: 1 worked, 1 did not"
    assert found.record_count == 4


def test_an_organisation_that_is_gone_still_counts():
    record = make_record(outcome="partly")
    make_record(outcome="partly")

    record.organisation.delete()

    assert tally().sentence == "Tried by 2 organisations: 2 partly worked"


def test_drafts_and_what_is_out_of_sight_count_for_nobody():
    make_record(draft=True)
    hidden = make_record()
    PracticeRecord.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())

    assert tally().sentence == ""
    assert tally().organisation_count == 0


def test_the_newest_of_each_outcome_is_named():
    page = GuideFactory()
    make_record(page, outcome="worked", at=timezone.now() - timedelta(days=2))
    newest = make_record(page, outcome="worked")
    failed = make_record(page, outcome="did-not")

    assert tally().latest == {"worked": newest.pk, "did-not": failed.pk}


def test_for_those_who_are_told_no_names_the_sum_tells_none():
    page, author = GuideFactory(), colleague()
    make_record(page, author, outcome="worked")
    make_record(page, author, outcome="did-not", is_named=False)

    outside = Tally.of(PracticeRecord.objects.in_sight(), knows_names=False)

    assert outside.organisation_count == 2
    assert tally().organisation_count == 1
