"""The glossary: first mentions lead to what is meant, on the page and for everybody alike."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from communities.public import HEADER, read_counters
from resources.blocks.body import stream
from resources.glossary import explain
from resources.models import Term
from tests.communities.factories import UserFactory
from tests.resources import factories as make
from tests.resources.factories import TermFactory

pytestmark = pytest.mark.django_db


def paragraph(words: str):
    return ("paragraph", f"<p>{words}</p>")


def test_only_the_first_mention_leads_to_the_meaning_below(client):
    TermFactory(name="hate incident", definition="Not always a crime.", other_words="hate incidents")
    TermFactory(name="not used here")
    guide = make.GuideFactory(body=stream([paragraph("Hate incidents, and one more hate incident.")]))

    html = client.get(guide.url).content.decode()

    assert (
        '<a class="term" id="word-hate-incident" href="#term-hate-incident">Hate incidents</a>, and' in html
    )
    assert html.count('class="term"') == 1
    assert "Not always a crime." in html
    assert "not used here" not in html


def test_a_page_without_terms_says_nothing_of_them(client):
    TermFactory(name="not used here")

    assert "Words used here" not in client.get(make.GuideFactory().url).content.decode()


def test_the_whole_guide_explains_a_term_once(client):
    TermFactory(name="bridging")
    guide = make.GuideFactory(body=stream([paragraph("Why bridging.")]))
    make.ChapterFactory(parent=guide, body=stream([paragraph("How bridging.")]))

    html = client.get(f"{guide.url}whole/").content.decode()

    assert html.count('id="term-bridging"') == 1
    assert html.count('class="term"') == 1


def test_links_headings_and_parts_of_words_are_left_alone():
    term = Term(name="cat", slug="cat")
    html = '<h2 id="cat">The cat</h2><p title="cat">concatenate <a href="/cat">cat</a></p>'

    assert explain(html, [term]) == (html, [])


def test_the_longer_of_two_terms_counts_and_markup_in_one_is_words():
    terms = [Term(name="hate", slug="hate"), Term(name="hate <b>& crime", slug="crime")]

    html, found = explain("<p>hate &lt;b&gt;&amp; crime</p>", terms)

    assert found == [terms[1]]
    assert 'href="#term-crime">hate &lt;b&gt;&amp; crime</a>' in html


def test_the_glossary_is_a_public_page_of_all_terms(client):
    TermFactory(name="bridging", definition="Across a <line>.")

    answer = client.get(reverse("resources:glossary"))
    client.force_login(UserFactory())

    assert answer[HEADER] == "guidance"
    assert "Across a &lt;line&gt;." in answer.content.decode()
    assert HEADER not in client.get(reverse("resources:glossary"))


def test_a_changed_term_is_news_to_the_page_cache():
    before = read_counters(["guidance"])

    TermFactory()

    assert read_counters(["guidance"]) != before


def test_a_spelling_of_two_letters_is_refused():
    term = TermFactory.build(other_words="HC")

    with pytest.raises(ValidationError, match="too short"):
        term.clean()


def test_terms_cost_the_same_however_many(client, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    guide = make.GuideFactory(body=stream([paragraph("term one, term two, term three")]))
    TermFactory(name="term one")
    client.get(guide.url)
    with CaptureQueriesContext(connection) as once:
        client.get(guide.url)
    for name in ("term two", "term three"):
        TermFactory(name=name)

    with django_assert_max_num_queries(len(once)):
        client.get(guide.url)


def test_editors_keep_the_glossary(as_editor):
    answer = as_editor.post(
        "/cms/snippets/resources/term/add/",
        {"name": "bridging", "slug": "bridging", "definition": "Across a line.", "other_words": ""},
    )

    assert answer.status_code == 302
    assert Term.objects.get().name == "bridging"
