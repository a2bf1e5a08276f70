"""The list of local authorities, and choosing from it."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communities.models import Organisation, Place, User
from communities.place_fields import MOST_PLACES
from communities.places import DATA, EditionError, find_named, keep_edition, read_edition
from tests.communities.factories import OrganisationFactory, PlaceFactory, UserFactory

pytestmark = pytest.mark.django_db

EDIT = "/people/me/"
HEAD = "code,name,kind,nation\n"


def answers(user, **changed):
    return {"name": user.name, "time_zone": "Europe/London", "is_listed": "on"} | changed


def edition(tmp_path, lines: str, name: str = "places-2030.csv"):
    path = tmp_path / name
    path.write_text(HEAD + lines, encoding="utf-8")
    return path


# --- The list -------------------------------------------------------------------------------


def test_a_fresh_hub_knows_every_local_authority_of_2021():
    counted = {
        nation: Place.objects.filter(year=2021, nation=nation).exclude(kind="nation").count()
        for nation in ("england", "wales", "scotland", "northern-ireland")
    }

    assert counted == {"england": 309 + 24, "wales": 22, "scotland": 32, "northern-ireland": 11}
    assert Place.objects.get(code="E08000032", year=2021).name == "Bradford"
    assert not Place.objects.filter(nation__in=["scotland", "northern-ireland"]).exclude(code=None).exists()


def test_the_list_says_where_it_comes_from():
    head = (DATA / "places-2021.csv").read_text(encoding="utf-8").split(HEAD)[0]

    assert "Office for National Statistics" in head
    assert "Open Government Licence" in head


def test_loading_an_edition_again_changes_nothing(capsys):
    before = list(Place.objects.order_by("pk").values_list())

    call_command("load_places", DATA / "places-2021.csv")

    assert list(Place.objects.order_by("pk").values_list()) == before
    assert "0 places added, 0 put right, 403 as they were." in capsys.readouterr().out


def test_a_later_edition_stands_beside_the_former_and_puts_its_own_rows_right(tmp_path, capsys):
    barnsley = Place.objects.get(slug="barnsley")
    call_command("load_places", edition(tmp_path, "E08000099,Barnsley,metropolitan,england\n"))

    call_command("load_places", edition(tmp_path, "E08000038,Barnsley,metropolitan,england\n"))

    assert "0 places added, 1 put right" in capsys.readouterr().out
    barnsley.refresh_from_db()
    assert (barnsley.code, barnsley.year) == ("E08000016", 2021)
    assert Place.objects.get(slug="barnsley", year=2030).code == "E08000038"


def test_a_dry_run_says_what_would_change_and_keeps_nothing(tmp_path, capsys):
    call_command("load_places", edition(tmp_path, ",Newtown,district,england\n"), "--dry-run")

    assert "It would be: 1 places added" in capsys.readouterr().out
    assert not Place.objects.filter(slug="newtown").exists()


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("", "no place in it"),
        ("E1,Somewhere,village,england\n", "Line 2 does not name"),
        ("E1,Somewhere,district,atlantis\n", "Line 2 does not name"),
        ("E1,,district,england\n", "Line 2 does not name"),
        ("E1,Somewhere,district,england\nE2,somewhere,district,england\n", "Line 3 says somewhere again"),
        ("E1,Here,district,england\nE1,There,district,england\n", "Line 3 says There again"),
    ],
    ids=["empty", "kind", "nation", "name", "name twice", "code twice"],
)
def test_a_file_that_is_no_edition_is_refused_with_the_line(tmp_path, lines, words):
    with pytest.raises(EditionError, match=words):
        read_edition(edition(tmp_path, lines))


def test_a_file_without_its_columns_or_its_year_is_refused(tmp_path):
    other = tmp_path / "places-2030.csv"
    other.write_text("name,code\nLeeds,E08000035\n")

    with pytest.raises(CommandError, match="first line"):
        call_command("load_places", other)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_places", tmp_path / "none-2030.csv")
    with pytest.raises(CommandError, match="Say which year"):
        call_command("load_places", edition(tmp_path, "", name="places.csv"))


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Leeds", "leeds"),
        (" LEEDS ", "leeds"),
        ("Leeds, Harehills", "leeds"),
        ("Armagh City, Banbridge and Craigavon", "armagh-city-banbridge-and-craigavon"),
        ("The North", None),
        ("", None),
    ],
)
def test_free_words_of_before_name_a_place_by_the_whole_or_their_first_part(words, slug):
    found = find_named(words, Place.objects.all())

    assert getattr(found, "slug", None) == slug


def test_free_words_that_name_a_place_became_that_place():
    """What the migration does to a hub that had words; it may run twice."""
    load = import_module("communities.migrations.0017_load_places").load
    said, unknown = UserFactory(former_place="Leeds, Harehills"), UserFactory(former_place="The North")
    body = OrganisationFactory(former_place="bradford")

    load(apps, None)
    load(apps, None)

    for row in (said, unknown, body):
        row.refresh_from_db()
    assert (said.place_name, unknown.place_name, body.place_names) == ("Leeds", "The North", "Bradford")
    assert Place.objects.count() == 403


def test_people_choose_from_each_nations_newest_edition(tmp_path):
    keep_edition(
        Place.objects, year=2030, rows=read_edition(edition(tmp_path, ",Newtown,district,england\n"))
    )

    offered = Place.objects.offered()

    assert {place.nation: place.year for place in offered} == {
        "england": 2030,
        "wales": 2021,
        "scotland": 2021,
        "northern-ireland": 2021,
        "united-kingdom": 2021,
    }


# --- Somebody's place -----------------------------------------------------------------------


def test_the_list_is_grouped_and_its_choices_are_told_apart(client):
    client.force_login(UserFactory())

    page = client.get(EDIT).content.decode()

    groups = re.findall(r'<optgroup label="([^"]+)"', page)
    assert groups[:2] == ["England: A", "England: B"]
    assert groups[-4:] == ["Scotland", "Wales", "Northern Ireland", "A whole nation"]
    assert ">Lancashire (county)</option>" in page
    assert ">The whole of the United Kingdom</option>" in page


def test_the_list_of_places_takes_one_query(client):
    client.force_login(UserFactory())
    client.get(EDIT)  # warm

    with CaptureQueriesContext(connection) as asked:
        client.get(EDIT)

    assert sum("communities_place" in query["sql"] for query in asked.captured_queries) == 1


@pytest.mark.parametrize("place", ["0", "999999", "leeds", "former", "1e3", "9" * 40])
def test_a_place_that_is_not_in_the_list_is_refused_and_what_was_typed_stays(client, place):
    user = UserFactory()
    client.force_login(user)

    page = client.post(EDIT, answers(user, place=place, about="Kept words"))

    assert page.status_code == 422
    assert "Choose a place from the list." in page.content.decode()
    assert "Kept words" in page.content.decode()


def test_a_place_of_an_earlier_edition_stays_chosen_and_is_told_apart(client, tmp_path):
    leeds = Place.objects.get(slug="leeds")
    user = UserFactory(place=leeds)
    keep_edition(Place.objects, year=2030, rows=read_edition(edition(tmp_path, ",Leeds,district,england\n")))
    client.force_login(user)

    page = client.get(EDIT).content.decode()
    client.post(EDIT, answers(user, place=leeds.pk))

    assert f'<option value="{leeds.pk}" selected>Leeds, 2021</option>' in page
    assert ">Leeds, 2030</option>" in page
    user.refresh_from_db()
    assert user.place == leeds


def test_free_words_of_before_are_shown_until_a_place_is_chosen(client):
    user = UserFactory(former_place="Keighley")
    client.force_login(user)
    profile = user.get_absolute_url()

    def shown(**chosen):
        client.post(EDIT, answers(user, **chosen))
        return re.findall(r"<dt>Place</dt><dd>(?:<a [^>]+>)?([^<]*)", client.get(profile).content.decode())

    assert "“Keighley”, as it was written" in client.get(EDIT).content.decode()
    assert shown(place="former") == ["Keighley"]
    assert shown(place=Place.objects.get(slug="bradford").pk) == ["Bradford"]
    assert shown(place="") == []
    assert "Keighley" not in client.get(EDIT).content.decode()


def test_free_words_of_before_go_when_nothing_is_chosen(client):
    user = UserFactory(former_place="Keighley")
    client.force_login(user)

    client.post(EDIT, answers(user, place=""))

    user.refresh_from_db()
    assert (user.former_place, user.place) == ("", None)


def test_the_first_visit_asks_for_a_place_too(client):
    user = UserFactory(welcome_step=1)
    leeds = Place.objects.get(slug="leeds")
    client.force_login(user)

    client.post(reverse("communities:welcome-step", args=[1]), {"place": leeds.pk, "about": "I listen."})

    user.refresh_from_db()
    assert (user.place, user.about) == (leeds, "I listen.")


def test_a_place_that_goes_takes_nobody_with_it():
    place = PlaceFactory()
    user, organisation = UserFactory(place=place), OrganisationFactory()
    organisation.places.add(place)

    place.delete()

    assert User.objects.get(pk=user.pk).place is None
    assert Organisation.objects.get(pk=organisation.pk).place_names == ""


# --- An Organisation's places ---------------------------------------------------------------


@pytest.fixture
def edit_page(client):
    """Give an organisation's page in the CMS, and a way to send it."""
    organisation = OrganisationFactory(name="Marker Trust", former_place="The North")
    client.force_login(UserFactory(staff=True))
    address = reverse("wagtailsnippets_communities_organisation:edit", args=[organisation.pk])

    def send(*places):
        said = {name: getattr(organisation, name) for name in ("name", "slug", "sector")}
        client.post(address, said | {"description": "", "website": "", "places": list(places)})
        organisation.refresh_from_db()
        return organisation

    return address, send


def test_staff_choose_an_organisations_places_one_after_the_other(client, edit_page):
    address, send = edit_page
    leeds, hull = (Place.objects.get(slug=slug) for slug in ("leeds", "kingston-upon-hull-city-of"))

    send(leeds.pk, "")
    chosen = client.get(address).content.decode()
    organisation = send(leeds.pk, hull.pk)

    assert f'<input type="checkbox" name="places" value="{leeds.pk}" id="id_places_1" checked>' in chosen
    assert f'<option value="{leeds.pk}"' not in chosen
    assert organisation.place_names == "Kingston upon Hull, City of, Leeds"
    assert send(hull.pk).place_names == "Kingston upon Hull, City of"


def test_an_organisations_words_of_before_stay_while_they_are_ticked(client, edit_page):
    address, send = edit_page

    assert "“The North”, as it was written" in client.get(address).content.decode()
    assert send("former").place_names == "The North"
    assert send().place_names == ""


def test_an_organisations_words_of_before_go_when_a_place_is_chosen(edit_page):
    _, send = edit_page

    organisation = send("former", Place.objects.get(slug="leeds").pk)

    assert (organisation.place_names, organisation.former_place) == ("Leeds", "")


def test_more_places_than_one_organisation_may_have_are_refused_in_words(client, edit_page):
    address, send = edit_page
    many = list(Place.objects.values_list("pk", flat=True)[: MOST_PLACES + 1])

    refused = client.post(address, {"name": "Marker Trust", "places": many}).content.decode()

    assert f"Choose up to {MOST_PLACES} places." in refused
    assert send(*many).places.count() == 0
    assert send(*many[:-1]).places.count() == MOST_PLACES


def test_the_places_of_all_organisations_come_in_one_query(client, django_assert_max_num_queries):
    leeds = Place.objects.get(slug="leeds")
    client.force_login(UserFactory())
    for _ in range(3):
        OrganisationFactory().places.add(leeds)
    client.get("/organisations/")

    for _ in range(8):
        OrganisationFactory().places.add(leeds)
    client.get("/organisations/")
    with django_assert_max_num_queries(8):
        page = client.get("/organisations/").content.decode()

    assert page.count("Leeds") >= 11
