"""What pulls a review forward, whom it is told, and what ends it."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone

from discussions.actions import mark_answer
from discussions.models import Thread
from freshness.actions import consider_questions, due_soon
from freshness.models import ReviewCall
from freshness.tasks import remind_to_review
from practice.actions import change_record, delete_record, put_hidden, put_in_sight
from resources.models import GuidePage
from tests.communities.factories import CommunityFactory, UserFactory
from tests.discussions.factories import make_reply
from tests.passages.factories import make_page, make_passage, talk_about
from tests.practice.factories import FACTS, colleague, make_record
from tests.resources.factories import ChapterFactory, GuideFactory

pytestmark = pytest.mark.django_db

LATER = timezone.localdate() + timedelta(days=400)


def due(page) -> date | None:
    return GuidePage.objects.get(pk=page.pk).review_due_date


def editor() -> UserFactory:
    person = UserFactory()
    person.groups.add(Group.objects.get(name="Editors"))
    return person


def open_question(page, community=None, days: int = 31, **facts) -> Thread:
    thread = talk_about(
        make_passage(page), community or CommunityFactory(open=True), kind=Thread.Kind.QUESTION, **facts
    )
    Thread.objects.filter(pk=thread.pk).update(started_at=timezone.now() - timedelta(days=days))
    return thread


def test_two_organisations_for_which_it_did_not_work_pull_the_review_forward():
    page = GuideFactory(review_due_date=LATER)
    make_record(page, outcome="did-not")
    make_record(page, outcome="worked")
    assert due(page) == LATER

    make_record(ChapterFactory(parent=page), outcome="did-not")

    assert due(page) == timezone.localdate()
    assert ReviewCall.objects.get().reason == "did-not-work"


def test_one_organisation_twice_and_failures_of_before_the_last_review_do_not():
    page, reviewed = (
        GuideFactory(review_due_date=LATER),
        GuideFactory(review_due_date=LATER, reviewed_date=timezone.localdate()),
    )
    author = colleague()

    for _ in range(2):
        make_record(page, author, outcome="did-not")
        make_record(reviewed, outcome="did-not")

    assert due(page) == due(reviewed) == LATER
    assert not ReviewCall.objects.exists()


def test_a_question_left_open_for_thirty_days_pulls_the_review_forward():
    page, fresh = make_page(review_due_date=LATER), make_page(review_due_date=LATER)
    open_question(page)
    open_question(fresh, days=29)

    assert consider_questions(at=timezone.now()) == 1

    assert (due(page), due(fresh)) == (timezone.localdate(), LATER)


@pytest.mark.parametrize("privacy", ["members", "private", "confidential"])
def test_a_question_in_a_narrower_room_is_told_to_no_editor(privacy):
    page = make_page(review_due_date=LATER)
    open_question(page, CommunityFactory(**{privacy: True}))

    assert consider_questions(at=timezone.now()) == 0
    assert due(page) == LATER


def test_an_answered_question_calls_for_nothing():
    page = make_page(review_due_date=LATER)
    thread = open_question(page)
    mark_answer(thread=thread, post=make_reply(thread), marker=thread.author)

    assert consider_questions(at=timezone.now()) == 0


def test_the_same_call_is_made_once_and_ends_with_a_review():
    page = make_page(review_due_date=LATER)
    open_question(page)
    for _ in range(2):
        consider_questions(at=timezone.now())
    assert ReviewCall.objects.count() == 1

    reviewed = GuidePage.objects.get(pk=page.pk)
    reviewed.reviewed_date, reviewed.review_due_date = timezone.localdate(), LATER
    reviewed.save_revision().publish()

    assert ReviewCall.objects.get().ended_at
    assert due(page) == LATER


def test_an_edit_that_is_no_review_does_not_put_the_date_back():
    page = make_page(review_due_date=LATER)
    page.save_revision()
    open_question(page)
    consider_questions(at=timezone.now())

    page.get_latest_revision().publish()

    assert due(page) == timezone.localdate()
    assert ReviewCall.objects.get().ended_at is None


def test_readers_are_warned_from_the_day_on(client):
    yesterday = timezone.localdate() - timedelta(days=1)
    late, early = GuideFactory(review_due_date=yesterday), GuideFactory(review_due_date=LATER)
    chapter = ChapterFactory(parent=late)

    for page, is_warned in ((late, True), (chapter, True), (early, False)):
        assert ("was to be looked at again by" in client.get(page.url).content.decode()) == is_warned


def test_its_owner_is_reminded_once_before_the_day(mailoutbox):
    owner, soon = editor(), timezone.localdate() + timedelta(days=10)
    page = GuideFactory(owner=owner, review_due_date=soon)
    GuideFactory(owner=owner, review_due_date=LATER)

    for _ in range(2):
        remind_to_review.func(page.pk, owner.pk, soon.isoformat())
        remind_to_review.func(page.pk, owner.pk, LATER.isoformat())

    assert [letter.to for letter in mailoutbox] == [[owner.email]]
    assert page.title in mailoutbox[0].subject


def test_nobody_is_reminded_who_may_not_publish_it(mailoutbox):
    soon = timezone.localdate()
    page = GuideFactory(review_due_date=soon)

    remind_to_review.func(page.pk, UserFactory().pk, soon.isoformat())

    assert not mailoutbox


@pytest.mark.parametrize("has_left", [True, False])
def test_where_its_owner_has_left_every_editor_is_told(has_left, mailoutbox):
    owner, other = editor(), editor()
    GuideFactory(owner=owner, review_due_date=timezone.localdate())
    if has_left:
        owner.is_active = False
        owner.save()

    call_command("look_for_reviews")

    assert [letter.to for letter in mailoutbox] == [[other.email if has_left else owner.email]]


def test_nobody_is_reminded_to_review_what_another_page_replaces():
    old = GuideFactory(review_due_date=timezone.localdate())
    due_before = list(due_soon(timezone.localdate(), timedelta(days=14)))
    GuidePage.objects.filter(pk=old.pk).update(replaced_by=GuideFactory().pk)

    assert [page.pk for page in due_before] == [old.pk]
    assert not due_soon(timezone.localdate(), timedelta(days=14))


@pytest.mark.parametrize("how", ["deleted", "hidden", "changed"])
def test_a_call_ends_and_the_date_goes_back_when_what_caused_it_is_gone(how):
    page = GuideFactory(review_due_date=LATER)
    first, author = make_record(page, outcome="did-not"), colleague()
    make_record(page, author, outcome="did-not")
    assert due(page) == timezone.localdate()

    if how == "deleted":
        delete_record(record=first, by=first.author)
    elif how == "hidden":
        put_hidden(first, by=editor(), reason="Names a child", at=timezone.now())
    else:
        facts = FACTS | {"outcome": "worked"}
        change_record(record=first, editor=first.author, at=timezone.now(), publish=True, **facts)

    assert due(page) == LATER
    assert ReviewCall.objects.get().ended_at


def test_a_record_that_comes_back_into_sight_calls_again():
    page = GuideFactory(review_due_date=LATER)
    first = make_record(page, outcome="did-not")
    make_record(page, outcome="did-not")
    put_hidden(first, by=editor(), reason="Names a child", at=timezone.now())
    assert due(page) == LATER

    put_in_sight(first)

    assert due(page) == timezone.localdate()


def test_the_date_stays_forward_while_something_else_calls_and_goes_back_with_the_last():
    page = make_page(review_due_date=LATER)
    first = make_record(page, outcome="did-not")
    make_record(page, outcome="did-not")
    open_question(page)
    consider_questions(at=timezone.now())

    delete_record(record=first, by=first.author)

    assert due(page) == timezone.localdate()
    assert ReviewCall.objects.get(ended_at=None).due_before == LATER


def test_a_date_that_an_editor_moved_meanwhile_is_left_alone():
    page = GuideFactory(review_due_date=LATER)
    first = make_record(page, outcome="did-not")
    make_record(page, outcome="did-not")
    own = timezone.localdate() + timedelta(days=3)
    GuidePage.objects.filter(pk=page.pk).update(review_due_date=own)

    delete_record(record=first, by=first.author)

    assert due(page) == own
