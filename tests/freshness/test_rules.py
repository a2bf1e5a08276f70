"""How long guidance keeps, by its kind and its topics."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from communities.models import Topic
from freshness.models import ReviewDate, ReviewRule
from resources.models import GuidancePage
from tests.communities.factories import UserFactory
from tests.freshness.test_reviews import editor
from tests.resources.factories import CaseStudyFactory, ChapterFactory, GuideFactory, LinkedResourceFactory

pytestmark = pytest.mark.django_db

REVIEWED = date(2026, 11, 30)


def rule(months: int, **what) -> ReviewRule:
    return ReviewRule.objects.update_or_create(**what, defaults={"months": months})[0]


def topic(name: str = "Hate crime") -> Topic:
    return Topic.objects.create(name=name, slug=name.lower().replace(" ", "-"))


def publish(page, *topics, **facts):
    page = GuidancePage.objects.get(pk=page.pk).specific
    for name, value in facts.items():
        setattr(page, name, value)
    page.topics.set(topics)
    page.save_revision().publish()
    return GuidancePage.objects.get(pk=page.pk)


def test_a_new_hub_begins_with_a_rule_for_each_kind():
    assert set(ReviewRule.objects.values_list("kind", "months")) == {
        ("guide", 24),
        ("chapter", 24),
        ("case-study", 36),
        ("linked-resource", 12),
    }


@pytest.mark.parametrize(
    ("factory", "due"),
    [
        (GuideFactory, date(2028, 11, 30)),
        (CaseStudyFactory, date(2029, 11, 30)),
        (LinkedResourceFactory, date(2027, 11, 30)),
    ],
)
def test_a_page_published_as_reviewed_gets_the_date_of_its_kind(factory, due):
    assert publish(factory(), reviewed_date=REVIEWED).review_due_date == due


def test_a_page_that_nobody_reviewed_gets_none():
    assert publish(GuideFactory()).review_due_date is None


def test_the_shortest_rule_counts_and_the_page_says_why(client):
    hate, trust = topic(), topic("Trust")
    rule(12, topic=hate)
    rule(18, topic=trust)
    page = publish(GuideFactory(), trust, hate, reviewed_date=REVIEWED)

    words = client.get(page.url).content.decode()

    assert page.review_due_date == date(2027, 11, 30)
    assert "every 12 months, because it is about hate crime" in words


def test_a_longer_rule_of_a_topic_lengthens_nothing(client):
    slow = topic("History")
    rule(60, topic=slow)
    page = publish(GuideFactory(), slow, reviewed_date=REVIEWED)

    assert page.review_due_date == date(2028, 11, 30)
    assert "every 24 months, as guides are" in client.get(page.url).content.decode()


def test_a_guide_with_chapters_keeps_no_longer_than_they_do():
    rule(6, kind="chapter")
    page, short = GuideFactory(), GuideFactory()
    ChapterFactory(parent=page)
    ChapterFactory(parent=short, draft=True)

    assert publish(page, reviewed_date=REVIEWED).review_due_date == date(2027, 5, 30)
    assert publish(short, reviewed_date=REVIEWED).review_due_date == date(2028, 11, 30)


def test_an_editors_own_date_wins_and_no_reason_stands_beside_it(client):
    own = REVIEWED + timedelta(days=40)
    page = publish(GuideFactory(), reviewed_date=REVIEWED, review_due_date=own)

    assert page.review_due_date == own
    assert "every 24 months" not in client.get(page.url).content.decode()
    assert not ReviewDate.objects.exists()


def test_the_next_review_is_planned_anew_whatever_the_last_one_planned():
    page = publish(GuideFactory(), reviewed_date=REVIEWED)
    later = publish(page, reviewed_date=date(2028, 10, 1))
    assert later.review_due_date == date(2030, 10, 1)

    # An Editor's own date of before is no plan for what comes after it.
    page = publish(GuideFactory(), reviewed_date=REVIEWED, review_due_date=REVIEWED + timedelta(days=40))
    assert publish(page, reviewed_date=date(2027, 6, 1)).review_due_date == date(2029, 6, 1)


def test_an_edit_that_is_no_review_leaves_the_date_where_it_was():
    page = publish(GuideFactory(), reviewed_date=REVIEWED)

    assert publish(page, summary="Other words.").review_due_date == page.review_due_date


def test_the_last_day_of_a_month_stays_within_the_shorter_one():
    assert ReviewRule(months=3).date_after(REVIEWED) == date(2027, 2, 28)
    assert ReviewRule(months=1).date_after(date(2026, 12, 31)) == date(2027, 1, 31)


def test_a_rule_that_goes_leaves_dates_and_their_rhythm(client):
    short = rule(12, topic=(hate := topic()))
    page = publish(GuideFactory(), hate, reviewed_date=REVIEWED)
    short.delete()

    assert "every 12 months)" in client.get(page.url).content.decode()


@pytest.mark.parametrize("months", [0, 121])
def test_a_rule_is_for_one_to_a_hundred_and_twenty_months(months):
    with pytest.raises(ValidationError):
        ReviewRule(topic=topic(), months=months).full_clean()


def test_a_rule_is_for_a_kind_or_a_topic_and_there_is_one_for_each():
    hate = topic()
    rule(12, topic=hate)

    for facts in ({}, {"kind": "guide", "topic": hate}, {"kind": "guide"}, {"topic": hate}):
        with pytest.raises(ValidationError):
            ReviewRule(months=6, **facts).full_clean()


def test_editors_keep_the_rules_and_nobody_else_does(client):
    hate, address = topic(), reverse("wagtailsnippets_freshness_reviewrule:add")
    client.force_login(UserFactory())
    assert client.get(address).status_code in {302, 403}
    client.force_login(editor())

    client.post(address, {"kind": "", "topic": hate.pk, "months": "12"})

    assert ReviewRule.objects.get(topic=hate).months == 12
    assert (
        "About Hate crime"
        in client.get(reverse("wagtailsnippets_freshness_reviewrule:list")).content.decode()
    )
