"""The tags that every page may use."""

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string


def render(source: str, request=None, **context) -> str:
    return engines["django"].from_string("{% load hub %}" + source).render(context, request)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 12, 14, 0, tzinfo=UTC), "Thursday 12 November 2026, 2pm"),
        (datetime(2026, 7, 1, 8, 5, tzinfo=UTC), "Wednesday 1 July 2026, 9:05am"),
        (datetime(2026, 11, 12, 12, 0, tzinfo=UTC), "Thursday 12 November 2026, midday"),
        (datetime(2026, 11, 12, 0, 0, tzinfo=UTC), "Thursday 12 November 2026, midnight"),
        (datetime(2026, 11, 12, 0, 30, tzinfo=UTC), "Thursday 12 November 2026, 12:30am"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "Wednesday 1 July 2026, 12:30am"),
    ],
)
def test_a_moment_is_written_in_uk_time(moment, words):
    assert render("{{ moment|uk_time }}", moment=moment) == words


def test_a_day_is_written_in_full_and_is_the_day_it_was_in_the_uk():
    assert render("{{ day|uk_date }}", day=date(2026, 6, 3)) == "3 June 2026"
    assert render("{{ day|uk_date }}", day=datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2026"


def test_when_gives_the_moment_to_machines_and_people():
    html = render("{% when moment %}", moment=datetime(2026, 11, 12, 14, 0, tzinfo=UTC))

    assert 'datetime="2026-11-12T14:00:00+00:00"' in html
    assert 'title="Thursday 12 November 2026, 2pm"' in html
    assert html.endswith(">Thursday 12 November 2026, 2pm</time>")


def test_when_is_silent_about_what_did_not_happen():
    assert render("{% when None %}") == ""


class NoAsking:
    """A user nobody may ask about."""

    def __getattr__(self, name):
        raise AssertionError(f"asked for {name}")


def test_the_viewer_is_not_asked_for_without_a_session_cookie(rf):
    request = rf.get("/")
    request.user = NoAsking()

    assert render("{% viewer as me %}{{ me|default:'nobody' }}", request) == "nobody"


def test_pages_keep_the_rest_of_the_query(rf):
    context = {"page_obj": Paginator(range(500), 20).get_page(7)}

    html = render_to_string("components/pagination.html", context, rf.get("/?topic=sport&page=7&q=a+%26+b"))

    assert 'href="?topic=sport&amp;page=8&amp;q=a+%26+b" rel="next"' in html
    assert '<span aria-current="page"><span class="visually-hidden">Page </span>7</span>' in html
    assert html.count("…") == 2


def test_one_page_needs_no_links(rf):
    context = {"page_obj": Paginator(range(3), 20).get_page(1)}

    assert "<nav" not in render_to_string("components/pagination.html", context, rf.get("/"))


def test_the_navigation_says_where_we_are(rf):
    source = '<a{% current "/guidance/" %}>'

    assert render(source, rf.get("/guidance/volunteers/")) == '<a aria-current="true">'
    assert render(source, rf.get("/communities/")) == "<a>"
