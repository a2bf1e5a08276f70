"""The Posts next to those on a page: a range of numbers, whatever stands between."""

import pytest
from django.test import Client

from discussions.windows import SIZE, Window, earlier_than, later_than
from tests.communities.factories import CommunityFactory
from tests.discussions.factories import make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread():
    return make_thread(CommunityFactory(open=True), replies=119)


def numbers(thread, query: str) -> list[int]:
    answer = Client().get(f"/communities/{thread.community.slug}/threads/{thread.pk}/posts/?{query}")
    return [post["number"] for post in answer.json()["posts"]]


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("before=101", 51, 100),
        ("before=30", 1, 29),
        ("after=50", 51, 100),
        ("after=100", 101, 120),
    ],
)
def test_posts_next_to_a_number_come_in_order(thread, query, first, last):
    assert numbers(thread, query) == list(range(first, last + 1))


@pytest.mark.parametrize("query", ["before=1", "before=0", "after=120", "after=999999999"])
def test_beyond_the_ends_there_is_nothing(thread, query):
    assert numbers(thread, query) == []


@pytest.mark.parametrize("query", ["", "before=x", "after=-1", "after=²", "before=" + "9" * 40])
def test_posts_next_to_no_number_are_refused(thread, query):
    answer = Client().get(f"/communities/{thread.community.slug}/threads/{thread.pk}/posts/?{query}")

    assert answer.status_code == 400


def test_fetched_posts_are_those_of_the_numbered_page(thread):
    page = Client().get(f"{thread.get_absolute_url()}?page=2").content.decode()
    answer = Client().get(f"/communities/{thread.community.slug}/threads/{thread.pk}/posts/?after=50").json()

    assert "".join(post["html"] for post in answer["posts"]) in page
    assert answer["upto"] == thread.last_change


@pytest.mark.parametrize("query", ["after=0", "after=70"])
def test_query_count_does_not_depend_on_how_many_come(thread, django_assert_num_queries, query):
    numbers(thread, query)

    with django_assert_num_queries(3):
        numbers(thread, query)


def test_windows_cover_every_number_once():
    windows = [Window.of(page, 1234) for page in range(1, 26)]

    covered = [number for window in windows for number in range(window.first, window.last + 1)]
    assert covered[:1234] == list(range(1, 1235))
    assert Window.of(26, 1234) is None


def test_walking_by_either_end_meets_every_number_once():
    down, up = [], []
    last = 0
    while last < 1234:
        first, last = later_than(last, 1234)
        down += range(first, last + 1)
    first = 1235
    while first > 1:
        first, last = earlier_than(first)
        up = [*range(first, last + 1), *up]

    assert down == up == list(range(1, 1235))
    assert SIZE < 1234
