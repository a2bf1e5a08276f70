"""Profiles, photos and the directories."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from communities import actions
from communities.models import Place, User
from communities.permissions import CannotDecide
from communities.photos import MAX_BYTES, PhotoRefused, remake
from communities.pictures import MAX_SIDE, TooManyPixels, open_upright
from communities.public import read_counters
from tests.communities.factories import MembershipFactory, OrganisationFactory, TopicFactory, UserFactory

pytestmark = pytest.mark.django_db

EDIT = "/people/me/"


def answers(user, **changed):
    return {"name": user.name, "time_zone": "Europe/London", "is_listed": "on"} | changed


def image(kind="JPEG", size=(640, 480), **save) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **save)
    return out.getvalue()


def upload(data: bytes, name="me.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def huge_png(side=30_000) -> bytes:
    """Give a small file that says it is 30,000 pixels on a side."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )


# --- Photos -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_photo_is_made_again_as_a_small_square_webp(kind):
    made = Image.open(remake(upload(image(kind))))

    assert (made.format, made.size) == ("WEBP", (256, 256))


def test_where_a_photo_was_taken_is_thrown_away():
    exif = Image.Exif()
    exif[0x010E] = "Marker description"
    exif.get_ifd(0x8825)[1] = "N"

    made = remake(upload(image(exif=exif))).read()

    assert b"Marker" not in made
    assert b"EXIF" not in made.upper()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 not a picture", "not a photo we can use"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not a photo we can use"),
        (b"<!doctype html><script>alert(1)</script>", "not a photo we can use"),
        (b"", "not a photo we can use"),
        (image()[:200], "could not read"),
        (image("PNG")[:60], "could not read"),
        (huge_png(), "too many pixels"),
        (b"\xff\xd8\xff\xe0" + b"\0" * (MAX_BYTES + 1), "larger than 5 MB"),
    ],
    ids=["pdf", "svg", "html", "empty", "cut jpeg", "cut png", "30,000 pixels", "too large"],
)
def test_a_file_that_cannot_be_a_photo_gets_a_clear_sentence(data, words):
    with pytest.raises(PhotoRefused, match=words):
        remake(upload(data))


def test_the_name_of_a_file_says_nothing():
    assert remake(upload(image(), "../../etc/passwd.php")).name.endswith(".webp")
    with pytest.raises(PhotoRefused):
        remake(upload(b"#!/bin/sh", "photo.jpg"))


def test_an_unreadable_photo_keeps_what_was_typed(client):
    user = UserFactory()
    client.force_login(user)

    response = client.post(EDIT, answers(user, about="A long sentence.", photo=upload(image()[:300])))

    assert response.status_code == 422
    assert "could not read" in response.content.decode()
    assert "A long sentence." in response.content.decode()


def test_a_photo_is_served_to_those_who_may_see_the_profile(client):
    user = UserFactory()
    actions.update_profile(user=user, values={}, photo=remake(upload(image())))
    user.refresh_from_db()
    statuses = {}

    for name, viewer in {
        "nobody": None,
        "unapproved": UserFactory(unapproved=True),
        "colleague": UserFactory(),
        "self": user,
    }.items():
        client.logout()
        if viewer:
            client.force_login(viewer)
        statuses[name] = client.get(user.photo_url).status_code

    assert statuses == {"nobody": 302, "unapproved": 404, "colleague": 200, "self": 200}
    assert client.get(user.photo_url.replace("/1/", "/9/")).status_code == 404


def test_a_removed_photo_leaves_no_file(client, committed):
    user = UserFactory()
    actions.update_profile(user=user, values={}, photo=remake(upload(image())))
    user.refresh_from_db()
    storage, name = user.photo.storage, user.photo.name
    client.force_login(user)

    with committed():
        client.post(EDIT, answers(user, remove_photo="on"))

    assert not User.objects.get(pk=user.pk).photo
    assert not storage.exists(name)


# --- One's own profile --------------------------------------------------------------------


def test_saving_a_profile_keeps_each_field(client):
    user, organisation, topic = UserFactory(unapproved=True), OrganisationFactory(), TopicFactory()
    swansea = Place.objects.get(slug="swansea")
    client.force_login(user)

    client.post(
        EDIT,
        answers(
            user,
            name="Nia Prŷs",
            job_title="Officer",
            organisation=organisation.pk,
            place=swansea.pk,
            work_role="practice",
            about="I listen.",
            can_help_with="Hard meetings.",
            expertise=[topic.pk],
            time_zone="Europe/Dublin",
        ),
    )

    user.refresh_from_db()
    assert (user.name, user.job_title, user.place, user.about) == (
        "Nia Prŷs",
        "Officer",
        swansea,
        "I listen.",
    )
    assert (user.organisation, list(user.expertise.all())) == (organisation, [topic])
    assert user.time_zone == "Europe/Dublin"
    assert (user.can_help_with, user.work_role) == ("Hard meetings.", "practice")


def test_an_approved_account_names_another_organisation_only_once_somebody_there_says_yes(client):
    user, organisation = UserFactory(organisation=OrganisationFactory()), OrganisationFactory()
    client.force_login(user)

    page = client.get(EDIT).content.decode()
    client.post(EDIT, answers(user, organisation=organisation.pk))

    assert 'name="organisation"' not in page
    assert "Change where you work" in page
    assert User.objects.get(pk=user.pk).organisation == user.organisation
    with pytest.raises(CannotDecide, match="says yes first"):
        actions.update_profile(user=user, values={"organisation": organisation})


def test_nobody_sets_what_the_profile_does_not_offer(client):
    user = UserFactory(unapproved=True)
    client.force_login(user)
    before = {field.name: getattr(user, field.name) for field in User._meta.fields}
    extra = dict.fromkeys(before, "1") | {"approved_at": "2020-01-01 10:00", "email": "x@example.org"}

    client.post(
        EDIT, extra | answers(user, job_title="", organisation="", place="", about="", can_help_with="")
    )

    user.refresh_from_db()
    assert {field.name: getattr(user, field.name) for field in User._meta.fields} == before


@pytest.mark.parametrize(
    ("values", "steps"),
    [
        ({"name": "New Name"}, 1),
        ({"job_title": "Lead"}, 1),
        ({"work_role": "practice"}, 0),
        ({"about": "x"}, 0),
        ({"is_listed": False}, 0),
        ({}, 0),
    ],
)
def test_the_card_is_made_again_only_for_what_stands_on_it(values, steps):
    user = UserFactory()

    actions.update_profile(user=user, values=values)

    user.refresh_from_db()
    assert user.card_version == steps


def test_a_new_name_forgets_the_public_pages_that_show_it():
    membership = MembershipFactory(community__open=True)
    name = f"community.{membership.community.pk}"
    before = read_counters([name])[name]

    actions.update_profile(user=membership.user, values={"name": "New Name"})

    assert read_counters([name])[name] == before + 1


def test_an_organisations_new_name_makes_its_peoples_cards_again():
    user = UserFactory(organisation=OrganisationFactory())

    actions.rename_organisation_cards(organisation=user.organisation)

    user.refresh_from_db()
    assert user.card_version == 1


# --- Directories --------------------------------------------------------------------------


def test_people_see_people_who_are_let_in_and_nobody_else(client):
    shown = UserFactory(name="Marker Wren")
    hidden = [
        UserFactory(name="Marker Finch", unapproved=True),
        UserFactory(name="Marker Crane", suspended=True),
    ]
    client.force_login(UserFactory())

    page = client.get("/people/").content.decode()

    assert "Marker Wren" in page
    assert "Marker Finch" not in page
    assert "Marker Crane" not in page
    assert shown.email not in page
    assert {client.get(person.get_absolute_url()).status_code for person in hidden} == {404}


def test_people_are_found_by_name_topic_and_sector(client):
    topic = TopicFactory(slug="sport")
    wanted = UserFactory(name="Asha Patel", organisation=OrganisationFactory(sector="faith"))
    wanted.expertise.add(topic)
    UserFactory(name="Asha Jones")
    client.force_login(UserFactory(name="The Viewer"))

    for query in ("q=patel+asha", "topic=sport", "sector=faith"):
        page = client.get(f"/people/?{query}").content.decode()
        assert "Asha Patel" in page
        assert "Asha Jones" not in page


def test_people_are_found_by_their_offer_of_help(client):
    UserFactory(name="Asha Patel", can_help_with="Marker offer teal")
    UserFactory(name="Asha Jones")
    client.force_login(UserFactory(name="The Viewer"))

    page = client.get("/people/?help=on").content.decode()

    assert "Marker offer teal" in page
    assert "Asha Jones" not in page


def test_who_is_not_listed_stands_in_no_list_and_no_count_and_keeps_their_profile(client):
    organisation = OrganisationFactory()
    UserFactory(name="Marker Wren", organisation=organisation)
    unlisted = UserFactory(name="Marker Finch", organisation=organisation, is_listed=False)
    client.force_login(UserFactory(name="The Viewer"))

    pages = [
        client.get(address).content.decode()
        for address in ("/people/", "/people/?q=finch", organisation.get_absolute_url())
    ]

    assert [("Marker Wren" in page, "Marker Finch" in page) for page in pages] == [
        (True, False),
        (False, False),
        (True, False),
    ]
    assert "1 person in the network" in client.get("/organisations/").content.decode()
    assert "Marker Finch" in client.get(unlisted.get_absolute_url()).content.decode()


def test_unticking_the_list_on_the_profile_leaves_the_lists(client):
    user = UserFactory()
    client.force_login(user)

    client.post(EDIT, {"name": user.name, "time_zone": "Europe/London"})

    user.refresh_from_db()
    assert not user.is_listed
    assert "Lists of people leave you out" in client.get(user.get_absolute_url()).content.decode()


def test_a_search_for_nonsense_is_answered_kindly(client):
    client.force_login(UserFactory())

    for query in ("q=%00", "topic=none", "sector=none", "q=" + "x" * 500, "q=%27%22%3B--"):
        assert client.get(f"/people/?{query}").status_code in {200, 404}
    assert "Nobody matches all of that" in client.get("/people/?q=zzzz").content.decode()


def test_a_profile_names_only_the_communities_both_belong_to(client):
    shared = MembershipFactory(community__name="Shared Room")
    MembershipFactory(user=shared.user, community__name="Other Room")
    MembershipFactory(user=shared.user, community__name="Secret Room", community__confidential=True)
    viewer = MembershipFactory(community=shared.community).user
    client.force_login(viewer)

    page = client.get(shared.user.get_absolute_url()).content.decode()

    assert "Shared Room" in page
    assert "Other Room" not in page
    assert "Secret Room" not in page


def test_an_organisation_shows_its_people_to_people_who_are_let_in(client):
    person = UserFactory(name="Marker Wren", organisation=OrganisationFactory())
    UserFactory(name="Marker Waits", organisation=person.organisation, unapproved=True)
    address = person.organisation.get_absolute_url()
    pages = {}

    waiting = UserFactory(unapproved=True, organisation=person.organisation)
    for name, viewer in {"in": UserFactory(), "waiting": waiting}.items():
        client.force_login(viewer)
        pages[name] = client.get(address).content.decode()

    assert "Marker Wren" in pages["in"]
    assert "Marker Waits" not in pages["in"]
    assert "People in the network" not in pages["waiting"]


def test_how_many_people_an_organisation_has_is_told_to_people_who_are_let_in(client):
    UserFactory(organisation=OrganisationFactory())
    pages = {}

    for name, viewer in {"in": UserFactory(), "waiting": UserFactory(unapproved=True)}.items():
        client.force_login(viewer)
        pages[name] = client.get("/organisations/").content.decode()

    assert "1 person in the network" in pages["in"]
    assert "in the network</p>" not in pages["waiting"]
    assert "1 person" not in pages["waiting"]


def test_a_picture_too_long_to_be_one_is_not_decoded():
    with pytest.raises(TooManyPixels):
        open_upright(image("PNG", (MAX_SIDE + 1, 1)), "image/png", near=100)
