"""Pages put aside to read: one's own alone, and only while one may read them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communities.public import HEADER
from reading_lists import permissions
from reading_lists.models import SavedPage
from tests.communities.factories import UserFactory
from tests.resources.factories import ChapterFactory, GuideFactory, make_private

pytestmark = pytest.mark.django_db

OVERVIEW = "/reading-lists/"


@pytest.fixture
def guide():
    return GuideFactory(title="Bridging in a week")


@pytest.fixture
def reader():
    return UserFactory()


@pytest.fixture
def client(reader):
    client = Client()
    client.force_login(reader)
    return client


def save(client, page, on: str = "yes"):
    return client.post(reverse("reading-lists:page-save", args=[page.pk]), {"on": on})


def test_a_saved_page_is_found_by_its_reader_alone_and_once(client, guide):
    answer = save(client, guide)
    save(client, guide)

    other = Client()
    other.force_login(UserFactory())
    assert answer["Location"] == guide.url
    assert client.get(OVERVIEW).content.count(b"Bridging in a week</a>") == 1
    assert b"Bridging in a week" not in other.get(OVERVIEW).content
    assert "Remove from saved pages" in client.get(guide.url).content.decode()


def test_pressed_again_it_is_let_go(client, guide):
    save(client, guide)

    save(client, guide, on="no")

    assert not SavedPage.objects.exists()
    assert "Save this page" in client.get(guide.url).content.decode()


def test_a_page_that_became_private_is_not_there_until_it_may_be_read_again(client, reader, guide):
    save(client, guide)
    restriction = make_private(guide, "groups")

    assert b"Bridging in a week" not in client.get(OVERVIEW).content
    restriction.delete()
    assert b"Bridging in a week" in client.get(OVERVIEW).content


def test_a_page_one_may_not_read_is_not_found_like_one_that_never_was(client, guide):
    make_private(guide, "groups")

    assert save(client, guide).status_code == 404
    assert client.post(reverse("reading-lists:page-save", args=[guide.pk + 999])).status_code == 404
    assert not SavedPage.objects.exists()


def test_nobody_keeps_more_than_there_is_room_for(client, guide, monkeypatch):
    monkeypatch.setattr(permissions, "SAVED_AT_MOST", 1)
    save(client, guide)

    assert save(client, GuideFactory()).status_code == 403
    assert SavedPage.objects.count() == 1


def test_the_signed_out_are_led_to_sign_in_and_their_page_holds_nothing_of_it(guide):
    nobody = Client()

    page = nobody.get(guide.url)

    assert save(nobody, guide)["Location"].startswith("/account/login/")
    assert b"reading-lists" not in page.content
    assert b"csrfmiddlewaretoken" not in page.content
    assert page[HEADER]


def test_one_who_waits_for_approval_may_save_and_makes_no_lists(guide):
    waiting = Client()
    waiting.force_login(UserFactory(unapproved=True))

    save(waiting, guide)

    page = waiting.get(guide.url).content.decode()
    assert "Remove from saved pages" in page
    assert "Put it on a reading list" not in page
    assert waiting.get("/reading-lists/new/")["Location"] == reverse("communities:waiting")


def test_saved_pages_cost_the_same_however_many(client, reader, guide, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def keep(page):
        SavedPage.objects.create(user=reader, page=page, saved_at=timezone.now())

    keep(guide)
    keep(ChapterFactory(parent=guide))
    client.get(OVERVIEW)
    with CaptureQueriesContext(connection) as once:
        client.get(OVERVIEW)
    for _ in range(9):
        keep(ChapterFactory(parent=GuideFactory()))

    with django_assert_max_num_queries(len(once)):
        client.get(OVERVIEW)
