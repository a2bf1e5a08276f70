"""Links in rich text are fetched once for the whole page."""

import pytest

from resources import links
from resources.blocks.body import stream
from tests.resources.factories import GuideFactory

pytestmark = pytest.mark.django_db

WORDS = "People who would not otherwise meet come to know each other over weeks. " * 20


@pytest.fixture
def targets():
    return [GuideFactory(title=f"Target {number}") for number in range(14)]


def paragraph_linking_to(page) -> tuple[str, str]:
    return ("paragraph", f'<p>{WORDS}<a linktype="page" id="{page.pk}">Read on</a></p>')


def test_guide_of_thirty_kilobytes_with_fourteen_links_asks_at_most_twenty_times(
    client, targets, django_assert_max_num_queries
):
    guide = GuideFactory(body=stream([paragraph_linking_to(page) for page in targets]))
    client.get(guide.url)

    with django_assert_max_num_queries(17):
        html = client.get(guide.url).content.decode()

    assert len(html) > 20_000
    assert all(f'href="{page.url}"' in html for page in targets)


def test_more_links_cost_no_more_queries(
    client, targets, django_assert_num_queries, django_assert_max_num_queries
):
    one = GuideFactory(body=stream([paragraph_linking_to(targets[0])]))
    many = GuideFactory(body=stream([paragraph_linking_to(page) for page in targets * 3]))
    client.get(one.url)

    with django_assert_max_num_queries(17) as few:
        client.get(one.url)
    with django_assert_num_queries(len(few)):
        client.get(many.url)


def test_link_to_an_unpublished_page_leads_nowhere(client):
    draft = GuideFactory(draft=True, slug="secret-draft")
    guide = GuideFactory(body=stream([paragraph_linking_to(draft)]))

    html = client.get(guide.url).content.decode()

    assert "secret-draft" not in html
    assert "<a>Read on</a>" in html


@pytest.mark.parametrize("identity", ["0", "999999", "x", "", "1 OR 1=1", "²"])
def test_link_to_nothing_is_an_empty_link(client, identity):
    guide = GuideFactory(
        body=stream([("paragraph", f'<p><a linktype="page" id="{identity}">Read on</a></p>')])
    )

    assert "<a>Read on</a>" in client.get(guide.url).content.decode()


def test_what_one_request_remembered_is_gone_in_the_next(client, targets):
    guide = GuideFactory(body=stream([paragraph_linking_to(targets[0])]))
    client.get(guide.url)

    assert links._targets.get() is None


def test_preview_of_a_draft_follows_links_that_readers_do_not_have_yet(as_editor, targets):
    guide = GuideFactory()
    guide.body = stream([paragraph_linking_to(targets[0])])
    revision = guide.save_revision()

    html = as_editor.get(f"/cms/pages/{guide.pk}/revisions/{revision.pk}/view/").content.decode()

    assert targets[0].url in html
