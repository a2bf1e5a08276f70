"""Organisations like another: what counts, why, and what somebody may leave out."""

import pytest

from communities import directory
from communities.likeness import organisations_like
from communities.models import Organisation, Place
from tests.communities.factories import OrganisationFactory, UserFactory
from tests.practice.factories import make_record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _anew():
    directory.forget()


def make(name: str, sector: str = "sport", size: str = "", *places: str) -> Organisation:
    body = OrganisationFactory(name=name, slug=name.casefold(), sector=sector, size=size)
    body.places.set(Place.objects.filter(slug__in=places))
    return body


def like(body: Organisation, *ways: str) -> dict[str, str]:
    """Give what is like it, in order, each with the reasons as one line."""
    found = organisations_like(body.pk, directory.current(), ways or ("kind", "size", "place"))
    names = dict(Organisation.objects.values_list("pk", "name"))
    return {names[each.pk]: ", ".join(each.reasons) for each in found}


def test_the_most_alike_come_first_with_why_in_words():
    club = make("Club", "sport", "10-49", "leeds")
    make("Near", "sport", "10-49", "leeds")
    make("Kin", "sport", "50-249", "hull")
    make("Neighbour", "faith", "1000-up", "leeds")
    make("Stranger", "business", "1000-up", "cornwall")

    assert list(like(club).items()) == [
        ("Near", "also in sport, about as many people, also works in Leeds"),
        ("Kin", "also in sport, nearly as many people"),
        ("Neighbour", "also works in Leeds"),
    ]


def test_councils_are_like_councils_of_their_kind_before_others():
    leeds = make("Leeds", "local-government", "", "leeds")
    make("Bradford", "local-government", "", "bradford")
    make("Barnet", "local-government", "", "barnet")

    assert like(leeds) == {"Bradford": "also a metropolitan council", "Barnet": "also in local government"}


def test_a_nation_is_a_region_but_england_is_none():
    swansea = make("Swansea", "sport", "", "swansea")
    make("Cardiff", "faith", "", "cardiff")
    make("Leeds", "sport", "", "leeds")

    assert like(swansea) == {"Leeds": "also in sport", "Cardiff": "also in Wales"}
    assert like(Organisation.objects.get(name="Leeds"), "place") == {}


@pytest.mark.parametrize(("way", "found"), [("kind", "Kin"), ("size", "Size"), ("place", "Neighbour")])
def test_each_way_can_count_alone(client, way, found):
    club = make("Club", "sport", "10-49", "leeds")
    make("Kin", "sport")
    make("Size", "faith", "10-49")
    make("Neighbour", "charity", "", "leeds")
    client.force_login(UserFactory())

    page = client.get(f"/organisations/{club.slug}/like/?by={way}").content.decode().split('id="found"')[1]

    assert [name for name in ("Kin", "Size", "Neighbour") if f"<strong>{name}<" in page] == [found]


def test_another_organisation_can_be_compared_with_and_keeps_what_counts(client):
    make("Club")
    make("Other")
    client.force_login(UserFactory())

    assert client.get("/organisations/club/like/?by=size&to=other")["Location"] == (
        "/organisations/other/like/?by=size"
    )


@pytest.mark.parametrize("query", ["", "by=nonsense", "to=nobody", "to=%00", "by=kind&by=kind", "to=club"])
def test_any_address_makes_a_page(client, query):
    make("Club")
    client.force_login(UserFactory())

    assert client.get(f"/organisations/club/like/?{query}").status_code == 200
    assert client.get("/organisations/nobody/like/").status_code == 404


def test_where_nothing_is_alike_it_says_what_to_do(client):
    make("Club")
    client.force_login(UserFactory())

    page = client.get("/organisations/club/like/").content.decode()

    assert "Nothing like it, by what counts" in page
    assert "has not said how many people work there" in page


def test_the_page_of_an_organisation_names_those_like_it(client):
    make("Club", "sport", "10-49")
    make("Kin", "sport", "10-49")
    client.force_login(UserFactory())

    page = client.get("/organisations/club/").content.decode()

    assert "Also in sport, about as many people" in page
    assert 'href="/organisations/club/like/"' in page
    assert "10 to 49 who work or volunteer there" in page


def test_directories_are_narrowed_to_what_is_like_mine_and_say_why(client):
    club, kin = make("Club"), make("Kin")
    UserFactory(name="Ada Kin", organisation=kin)
    UserFactory(name="Bea Far", organisation=make("Far", "faith"))
    client.force_login(UserFactory(name="Me", organisation=club))

    people = client.get("/people/?like=mine").content.decode().split('id="found"')[1]
    bodies = client.get("/organisations/?like=mine").content.decode().split('id="found"')[1]

    assert "Ada Kin" in people
    assert "Kin: also in sport" in people
    assert "Bea Far" not in people
    assert "<strong>Kin<" in bodies
    assert "Also in sport" in bodies
    assert "<strong>Far<" not in bodies


def test_somebody_without_an_organisation_is_offered_no_likeness(client):
    make("Club")
    client.force_login(UserFactory())

    for address in ("/people/", "/organisations/", "/practice/"):
        page = client.get(address).content.decode()
        assert "Like where you work" not in page
        assert "like yours" not in page


def test_unlisted_people_are_not_among_those_who_work_somewhere_like_mine(client):
    UserFactory(name="Ada Kin", organisation=make("Kin"), is_listed=False)
    client.force_login(UserFactory(organisation=make("Club")))

    assert "Ada Kin" not in client.get("/people/?like=mine").content.decode()


def test_records_are_narrowed_to_organisations_like_one_and_say_why(client):
    club = make("Club")
    make_record(author=UserFactory(organisation=make("Kin")), happened="Soup on Tuesdays.")
    make_record(author=UserFactory(organisation=make("Far", "faith")), happened="Tea on Fridays.")
    client.force_login(UserFactory(organisation=club))

    page = client.get("/practice/?like=club").content.decode()

    assert "Soup on Tuesdays." in page
    assert "Also in sport" in page
    assert "Tea on Fridays." not in page
    assert "like Club" in page
    assert "Soup" not in client.get("/practice/?like=club&by=size").content.decode()


def test_nobody_outside_learns_by_likeness_whose_a_record_is(client):
    make("Club")
    make_record(author=UserFactory(organisation=make("Kin")), happened="Soup.", is_named=False)
    make_record(author=UserFactory(organisation=make("Far", "faith")), happened="Tea.", is_named=False)

    page = client.get("/practice/?like=club&by=kind").content.decode()

    assert "Soup." in page
    assert "Tea." in page
    assert 'name="like"' not in page


def test_a_longer_list_asks_no_more(client, django_assert_max_num_queries):
    club = make("Club")
    UserFactory(organisation=make("Kin0", "sport", "", "leeds"))
    client.force_login(UserFactory(organisation=club))
    addresses = (
        "/organisations/club/like/",
        "/organisations/club/",
        "/people/?like=mine",
        "/organisations/?like=mine",
    )
    for address in addresses:
        client.get(address)
    little = []
    for address in addresses:
        with django_assert_max_num_queries(40) as asked:
            client.get(address)
        little.append(len(asked))
    for number in range(1, 5):
        UserFactory(organisation=make(f"Kin{number}", "sport", "", "leeds"))
    for address in addresses:
        client.get(address)

    for address, most in zip(addresses, little, strict=True):
        with django_assert_max_num_queries(most):
            client.get(address)
