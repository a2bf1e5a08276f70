"""What somebody added for communities, gathered beside their profile and their Organisation's page."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from communities.models import User
from files.models import KeptFile
from tests.communities.factories import CommunityFactory, MembershipFactory, OrganisationFactory, UserFactory
from tests.discussions.factories import lead_of, make_member
from tests.discussions.test_matrix import PRIVACY, ROLES
from tests.files.factories import hide, make_file
from tests.files.test_matrix import make_world

pytestmark = pytest.mark.django_db

EVERYWHERE = {"profile", "person's list", "organisation", "organisation's list"}


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Marker Council", slug="marker-council")


def add(organisation, community=None, title="MARKTITLE", **person) -> KeptFile:
    """Have somebody of the Organisation add a file."""
    community = community or CommunityFactory(open=True)
    author = UserFactory(organisation=organisation, **person)
    MembershipFactory(user=author, community=community)
    return make_file(community, author, title=title)


def pages_about(author: User | None, organisation) -> dict[str, str]:
    about = {
        "organisation": organisation.get_absolute_url(),
        "organisation's list": reverse("added:organisation", args=[organisation.slug]),
    }
    if author:
        about |= {
            "profile": author.get_absolute_url(),
            "person's list": reverse("added:person", args=[author.pk]),
        }
    return about


def shown(client, author, organisation) -> set[str]:
    return {
        name
        for name, address in pages_about(author, organisation).items()
        if "MARKTITLE" in client.get(address).content.decode()
    }


@pytest.mark.parametrize("privacy", [*PRIVACY, "chatham house"])
@pytest.mark.parametrize("role", [*ROLES, "author"])
def test_each_role_finds_what_it_may_have_and_nothing_of_a_chatham_house_room(role, privacy, organisation):
    community, people, *_ = make_world("members" if privacy == "chatham house" else privacy)
    if privacy == "chatham house":
        type(community).objects.filter(pk=community.pk).update(is_chatham_house=True)
    KeptFile.objects.update(organisation=organisation)
    author = people["author"]
    client = Client()
    if role != "anonymous":
        client.force_login(people[role])

    found = shown(client, author, organisation)

    reads = privacy == "open" or role in {"member", "lead", "author", "staff-with-reason"}
    if not reads or privacy in {"confidential", "chatham house"} or role in {"anonymous", "suspended"}:
        assert found == set()
    elif role == "unapproved":  # sees no people, and what is open
        assert found == {"organisation", "organisation's list"}
    else:
        assert found == EVERYWHERE
    for address in pages_about(author, organisation).values():
        assert not re.search("MARKHIDDEN|MARKGONE|MARKEARLIER", client.get(address).content.decode())


def test_a_file_out_of_sight_is_gathered_nowhere_not_even_for_whoever_added_it(client, organisation):
    file = add(organisation)
    client.force_login(file.added_by)
    assert shown(client, file.added_by, organisation) == EVERYWHERE

    hide(file, lead_of(file.community))

    assert shown(client, file.added_by, organisation) == set()


def test_an_organisation_keeps_what_was_added_for_it_when_whoever_added_it_moves_on(client, organisation):
    file, other = add(organisation), OrganisationFactory()
    User.objects.filter(pk=file.added_by.pk).update(organisation=other)
    client.force_login(UserFactory())

    assert shown(client, file.added_by, organisation) == EVERYWHERE
    assert shown(client, None, other) == set()


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"approved_at": None}], ids=["suspended", "waiting"]
)
def test_of_people_who_may_not_take_part_nothing_is_gathered(client, organisation, change):
    file = add(organisation)
    User.objects.filter(pk=file.added_by.pk).update(**change)
    client.force_login(UserFactory())

    assert shown(client, file.added_by, organisation) == set()


def test_of_somebody_in_no_list_nothing_is_gathered_but_for_themselves(client, organisation):
    file = add(organisation, is_listed=False, name="Marker Wren")
    client.force_login(UserFactory())
    others = shown(client, file.added_by, organisation)
    page = client.get(organisation.get_absolute_url()).content.decode()
    refused = client.get(reverse("added:person", args=[file.added_by.pk]))

    client.force_login(file.added_by)
    own = shown(client, file.added_by, organisation)

    assert (others, own) == (set(), EVERYWHERE - {"organisation", "organisation's list"})
    assert refused.status_code == 404
    assert "Marker Wren" not in page


def test_a_page_shows_the_latest_five_in_as_many_queries_as_one(client, organisation):
    community = CommunityFactory(open=True)
    author = UserFactory(organisation=organisation)
    MembershipFactory(user=author, community=community)
    client.force_login(make_member(community))
    about = pages_about(author, organisation)

    def asked() -> list[int]:
        counts = []
        for address in about.values():
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.append(len(queries))
        return counts

    make_file(community, author, title="MARK0")
    one = asked()
    for number in range(1, 6):
        added_at = timezone.now() - timedelta(days=number)
        make_file(community, author, title=f"MARK{number}", added_at=added_at)
    page = client.get(about["profile"]).content.decode()

    assert asked() == one
    assert re.findall(r"MARK\d", page) == [f"MARK{number}" for number in range(5)]
    whole = about["person's list"]
    assert f'href="{whole}"' in page
    assert len(re.findall(r"MARK\d", client.get(whole).content.decode())) == 6
