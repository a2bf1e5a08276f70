"""A question that is only half written keeps the words it is about."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.communities.factories import CommunityFactory
from tests.discussions.factories import make_member
from tests.passages.factories import MIDDLE, make_page, make_passage
from tests.resources.factories import make_private

pytestmark = pytest.mark.django_db


@pytest.fixture
def passage():
    return make_passage(make_page(), "the first day.")


@pytest.fixture
def community():
    return CommunityFactory(open=True)


@pytest.fixture
def writer(client, community):
    person = make_member(community)
    client.force_login(person)
    return person


def start_of(community, **query) -> str:
    return reverse("discussions:thread-start", args=[community.slug], query=query or None)


def keep(client, community, passage) -> None:
    words = {"place": f"start-{community.pk}", "title": "Half a question", "body": "", "body_format": "text"}
    about = {"page": passage.page_id, "passage": passage.pk}
    client.post(reverse("inbox:draft-save"), words | about | {"token": uuid4(), "revision": 0})


def test_the_page_that_is_written_on_says_what_it_is_about(client, writer, community, passage):
    address = start_of(community, page=passage.page_id, passage=passage.pk)

    page = client.get(address).content.decode()

    assert f'name="page" value="{passage.page_id}"' in page
    assert f'name="passage" value="{passage.pk}"' in page


def test_going_on_leads_back_to_the_words(client, writer, community, passage):
    keep(client, community, passage)

    page = client.get(start_of(community, draft=1), follow=True)

    assert page.redirect_chain[-1][0] == start_of(
        community, draft=1, page=passage.page_id, passage=passage.pk
    )
    assert "Half a question" in page.content.decode()
    assert MIDDLE.split(". ")[1] in page.content.decode()


def test_a_page_that_may_not_be_read_any_more_is_forgotten(client, writer, community, passage):
    keep(client, community, passage)
    make_private(passage.page.specific, "groups")

    page = client.get(start_of(community, draft=1))

    assert page.status_code == 200
    assert "Half a question" in page.content.decode()


def test_another_page_may_be_asked_about_instead(client, writer, community, passage):
    keep(client, community, passage)
    other = make_page()

    page = client.get(start_of(community, page=other.pk))

    assert f'name="page" value="{other.pk}"' in page.content.decode()
