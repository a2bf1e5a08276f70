"""One gentle question, six weeks after somebody saved a page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reading_lists.models import SavedPage
from tests.communities.factories import UserFactory
from tests.practice.factories import colleague, make_record
from tests.resources.factories import GuideFactory, NewsFactory, make_private

pytestmark = pytest.mark.django_db

ASKED = "Did you try it?"


def save(person, page, *, weeks: float) -> None:
    SavedPage.objects.create(user=person, page=page, saved_at=timezone.now() - timedelta(weeks=weeks))


def desk(client, person) -> str:
    client.force_login(person)
    return client.get("/").content.decode()


@pytest.mark.parametrize(("weeks", "is_asked"), [(5.9, False), (6.1, True), (9.9, True), (10.1, False)])
def test_it_is_asked_from_six_weeks_after_for_four(client, weeks, is_asked):
    person = colleague()
    save(person, GuideFactory(), weeks=weeks)

    assert (ASKED in desk(client, person)) == is_asked


def test_who_said_what_they_tried_or_waved_it_away_is_asked_no_more(client):
    person, other = colleague(), colleague()
    page = GuideFactory()
    for each in (person, other):
        save(each, page, weeks=7)
    make_record(page, person)
    assert ASKED not in desk(client, person)
    assert ASKED in desk(client, other)

    for _ in range(2):  # pressed twice
        client.post(reverse("freshness:leave-alone", args=[page.pk]))

    assert ASKED not in desk(client, other)


def test_nobody_is_asked_about_a_page_that_another_replaces(client):
    person = colleague()
    new = GuideFactory(draft=True)
    save(person, GuideFactory(replaced_by=new), weeks=7)
    assert ASKED in desk(client, person)

    new.save_revision().publish()

    assert ASKED not in desk(client, person)


def test_the_question_is_true_for_all_its_weeks_and_its_ways_out_say_one_thing_each(client):
    person = colleague()
    save(person, GuideFactory(), weeks=9)

    asked = desk(client, person).partition(ASKED)[2].partition("</section>")[0]

    assert "Some weeks ago you saved" in asked
    assert "We tried this</a>" in asked
    assert "Do not ask me about this page again</button>" in asked


def test_one_question_at_a_time_and_none_about_news_or_what_is_shut(client):
    person = colleague()
    news, shut = NewsFactory(), GuideFactory(title="MARKSHUT")
    make_private(shut, "password")
    for page in (news, shut):
        save(person, page, weeks=7)
    assert ASKED not in desk(client, person)
    for _ in range(2):
        save(person, GuideFactory(), weeks=7)

    assert desk(client, person).count(ASKED) == 1


def test_nobody_without_approval_is_asked(client):
    person = UserFactory(unapproved=True)
    save(person, GuideFactory(), weeks=7)

    assert ASKED not in desk(client, person)
