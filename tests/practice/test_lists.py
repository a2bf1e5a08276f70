"""The list of everything that was tried: narrowed, searched, counted and taken away."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practice.export import harmless
from tests.communities.factories import OrganisationFactory, UserFactory
from tests.practice.factories import colleague, make_record
from tests.resources.factories import ChapterFactory, GuideFactory, make_private

pytestmark = pytest.mark.django_db

LIST = reverse("practice:record-list")
EXPORT = reverse("practice:record-export")


def found(client, **query) -> set[int]:
    return {record.pk for record in client.get(LIST, query).context["page_obj"]}


def table(client, **query) -> list[list[str]]:
    answer = client.get(EXPORT, query)
    return list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))


def test_the_list_narrows_by_outcome_place_sector_evidence_and_words(client):
    council = colleague(organisation=OrganisationFactory(sector="local-government"))
    club = colleague(organisation=OrganisationFactory(sector="sport"))
    one = make_record(
        author=council, outcome="worked", place_kind="city", evidence="feedback", happened="Soup"
    )
    two = make_record(
        author=club, outcome="did-not", place_kind="rural", evidence="comparison", happened="Tea"
    )

    assert found(client) == {one.pk, two.pk}
    assert found(client, outcome="did-not") == {two.pk}
    assert found(client, place="city") == {one.pk}
    assert found(client, sector="sport") == {two.pk}
    assert found(client, evidence="comparison") == {two.pk}
    assert found(client, q="soup") == {one.pk}
    assert found(client, q="soup tea") == set()
    assert found(client, outcome="worked", place="rural") == set()


def test_the_list_of_a_guide_has_what_was_tried_of_its_chapters(client):
    guide = GuideFactory()
    both = {make_record(guide).pk, make_record(ChapterFactory(parent=guide)).pk}
    make_record()

    assert found(client, guidance=guide.pk) == both


@pytest.mark.parametrize(
    "query", ["outcome=nonsense", "guidance=99999999999999999999", "q=%00", "guidance=x", "place="]
)
def test_what_an_address_gets_wrong_is_said_and_breaks_nothing(client, query):
    make_record()

    assert client.get(f"{LIST}?{query}").status_code == 200


def test_a_private_page_is_neither_listed_counted_nor_offered(client):
    record = make_record(GuideFactory(title="MARKPRIVATE"))
    make_private(record.page)

    words = client.get(LIST).content.decode()

    assert "MARKPRIVATE" not in words
    assert "No records found" in words
    client.force_login(UserFactory())
    assert "MARKPRIVATE" in client.get(LIST).content.decode()


def test_records_of_an_organisation_are_found_by_name_only_in_the_network(client):
    author = colleague()
    unnamed, other = make_record(author=author, is_named=False), make_record()

    slug = author.organisation.slug
    assert found(client, organisation=slug) == {unnamed.pk, other.pk}
    client.force_login(UserFactory())
    assert found(client, organisation=slug) == {unnamed.pk}
    assert "What they tried" in client.get(author.organisation.get_absolute_url()).content.decode()


def test_the_list_costs_the_same_with_two_records_and_with_twenty(client):
    page = GuideFactory()
    for _ in range(2):
        make_record(page)
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for _ in range(18):
        make_record()

    with CaptureQueriesContext(connection) as many:
        client.get(LIST)

    assert len(many) == len(few)


def test_a_guidance_page_costs_the_same_with_one_record_and_with_twenty(client):
    page = GuideFactory(review_due_date=date(2026, 1, 1))  # records that fail give it one otherwise
    make_record(page)
    client.get(page.url)
    with CaptureQueriesContext(connection) as few:
        client.get(page.url)
    for number in range(20):
        make_record(page, outcome=("worked", "partly", "did-not", "too-early")[number % 4])

    with CaptureQueriesContext(connection) as many:
        client.get(page.url)

    assert len(many) == len(few)


def test_people_in_the_network_take_the_records_away_as_a_table(client):
    author = colleague()
    make_record(author=author, is_named=False, happened="Forty parents; “soup”, and tea")
    make_record(outcome="did-not")
    client.force_login(UserFactory())

    lines = table(client, outcome="worked")

    assert len(lines) == 2
    assert lines[1][1] == author.organisation.name
    assert "Forty parents; “soup”, and tea" in lines[1]


def test_nobody_else_takes_them_away(client):
    make_record()

    assert client.get(EXPORT).status_code == 302
    client.force_login(UserFactory(unapproved=True))
    assert client.get(EXPORT).url == reverse("communities:waiting")


def test_no_cell_of_the_table_can_run(client):
    make_record(happened="=HYPERLINK(1)", changed="  @SUM(A1)")
    client.force_login(UserFactory())

    lines = table(client)

    assert "'=HYPERLINK(1)" in lines[1]
    assert "'@SUM(A1)" in lines[1] or "'  @SUM(A1)" in lines[1]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\ta", "\ra", " =1", "＝1"])
def test_whatever_begins_a_formula_is_made_harmless(cell):
    assert harmless(cell) == f"'{cell}"


def test_plain_words_stay_as_they_are():
    assert harmless("We met on Tuesdays - and liked it") == "We met on Tuesdays - and liked it"


def test_ones_own_records_are_all_there_drafts_too(client):
    author = colleague()
    make_record(author=author, draft=True, happened="MARKHALF")
    make_record(author=author, happened="MARKWHOLE")
    make_record(happened="MARKOTHER")
    client.force_login(author)

    words = client.get(reverse("practice:own-records")).content.decode()

    assert "MARKHALF" in words
    assert "MARKWHOLE" in words
    assert "MARKOTHER" not in words
