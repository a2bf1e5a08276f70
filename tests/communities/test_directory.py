"""The directories: narrowed by several things at once, with counts that agree with what is found."""

import re

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from communities import directory
from communities.facets import ORGANISATIONS, PEOPLE, Finding
from communities.models import Membership, Organisation, Place, User
from communities.permissions import can_see_leads
from communities.public import read_counters
from communities.shelves import Line, Shelf, fold
from tests.communities.factories import (
    CommunityFactory,
    MembershipFactory,
    OrganisationFactory,
    TopicFactory,
    UserFactory,
)

LISTS = ("/people/", "/organisations/")


def place(slug: str) -> Place:
    return Place.objects.get(slug=slug)


def found(query: str, facets=PEOPLE, **more) -> Finding:
    held = directory.current()
    shelf = held.people if facets == PEOPLE else held.organisations
    return Finding(held, shelf, facets, QueryDict(query), **more)


def counts(query: str, facets=PEOPLE) -> dict[str, dict[str, int]]:
    return {
        facet.name: {value.key: value.count for value in [*facet.shown, *facet.rest]}
        for facet in found(query, facets).facets_to_choose
    }


@pytest.fixture
def crowd(db):
    """Make people who differ in one thing after the other."""
    club, council = OrganisationFactory(sector="sport"), OrganisationFactory(sector="local-government")
    people = {
        "ada": UserFactory(name="Ada", organisation=club, place=place("leeds"), work_role="volunteer"),
        "ben": UserFactory(name="Ben", organisation=club, place=place("leeds"), work_role="practice"),
        "cai": UserFactory(name="Cai", organisation=council, place=place("swansea"), work_role="practice"),
        "dot": UserFactory(name="Dot", organisation=council, can_help_with="Hard meetings."),
        "eve": UserFactory(name="Eve"),
    }
    people["ada"].expertise.add(TopicFactory(slug="faith", name="Faith"))
    people["cai"].expertise.add(
        *TopicFactory._meta.model.objects.filter(slug="faith"), TopicFactory(slug="sport")
    )
    return people


def names(query: str) -> list[str]:
    people = User.objects.in_bulk(found(query).keys)
    return [people[key].name for key in found(query).keys]


# --- What is found --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Ada", "Ben", "Cai", "Dot", "Eve"]),
        ("place=leeds", ["Ada", "Ben"]),
        ("place=leeds&place=swansea", ["Ada", "Ben", "Cai"]),
        ("place=leeds&role=practice", ["Ben"]),
        ("sector=sport&topic=faith", ["Ada"]),
        ("topic=faith&topic=sport", ["Ada", "Cai"]),
        ("here=help", ["Dot"]),
        ("help=on", ["Dot"]),
        ("q=a", ["Ada", "Cai"]),
        ("q=a&role=practice", ["Cai"]),
        ("place=leeds&topic=sport", []),
        ("place=&q=&sector=", ["Ada", "Ben", "Cai", "Dot", "Eve"]),
    ],
)
def test_values_of_a_facet_widen_and_facets_narrow(crowd, query, expected):
    assert names(query) == expected


def test_the_count_beside_a_value_is_what_it_finds_alone_within_the_other_facets(crowd):
    for query in ("", "place=leeds", "role=practice&place=leeds&place=swansea", "topic=faith", "q=a"):
        for facet, values in counts(query).items():
            others = QueryDict(query, mutable=True)
            others.pop(facet, None)
            for key, count in values.items():
                alone = f"{others.urlencode()}&{facet}={key}"
                assert count == len(found(alone).keys), (query, facet, key)


def test_only_values_that_would_find_somebody_are_offered_and_chosen_ones_stay(crowd):
    offered = counts("role=volunteer&place=swansea")

    assert offered["role"] == {"practice": 1, "volunteer": 0}
    assert offered["place"] == {"leeds": 1, "swansea": 0}


def test_a_name_is_found_whatever_its_case_and_accents(db):
    UserFactory(name="Siân Bowen")

    for words in ("sian", "SIÂN", "bow sian", "Siân  Bowen"):
        assert names(f"q={words}") == ["Siân Bowen"], words
    assert names("q=sian owens") == []


def test_names_stand_in_order_whatever_their_accents(db):
    for name in ("Éva", "eric", "Zoe", "Ewa"):
        UserFactory(name=name)

    assert names("") == ["eric", "Éva", "Ewa", "Zoe"]


def test_organisations_are_found_by_each_of_their_places_and_their_sector(db):
    both = OrganisationFactory(name="Both", sector="sport")
    both.places.set([place("leeds"), place("swansea")])
    OrganisationFactory(name="One", sector="faith").places.add(place("leeds"))

    assert len(found("place=leeds", ORGANISATIONS).keys) == 2
    assert found("place=swansea", ORGANISATIONS).keys == [both.pk]
    assert counts("", ORGANISATIONS) == {
        "place": {"leeds": 2, "swansea": 1},
        "sector": {"sport": 1, "faith": 1},
    }


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (lambda people: User.objects.get(pk=people["ada"].pk).delete(), 2, 1),
        (lambda people: _save(people["ada"], is_active=False), 2, 1),
        (lambda people: _save(people["ada"], is_listed=False), 2, 1),
        (lambda people: _save(people["ada"], approved_at=None), 2, 1),
        (lambda people: _save(people["ada"], place=place("swansea")), 2, 1),
        (lambda people: _save(people["dot"], place=place("leeds")), 2, 3),
        # Then there is no such place to ask for.
        (lambda people: place("leeds").delete(), 2, 5),
        (lambda people: _save(place("leeds"), slug="loidis"), 2, 5),
        (lambda people: UserFactory(place=place("leeds")), 2, 3),
    ],
)
def test_a_change_is_in_the_next_list(crowd, change, before, after):
    assert len(found("place=leeds").keys) == before

    change(crowd)

    assert len(found("place=leeds").keys) == after


def test_what_people_know_about_and_where_their_organisation_stands_are_in_the_next_list(crowd):
    assert names("topic=sport") == ["Cai"]

    crowd["eve"].expertise.add(TopicFactory._meta.model.objects.get(slug="sport"))
    assert names("topic=sport") == ["Cai", "Eve"]
    crowd["eve"].expertise.clear()
    assert names("topic=sport") == ["Cai"]
    _save(crowd["ada"].organisation, sector="faith")
    assert names("sector=faith") == ["Ada", "Ben"]
    TopicFactory._meta.model.objects.get(slug="sport").delete()
    assert names("topic=sport") == ["Ada", "Ben", "Cai", "Dot", "Eve"]  # there is no such thing to ask for


def test_a_sign_in_leaves_the_copy_as_it_is(crowd, client):
    before = read_counters([directory.COUNTER])

    client.force_login(crowd["ada"])

    assert read_counters([directory.COUNTER]) == before


def test_what_changed_past_every_signal_is_seen_after_a_while(crowd, monkeypatch):
    directory.current()
    User.objects.filter(pk=crowd["ada"].pk).update(is_active=False)

    assert len(directory.current().people.keys) == 5
    monkeypatch.setattr(directory, "KEPT_SECONDS", -1)
    assert len(directory.current().people.keys) == 4


def _save(row, **changes):
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


# --- Who leads ------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["open", "members", "chatham", "private", "confidential"])
@pytest.mark.parametrize("role", ["outsider", "member", "former", "unapproved"])
def test_leads_are_found_exactly_where_one_may_see_them(db, level, role):
    traits = {"members": True, "is_chatham_house": True} if level == "chatham" else {level: True}
    lead = MembershipFactory(community=CommunityFactory(**traits), lead=True)
    viewer = UserFactory(unapproved=role == "unapproved")
    if role in {"member", "former", "unapproved"}:
        MembershipFactory(user=viewer, community=lead.community, ended=role == "former")

    known = Membership.objects.leads_known_to(viewer)

    assert list(known) == ([lead] if can_see_leads(viewer, lead.community) else [])
    expected = level in {"open", "members"} or role == "member"
    assert bool(known) == expected


def test_the_page_narrows_to_leads_that_may_be_known_and_counts_no_others(client, db):
    MembershipFactory(lead=True, community__open=True, user__name="Marker Wren")
    MembershipFactory(lead=True, community__private=True, user__name="Marker Finch")
    MembershipFactory(lead=True, community__open=True, user__name="Marker Crane", user__is_listed=False)
    client.force_login(UserFactory())

    page = client.get("/people/?here=lead").content.decode()

    assert "Marker Wren" in page
    assert "Marker Finch" not in page
    assert "Marker Crane" not in page
    assert re.search(r'value="lead" checked> <span>Leads a community <span class="meta">\(1\)', page)


# --- The page -------------------------------------------------------------------------------


def test_people_who_may_not_be_shown_stand_in_no_list_and_no_count(client, db):
    leeds = place("leeds")
    UserFactory(name="Marker Wren", place=leeds)
    for traits in ({"unapproved": True}, {"suspended": True}, {"is_listed": False}):
        UserFactory(name="Marker Finch", place=leeds, work_role="board", **traits)
    client.force_login(UserFactory())

    pages = [client.get(f"/people/{query}").content.decode() for query in ("", "?place=leeds", "?q=finch")]

    assert not any("Marker Finch" in page for page in pages)
    assert 'Leeds <span class="meta">(1)</span>' in pages[0]
    assert "member of a board" not in pages[0]


def test_somebody_who_may_not_be_shown_any_more_is_left_out_though_the_copy_knows_them(client, crowd):
    client.force_login(crowd["eve"])
    client.get("/people/")
    User.objects.filter(pk=crowd["ada"].pk).update(is_active=False)  # past every signal

    page = client.get("/people/").content.decode()

    assert "<strong>Ben</strong>" in page
    assert "<strong>Ada</strong>" not in page


def test_each_choice_has_a_link_to_do_without_it_that_keeps_the_others(client, crowd):
    client.force_login(crowd["eve"])

    page = client.get("/people/?q=a&place=leeds&place=swansea&role=practice&page=1").content.decode()

    links = re.findall(r'<a class="tag tag--plain" href="([^"]+)"', page)
    assert [link.replace("&amp;", "&") for link in links] == [
        "?place=leeds&place=swansea&role=practice",
        "?q=a&place=swansea&role=practice",
        "?q=a&place=leeds&role=practice",
        "?q=a&place=leeds&place=swansea",
    ]


def test_a_list_with_nobody_in_it_says_what_to_do_without(client, crowd):
    client.force_login(crowd["eve"])

    page = client.get("/people/?place=swansea&role=volunteer").content.decode()

    assert "Nobody matches all of that" in page
    assert re.search(r'href="\?role=volunteer">Without Swansea</a> \(1\)', page)
    assert re.search(r'href="\?place=swansea">Without Volunteers</a> \(1\)', page)


def test_where_doing_without_one_is_not_enough_the_page_says_so(client, crowd):
    client.force_login(crowd["eve"])

    page = client.get("/people/?place=swansea&role=volunteer&q=zzz").content.decode()

    assert "is not enough" in page
    assert ">Without " not in page
    assert 'href="?">See everybody' in page


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    "query",
    ["place=nowhere", "sector=%00", "topic=%27--", "place=" + "x" * 5000, "&".join(["place=leeds"] * 900)],
)
def test_what_means_nothing_is_left_out_and_said(client, db, address, query):
    UserFactory(place=place("leeds"), organisation=OrganisationFactory())
    client.force_login(UserFactory())

    page = client.get(f"{address}?{query}")

    assert page.status_code == 200
    is_said = "was left out" in page.content.decode()
    # A facet that this list does not have is none of its business.
    assert is_said == ("leeds" not in query and not (address == "/organisations/" and "topic" in query))


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("page", ["0", "2", "x", "-1", "9" * 50])
def test_a_page_that_is_not_there_is_not_found(client, db, address, page):
    client.force_login(UserFactory())

    assert client.get(f"{address}?page={page}").status_code == 404


def test_the_words_somebody_looks_for_are_escaped(client, db):
    client.force_login(UserFactory())

    page = client.get("/people/?q=<script>alert(1)</script>").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_facet_with_many_values_shows_the_most_frequent_and_keeps_the_rest_in_a_list(client, db):
    places = list(Place.objects.filter(nation="wales").exclude(kind="nation")[:20])
    for number, each in enumerate(places):
        for _ in range(1 + (number == 19)):
            UserFactory(place=each)
    client.force_login(UserFactory())

    facet = found("place=" + places[3].slug).facets_to_choose[0]

    assert [value.key for value in facet.shown[:2]] == [places[3].slug, places[19].slug]
    assert (len(facet.shown), len(facet.rest)) == (8, 12)
    assert [value.label for value in facet.rest] == sorted(value.label for value in facet.rest)
    assert client.get("/people/").content.decode().count("<option") == 13


@pytest.mark.parametrize("address", LISTS)
def test_a_list_takes_as_many_queries_for_many_as_for_few(client, db, address):
    topic = TopicFactory()
    client.force_login(UserFactory())

    def asked() -> int:
        client.get(f"{address}?place=leeds&q=marker")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{address}?place=leeds&q=marker").status_code == 200
        return len(queries)

    def more(count: int) -> None:
        for _ in range(count):
            body = OrganisationFactory(name=f"Marker body {Organisation.objects.count()}")
            body.places.set([place("leeds"), place("swansea")])
            UserFactory(name="Marker", organisation=body, place=place("leeds")).expertise.add(topic)

    more(2)
    few = asked()
    more(20)

    assert asked() == few


# --- The shelf ------------------------------------------------------------------------------

VALUES = st.lists(st.sampled_from(["a", "b", "c"]), unique=True, max_size=3)
ROWS = st.lists(st.tuples(st.text(alphabet="aBé ß", max_size=4), VALUES), max_size=40)


@given(ROWS, VALUES, st.text(alphabet="abé s", max_size=3))
def test_a_shelf_finds_what_a_plain_look_at_every_row_finds(rows, values, words):
    shelf = Shelf(
        Line(key, name, [("facet", value) for value in carried]) for key, (name, carried) in enumerate(rows)
    )

    carrying = shelf.keys_of(shelf.carrying("facet", values))
    named = shelf.keys_of(shelf.named(words))

    by_name = sorted(range(len(rows)), key=lambda key: (fold(rows[key][0]), key))
    assert carrying == [key for key in by_name if set(values) & set(rows[key][1])]
    assert named == [
        key for key in by_name if all(word in fold(rows[key][0]) for word in fold(words).split())
    ]
    assert shelf.keys_of(shelf.of_keys(range(0, 99, 2))) == [key for key in by_name if key % 2 == 0]
    assert shelf.keys_of(shelf.everything) == by_name
