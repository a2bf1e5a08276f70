"""Where somebody is signed in: listed in words, ended one by one or all at once."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from communities.actions import end_sessions
from communities.models import AccessChange
from communities.sessions import device_words
from tests.communities.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

LIST = reverse("sessions:session-list")
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)


def signed_in(user, agent=FIREFOX):
    client = Client(headers={"User-Agent": agent})
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    return client


def session_of(client):
    return UserSession.objects.get(session_key=client.session.session_key)


def is_signed_in(client) -> bool:
    return client.get(LIST).status_code == 200


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def here(user):
    return signed_in(user)


@pytest.fixture
def phone(user):
    return signed_in(user, SAFARI)


def test_each_device_is_named_and_this_one_is_marked(here, phone):
    page = here.get(LIST).content.decode()

    assert page.index("Firefox on Windows") < page.index("This one") < page.index("Safari on an iPhone")
    assert page.count("This one") == 1


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (SAFARI, "Safari on an iPhone"),
        (FIREFOX.replace("Firefox/140.0", "Chrome/137.0 Safari/537.36 Edg/137.0"), "Edge on Windows"),
        ("", "A browser on a device we do not know"),
        ("<script>", "A browser on a device we do not know"),
    ],
)
def test_device_is_told_in_words(agent, words):
    assert device_words(agent) == words


def test_no_address_is_kept(here):
    assert session_of(here).ip == "0.0.0.0"


def test_signing_out_there_ends_that_sign_in_and_no_other(here, phone, user):
    here.post(reverse("sessions:session-end", args=[session_of(phone).pk]))

    assert is_signed_in(here)
    assert not is_signed_in(phone)
    assert AccessChange.objects.filter(user=user).exists()
    assert ModelLogEntry.objects.filter(action="communities.sessions_ended", user=user).exists()


def test_signing_out_everywhere_else_leaves_this_one(here, phone, user):
    third = signed_in(user)

    here.post(reverse("sessions:session-end-others"))

    assert [is_signed_in(client) for client in (here, phone, third)] == [True, False, False]


def test_nobody_ends_the_sign_in_of_somebody_else(here):
    other = signed_in(UserFactory())

    answer = here.post(reverse("sessions:session-end", args=[session_of(other).pk]), follow=True)

    assert is_signed_in(other)
    assert "not signed in there any more" in answer.content.decode()


def test_this_one_is_not_ended_by_its_number(here):
    here.post(reverse("sessions:session-end", args=[session_of(here).pk]))

    assert is_signed_in(here)


def test_a_sign_in_with_a_former_password_is_listed_no_more(here, phone, user):
    user.set_password("another long password")
    user.save()
    again = Client(headers={"User-Agent": FIREFOX})
    again.post("/account/login/", {"login": user.email, "password": "another long password"})

    assert "iPhone" not in again.get(LIST).content.decode()


def test_a_sign_in_that_has_run_out_is_listed_no_more(here, phone):
    Session.objects.filter(session_key=phone.session.session_key).update(expire_date="2020-01-01T00:00Z")

    assert "iPhone" not in here.get(LIST).content.decode()


@pytest.mark.parametrize("count", [1, 12])
def test_query_count_does_not_depend_on_how_many(here, user, count, django_assert_num_queries):
    for _ in range(count):
        signed_in(user)
    here.get(LIST)  # what is asked once in a while has been asked

    with django_assert_num_queries(4):
        here.get(LIST)


def test_a_session_from_before_the_list_comes_into_it_when_it_is_used(client, user, settings):
    settings.SESSION_SEEN_MINUTES = 10
    cache.clear()
    client.force_login(user)
    client.get(LIST)

    assert "This one" in client.get(LIST).content.decode()


def test_being_seen_writes_once_in_a_while(client, user, settings):
    settings.SESSION_SEEN_MINUTES = 10
    cache.clear()
    client.force_login(user)
    client.get(LIST)
    before = UserSession.objects.get().last_seen_at
    client.get(LIST)

    assert UserSession.objects.get().last_seen_at == before


def test_a_public_page_stays_the_same_for_everybody(client, settings):
    settings.SESSION_SEEN_MINUTES = 10

    answer = client.get("/communities/")

    assert answer.headers["Cache-Control"] == "no-cache"
    assert not UserSession.objects.exists()


def test_the_action_leaves_the_sign_in_of_somebody_else_alone(user):
    other = signed_in(UserFactory())

    assert end_sessions(user=user, sessions=[session_of(other)]) == 0
    assert is_signed_in(other)
