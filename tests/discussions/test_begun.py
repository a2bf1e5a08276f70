"""What somebody began, gathered beside their profile and their Organisation's page."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from communities.models import User
from discussions import actions
from discussions.models import Post, Thread
from tests.communities.factories import (
    CommunityFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread
from tests.discussions.test_matrix import PRIVACY, ROLES, make_world, may_read

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Marker Council", slug="marker-council")


def begin(organisation, community=None, title="MARKBEGUN", **facts) -> Thread:
    """Have somebody of the Organisation begin a conversation."""
    author = facts.pop("author", None) or UserFactory(organisation=organisation)
    community = community or CommunityFactory(open=True)
    MembershipFactory(user=author, community=community)
    return make_thread(community, author, title=title, **facts)


def pages_about(author: User | None, organisation) -> dict[str, str]:
    """Give every address that gathers what one person, or their Organisation, began."""
    about = {
        "organisation": organisation.get_absolute_url(),
        "organisation's list": reverse("begun:organisation", args=[organisation.slug]),
    }
    if author:
        about |= {
            "profile": author.get_absolute_url(),
            "person's list": reverse("begun:person", args=[author.pk]),
        }
    return about


def shown(client, author, organisation, marker="MARKBEGUN") -> set[str]:
    return {
        name
        for name, address in pages_about(author, organisation).items()
        if marker in client.get(address).content.decode()
    }


EVERYWHERE = {"profile", "person's list", "organisation", "organisation's list"}


# --- Who finds it ---------------------------------------------------------------------------


@pytest.mark.parametrize("privacy", [*PRIVACY, "chatham house"])
@pytest.mark.parametrize("role", ROLES)
def test_each_role_finds_what_it_may_read_and_nothing_of_a_chatham_house_room(role, privacy, organisation):
    world = make_world("members" if privacy == "chatham house" else privacy)
    if privacy == "chatham house":
        type(world.community).objects.filter(pk=world.community.pk).update(is_chatham_house=True)
    Post.objects.filter(thread=world.thread, number=1).update(organisation=organisation)
    author = world.thread.author
    client = Client()
    if role != "anonymous":
        client.force_login(world.people[role])

    found = shown(client, author, organisation, "MARKTITLE")

    reads = may_read(role, privacy) and privacy not in {"confidential", "chatham house"}
    if not reads or role in {"anonymous", "suspended"}:
        assert found == set()
    elif role == "unapproved":  # sees no people, and what is open
        assert found == {"organisation", "organisation's list"}
    else:
        assert found == EVERYWHERE
    for address in pages_about(author, organisation).values():
        page = client.get(address).content.decode()
        assert not re.search("MARKHIDDEN|MARKDELETED|MARKDRAFT|MARKLIVE", page)


@pytest.mark.parametrize("state", ["hidden", "deleted"])
def test_a_conversation_whose_first_post_is_gone_is_gathered_nowhere(client, organisation, state):
    thread = begin(organisation)
    client.force_login(UserFactory())
    assert shown(client, thread.author, organisation) == EVERYWHERE

    post = thread.posts.get()
    if state == "hidden":
        lead = lead_of(thread.community)
        actions.hide_post(post=post, lead=lead, reason="Names somebody.", hidden_at=timezone.now())
    else:
        actions.delete_post(post=post, author=thread.author, deleted_at=timezone.now())

    assert shown(client, thread.author, organisation) == set()


def test_a_room_that_takes_on_the_chatham_house_rule_is_gathered_no_more(client, organisation):
    community = CommunityFactory(members=True)
    thread = begin(organisation, community)
    client.force_login(make_member(community))
    assert shown(client, thread.author, organisation) == EVERYWHERE

    community.is_chatham_house = True
    community.save()

    assert shown(client, thread.author, organisation) == set()


def test_replies_and_what_others_began_are_not_what_somebody_began(client, organisation):
    thread = begin(None, title="MARKBEGUN by somebody else", author=UserFactory())
    replier = UserFactory(organisation=organisation)
    MembershipFactory(user=replier, community=thread.community)
    make_reply(thread, replier)
    client.force_login(UserFactory())

    assert shown(client, replier, organisation) == set()


def test_an_organisation_keeps_what_was_begun_for_it_when_its_author_moves_on(client, organisation):
    thread = begin(organisation)
    other = OrganisationFactory()
    User.objects.filter(pk=thread.author.pk).update(organisation=other)
    client.force_login(UserFactory())

    assert shown(client, thread.author, organisation) == EVERYWHERE
    assert shown(client, None, other) == set()


def test_an_organisations_page_names_nobody_beside_what_was_begun(client, organisation):
    author = UserFactory(organisation=organisation, name="Marker Wren")
    begin(organisation, author=author)
    User.objects.filter(pk=author.pk).update(organisation=None)
    client.force_login(UserFactory())

    for address in pages_about(None, organisation).values():
        page = client.get(address).content.decode()
        assert "MARKBEGUN" in page
        assert "Marker Wren" not in page


@pytest.mark.parametrize(
    "change",
    [{"is_active": False}, {"approved_at": None}],
    ids=["suspended", "waiting again"],
)
def test_of_people_who_may_not_take_part_nothing_is_gathered(client, organisation, change):
    thread = begin(organisation)
    author = thread.author
    User.objects.filter(pk=author.pk).update(**change)
    client.force_login(UserFactory())

    assert shown(client, author, organisation) == set()
    assert client.get(reverse("begun:person", args=[author.pk])).status_code == 404


def test_of_a_closed_account_nothing_is_gathered(client, organisation):
    thread = begin(organisation)
    thread.author.delete()
    client.force_login(UserFactory())

    assert shown(client, None, organisation) == set()


# --- Who is in no list ----------------------------------------------------------------------


def test_of_somebody_in_no_list_nothing_is_gathered_but_for_themselves(client, organisation):
    author = UserFactory(organisation=organisation, is_listed=False)
    thread = begin(organisation, author=author)
    client.force_login(UserFactory())
    others = shown(client, author, organisation)
    refused = client.get(reverse("begun:person", args=[author.pk]))

    client.force_login(author)
    own = shown(client, author, organisation)

    assert others == set()
    assert refused.status_code == 404
    assert own == EVERYWHERE - {"organisation", "organisation's list"}
    assert thread.title in client.get(thread.get_absolute_url()).content.decode()


def test_a_list_that_is_refused_answers_as_one_that_never_was(client):
    person = UserFactory(is_listed=False)
    client.force_login(UserFactory())

    refused = client.get(reverse("begun:person", args=[person.pk]))
    absent = client.get(reverse("begun:person", args=[999_999]))

    assert (refused.status_code, absent.status_code) == (404, 404)
    token = re.compile(rb'value="\w{64}"')
    assert token.sub(b"", refused.content) == token.sub(b"", absent.content)


# --- Long lists -----------------------------------------------------------------------------


def test_a_page_shows_the_latest_five_and_leads_to_all(client, organisation):
    author, community = UserFactory(organisation=organisation), CommunityFactory(open=True)
    MembershipFactory(user=author, community=community)
    for number in range(6):
        thread = make_thread(community, author, title=f"MARK{number}")
        Thread.objects.filter(pk=thread.pk).update(started_at=timezone.now() - timedelta(days=number))
    client.force_login(UserFactory())

    for short, whole in (("profile", "person's list"), ("organisation", "organisation's list")):
        about = pages_about(author, organisation)
        page = client.get(about[short]).content.decode()
        assert re.findall(r"MARK\d", page) == [f"MARK{number}" for number in range(5)]
        assert f'href="{about[whole]}"' in page
        assert len(re.findall(r"MARK\d", client.get(about[whole]).content.decode())) == 6


def test_a_whole_list_is_cut_into_pages_and_says_when_it_is_empty(client, organisation):
    author = UserFactory(organisation=organisation)
    client.force_login(UserFactory())
    address = reverse("begun:person", args=[author.pk])

    assert "No conversations that you may read" in client.get(address).content.decode()
    assert client.get(f"{address}?page=2").status_code == 404
    assert client.get(f"{address}?page=x").status_code == 404


def test_profiles_and_organisations_take_as_many_queries_for_much_as_for_little(client, organisation):
    author, community = UserFactory(organisation=organisation), CommunityFactory(open=True)
    MembershipFactory(user=author, community=community)
    client.force_login(UserFactory())
    addresses = pages_about(author, organisation).values()

    def asked() -> list[int]:
        counts = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.append(len(queries))
        return counts

    make_thread(community, author)
    few = asked()
    for _ in range(6):
        elsewhere = CommunityFactory(open=True)
        MembershipFactory(user=author, community=elsewhere)
        make_thread(elsewhere, author)
        UserFactory(organisation=organisation)

    assert asked() == few
