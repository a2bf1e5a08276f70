"""The way into a conversation: what a press leads to when its sign-in has ended."""

import pytest
from django.test import Client

from discussions.models import Thread
from tests.communities.factories import PASSWORD, CommunityFactory, UserFactory
from tests.discussions.factories import make_thread

pytestmark = pytest.mark.django_db

#: Presses in a conversation, and the page that each stands on.
PRESSES = {
    "threads/follow/": "threads/",
    "threads/{pk}/follow/": "threads/{pk}/",
    "threads/{pk}/lock/": "threads/{pk}/",
    "threads/{pk}/pin/": "threads/{pk}/",
    **{
        f"threads/{{pk}}/posts/1/{act}/": "threads/{pk}/posts/1/"
        for act in ("save", "unread", "answer", "react", "hide", "restore")
    },
}


@pytest.fixture
def thread() -> Thread:
    return make_thread(CommunityFactory(open=True))


@pytest.mark.parametrize(("press", "page"), PRESSES.items())
def test_a_press_without_a_sign_in_leads_to_it_and_back_to_the_page_it_stands_on(thread, press, page):
    client, home = Client(), thread.community.get_absolute_url()
    page = home + page.format(pk=thread.pk)

    way_in = client.post(home + press.format(pk=thread.pk), {"level": "nothing"}, follow=True)

    assert way_in.redirect_chain == [(f"/account/login/?next={page}", 302)]
    assert "Sign in, then press it again." in way_in.content.decode()
    client.force_login(UserFactory())
    assert client.get(page, follow=True).status_code == 200


def test_somebody_who_signs_in_after_a_press_meets_the_page_and_not_an_empty_one(thread):
    client, reader = Client(), UserFactory()
    press = f"{thread.community.get_absolute_url()}threads/{thread.pk}/follow/"
    way_in = client.post(press, {"level": "nothing"})["Location"]

    answer = client.post(way_in, {"login": reader.email, "password": PASSWORD}, follow=True)

    assert answer.status_code == 200
    assert thread.title in answer.content.decode()


def test_a_press_in_a_list_leads_back_to_the_list():
    assert Client().post("/inbox/saved/1/remove/")["Location"] == "/account/login/?next=/inbox/saved/"


def test_a_press_by_script_leaves_no_sentence_for_a_page_it_does_not_belong_to(thread):
    client, home = Client(), thread.community.get_absolute_url()
    press = f"{home}threads/{thread.pk}/posts/1/react/"

    answer = client.post(press, {"kind": "thanks", "on": "yes"}, headers={"Accept": "application/json"})

    assert answer.status_code == 302
    assert "press it again" not in client.get("/account/login/").content.decode()
