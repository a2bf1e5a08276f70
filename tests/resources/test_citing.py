"""Sources cited by number: links there and back, in each part of a page, and nowhere else."""

import pytest
from django.core.exceptions import ValidationError

from resources.blocks import BodyBlock
from resources.blocks.body import stream
from resources.citing import link_citations
from tests.resources import factories as make

pytestmark = pytest.mark.django_db

SOURCES = (
    "references",
    {
        "title": "References",
        "items": [{"text": "One [2]", "url": ""}, {"text": "Two", "url": "https://a.example"}],
    },
)


def cites(*numbers: str):
    return [("paragraph", f"<p>Contact lowers prejudice [{number}].</p>") for number in numbers]


def drawn(client, *pairs) -> str:
    return client.get(make.GuideFactory(body=stream(pairs)).url).content.decode()


def test_a_citation_leads_to_its_source_and_the_source_back_to_each(client):
    html = drawn(client, *cites("2", "1, 2"), SOURCES)

    assert html.count('href="#source-2"') == 2
    assert '<li id="source-2">' in html
    assert 'href="#cited-2-1" aria-label="Back to where it is cited, 1 of 2"' in html
    assert 'href="#cited-2-2"' in html
    assert 'id="cited-2-2"' in html
    assert 'href="#cited-1-1" aria-label="Back to where it is cited"' in html
    assert "back to" not in html


def test_a_source_that_nothing_cites_leads_nowhere(client):
    assert "Back to where" not in drawn(client, *cites("19"), SOURCES)


@pytest.mark.parametrize("words", ["[3]", "[0]", "[1, 3]", "[2019]", "[x]"])
def test_what_names_no_source_stays_text(words):
    assert link_citations(f"<p>{words}</p>", 2) == f"<p>{words}</p>"


def test_links_and_headings_hold_no_citations():
    html = '<h2 id="a">Why [1]</h2><p><a href="/x">see [1]</a> and <b>[1]</b></p>'

    linked = link_citations(html, 1)

    assert linked.count("<a ") == 2
    assert "<b>[<a" in linked


def test_each_part_of_a_case_study_has_sources_of_its_own(client):
    body = stream([*cites("1"), SOURCES])
    study = make.CaseStudyFactory(what_they_did=body, what_changed=body)

    html = client.get(study.url).content.decode()

    assert 'href="#did-source-1"' in html
    assert '<li id="changed-source-1">' in html
    assert 'id="changed-cited-1-1"' in html


def test_citing_a_source_that_is_not_there_is_refused_where_there_are_any():
    def check(*pairs):
        BodyBlock().clean(BodyBlock().to_python(stream(pairs)))

    check(*cites("2"), SOURCES)
    check(*cites("9"))
    with pytest.raises(ValidationError):
        check(*cites("9"), SOURCES)
    with pytest.raises(ValidationError):
        check(SOURCES, SOURCES)


def test_citations_cost_no_query(client, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    few = make.GuideFactory(body=stream([*cites("1"), SOURCES]))
    many = make.GuideFactory(body=stream([*cites(*["1, 2"] * 20), SOURCES]))
    client.get(few.url)
    with CaptureQueriesContext(connection) as once:
        client.get(few.url)

    with django_assert_max_num_queries(len(once)):
        client.get(many.url)
