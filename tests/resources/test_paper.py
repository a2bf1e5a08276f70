"""Guidance on paper: a number behind each link, its address at the end, and the contents of a document."""

import pytest

from resources.blocks.body import stream
from resources.paper import number_links
from tests.resources import factories as make

pytestmark = pytest.mark.django_db

LINK = '<a href="https://a.example/?x=1&amp;y=2">there</a>'


def test_each_address_has_one_number_and_the_hubs_own_are_told_in_full(settings):
    settings.SITE_URL = "https://hub.example"

    html, addresses = number_links(f'<p>{LINK} <a href="/guidance/">here</a> {LINK}</p>')

    assert addresses == ["https://a.example/?x=1&amp;y=2", "https://hub.example/guidance/"]
    assert html.count('data-number="1"') == 2
    assert html.count('data-number="2"') == 1


@pytest.mark.parametrize(
    "html",
    [
        '<a class="mark" href="/passages/1/2/">Ask</a>',
        '<a href="#below">below</a>',
        "<a>private</a>",
        f'<section class="references"><ol><li>{LINK}</li></ol></section>',
    ],
)
def test_what_leads_nowhere_on_paper_or_tells_its_address_gets_no_number(html):
    assert number_links(html) == (html, [])


def test_a_page_lists_the_addresses_of_its_links_for_paper(client):
    guide = make.GuideFactory(body=stream([("paragraph", f"<p>Look {LINK}.</p>")]))

    html = client.get(guide.url).content.decode()

    assert 'there</a><span class="link-note" data-number="1"></span>.' in html
    assert "<li>https://a.example/?x=1&amp;y=2</li>" in html


def test_the_contents_of_a_document_name_chapters_with_their_sections_or_sections_alone(client):
    heading = ("heading", {"text": "Who comes", "level": "h2"})
    short = make.GuideFactory(body=stream([heading]))
    long = make.GuideFactory()
    make.ChapterFactory(parent=long, title="Invite", body=stream([heading]))

    alone = client.get(f"{short.url}whole/").content.decode()
    together = client.get(f"{long.url}whole/").content.decode()

    assert '<li><a href="#who-comes">Who comes</a></li>' in alone
    assert '<a href="#chapter-1">Invite</a>' in together
    assert '<li><a href="#chapter-1-who-comes">Who comes</a></li>' in together
