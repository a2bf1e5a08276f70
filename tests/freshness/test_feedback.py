"""What readers say of pages, with an account and without."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission

from freshness.models import Feedback
from tests.communities.factories import UserFactory
from tests.resources.factories import GuideFactory, NewsFactory, make_private

pytestmark = pytest.mark.django_db


def address(page) -> str:
    return reverse("freshness:feedback", args=[page.pk])


def said(useful: str, missing: str = "", token: str = "") -> dict:
    return {"useful": useful, "missing": missing, "token": token or str(uuid4())}


def test_somebody_signed_out_says_what_is_missing_and_editors_read_it(client):
    page = GuideFactory()
    assert address(page) in client.get(page.url).content.decode()

    answer = client.post(address(page), said("no", "Where to find a hall."))

    word = Feedback.objects.get()
    assert "The editors of" in answer.content.decode()
    assert (word.page_id, word.is_useful, word.missing, word.author) == (
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

    words = client.post(address(page), said("yes", "A budget.")).content.decode()

    assert f"{reverse('discussions:start-anywhere')}?page={page.pk}" in words
    assert Feedback.objects.get().author is not None


def test_an_empty_form_and_a_long_one_say_what_is_wrong(client):
    page = GuideFactory()

    empty = client.post(address(page), {})
    long = client.post(address(page), said("yes", "a" * 1001))

    assert (empty.status_code, long.status_code) == (422, 422)
    assert "Say yes or no." in empty.content.decode()
    assert "Please keep it to 1000." in long.content.decode()
    assert not Feedback.objects.exists()


def test_one_address_says_five_things_an_hour_and_keeps_the_words_of_the_sixth(client):
    page = GuideFactory()

    answers = [client.post(address(page), said("no", f"MARK{n}")) for n in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "MARK5" in answers[-1].content.decode()
    assert Feedback.objects.count() == 5


def test_of_a_page_one_may_not_read_nothing_can_be_said(client):
    page, news = GuideFactory(), NewsFactory()
    make_private(page)

    assert client.get(address(page)).status_code == 404
    assert client.post(address(page), said("yes")).status_code == 404
    assert client.get(address(news)).status_code == 404
    assert client.get(reverse("freshness:feedback", args=[999_999])).status_code == 404
    assert not Feedback.objects.exists()


def test_nobody_but_editors_reads_it(client):
    Feedback.objects.create(page=GuideFactory(), is_useful=False, missing="MARKWORDS")
    client.force_login(UserFactory())

    assert client.get(reverse("wagtailsnippets_freshness_feedback:list")).status_code in {302, 403}


def test_one_press_is_one_word_and_says_what_it_said_last(client):
    page, token = GuideFactory(), str(uuid4())
    assert 'name="token"' in client.get(address(page)).content.decode()

    for words in ("A hall.", "A hall.", "A hall, and its key."):
        assert client.post(address(page), said("no", words, token)).status_code == 200

    assert Feedback.objects.get().missing == "A hall, and its key."


def test_a_word_that_is_settled_stays_as_it_was(client):
    page, token = GuideFactory(), str(uuid4())
    client.post(address(page), said("no", "A hall.", token))
    Feedback.objects.update(is_settled=True)

    client.post(address(page), said("no", "Something else.", token))

    assert Feedback.objects.get().missing == "A hall."


@pytest.mark.parametrize("token", [None, "x"])
def test_a_form_that_came_incomplete_is_told_so_and_keeps_the_words(client, token):
    sent = said("no", "MARKKEPT") | {"token": token}
    if token is None:
        del sent["token"]

    answer = client.post(address(GuideFactory()), sent)

    assert answer.status_code == 422
    assert "MARKKEPT" in answer.content.decode()
    assert not Feedback.objects.exists()


def editor_of(page) -> UserFactory:
    group = Group.objects.create(name=f"Editors of {page.pk}")
    codenames = ["access_admin", "view_feedback", "change_feedback", "delete_feedback"]
    group.permissions.add(*Permission.objects.filter(codename__in=codenames))
    GroupPagePermission.objects.create(group=group, page=page, permission_type="change")
    person = UserFactory()
    person.groups.add(group)
    return person


def test_an_editor_of_one_page_finds_the_words_about_it_and_no_others(client):
    mine, other = GuideFactory(), GuideFactory()
    own = Feedback.objects.create(page=mine, is_useful=False, missing="MARKMINE")
    theirs = Feedback.objects.create(page=other, is_useful=False, missing="MARKOTHER")
    client.force_login(editor_of(mine))
    base = "wagtailsnippets_freshness_feedback"

    listed = client.get(reverse(f"{base}:list")).content.decode()

    assert "MARKMINE" in listed
    assert "MARKOTHER" not in listed
    for view in ("edit", "delete", "usage", "history"):
        assert client.get(reverse(f"{base}:{view}", args=[own.pk])).status_code == 200
        assert client.get(reverse(f"{base}:{view}", args=[theirs.pk])).status_code == 404
    bulk = reverse("wagtail_bulk_action", args=["freshness", "feedback", "delete"])
    client.post(f"{bulk}?id={own.pk}&id={theirs.pk}", {})
    assert Feedback.objects.count() == 2
    client.post(f"{bulk}?id={own.pk}", {})
    assert list(Feedback.objects.all()) == [theirs]
