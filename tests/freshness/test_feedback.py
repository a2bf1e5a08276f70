"""What readers say of pages, with an account and without."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from freshness.models import Feedback
from tests.communities.factories import UserFactory
from tests.resources.factories import GuideFactory, NewsFactory, make_private

pytestmark = pytest.mark.django_db


def address(page) -> str:
    return reverse("freshness:feedback", args=[page.pk])


def test_somebody_signed_out_says_what_is_missing_and_editors_read_it(client):
    page = GuideFactory()
    assert address(page) in client.get(page.url).content.decode()

    answer = client.post(address(page), {"useful": "no", "missing": "Where to find a hall."})

    said = Feedback.objects.get()
    assert "The editors of" in answer.content.decode()
    assert (said.page_id, said.is_useful, said.missing, said.author) == (
        page.pk,
        False,
        "Where to find a hall.",
        None,
    )
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    listed = client.get(reverse("wagtailsnippets_freshness_feedback:list")).content.decode()
    assert "Where to find a hall." in listed
    assert "1 word from readers" in client.get("/cms/").content.decode()


def test_people_in_the_network_are_offered_to_ask_it_in_a_community(client):
    page = GuideFactory()
    client.force_login(UserFactory())

    words = client.post(address(page), {"useful": "yes", "missing": "A budget."}).content.decode()

    assert f"{reverse('discussions:start-anywhere')}?page={page.pk}" in words
    assert Feedback.objects.get().author is not None


def test_an_empty_form_and_a_long_one_say_what_is_wrong(client):
    page = GuideFactory()

    empty = client.post(address(page), {})
    long = client.post(address(page), {"useful": "yes", "missing": "a" * 1001})

    assert (empty.status_code, long.status_code) == (422, 422)
    assert "Say yes or no." in empty.content.decode()
    assert "Please keep it to 1000." in long.content.decode()
    assert not Feedback.objects.exists()


def test_one_address_says_five_things_an_hour_and_keeps_the_words_of_the_sixth(client):
    page = GuideFactory()

    answers = [client.post(address(page), {"useful": "no", "missing": f"MARK{n}"}) for n in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "MARK5" in answers[-1].content.decode()
    assert Feedback.objects.count() == 5


def test_of_a_page_one_may_not_read_nothing_can_be_said(client):
    page, news = GuideFactory(), NewsFactory()
    make_private(page)

    assert client.get(address(page)).status_code == 404
    assert client.post(address(page), {"useful": "yes"}).status_code == 404
    assert client.get(address(news)).status_code == 404
    assert client.get(reverse("freshness:feedback", args=[999_999])).status_code == 404
    assert not Feedback.objects.exists()


def test_nobody_but_editors_reads_it(client):
    Feedback.objects.create(page=GuideFactory(), is_useful=False, missing="MARKWORDS")
    client.force_login(UserFactory())

    assert client.get(reverse("wagtailsnippets_freshness_feedback:list")).status_code in {302, 403}
