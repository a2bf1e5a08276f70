"""The guided first visit: three steps, each skippable, remembered, and never in the way."""

import pytest
from django.urls import reverse

from communities.models import Membership, User
from communities.models.user import WELCOME_OVER
from tests.communities.factories import (
    CommunityFactory,
    InvitationFactory,
    MembershipFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(client):
    user = UserFactory()
    client.force_login(user)
    return user


def step_of(user) -> int:
    return User.objects.get(pk=user.pk).welcome_step


def test_the_way_leads_to_the_next_step_and_ends_at_the_desk(client, newcomer):
    places = [client.get("/welcome/").headers["Location"]]
    for step in (1, 2, 3):
        places.append(client.post(f"/welcome/{step}/", {"act": "skip"}).headers["Location"])

    assert places == ["/welcome/1/", "/welcome/2/", "/welcome/3/", "/"]
    assert step_of(newcomer) == WELCOME_OVER


def test_what_somebody_says_about_themselves_is_kept(client, newcomer):
    topic = TopicFactory()

    client.post("/welcome/1/", {"about": "I coach.", "expertise": [topic.pk], "name": "Somebody Else"})

    newcomer.refresh_from_db()
    assert (newcomer.about, list(newcomer.expertise.all())) == ("I coach.", [topic])
    assert newcomer.name != "Somebody Else"


def test_a_step_that_is_skipped_keeps_nothing(client, newcomer):
    client.post("/welcome/1/", {"about": "I coach.", "act": "skip"})

    newcomer.refresh_from_db()
    assert (newcomer.about, newcomer.welcome_step) == ("", 2)


def test_too_long_a_sentence_is_refused_and_kept(client, newcomer):
    answer = client.post("/welcome/1/", {"about": "x" * 201})

    assert answer.status_code == 422
    assert "x" * 201 in answer.content.decode()
    assert step_of(newcomer) == 1


def test_not_now_ends_it_and_walking_back_does_not_begin_it_anew(client, newcomer):
    assert client.post("/welcome/1/", {"act": "stop"}).headers["Location"] == "/"
    client.post("/welcome/1/", {"act": "skip"})

    assert step_of(newcomer) == WELCOME_OVER


def test_the_desk_offers_it_until_it_is_over(client, newcomer):
    before = client.get("/").content.decode()
    User.objects.update(welcome_step=WELCOME_OVER)

    assert "Settle in" in before
    assert "Settle in" not in client.get("/").content.decode()


def test_who_waits_for_approval_has_no_first_visit_yet(client):
    client.force_login(UserFactory(unapproved=True))

    for address in ("/welcome/", "/welcome/1/"):
        assert client.get(address).headers["Location"] == reverse("communities:waiting")
    assert "Settle in" not in client.get("/").content.decode()


def test_a_step_that_is_none_is_not_found(client, newcomer):
    assert client.get("/welcome/4/").status_code == 404


def test_only_communities_that_one_may_come_into_are_offered(client, newcomer):
    CommunityFactory(name="Asks Avocet")
    CommunityFactory(name="Open Oriole", open=True)
    CommunityFactory(name="Private Petrel", private=True)
    CommunityFactory(name="Secret Siskin", confidential=True)
    CommunityFactory(name="Paused Pipit", stage="paused")
    InvitationFactory(user=newcomer, community__confidential=True, community__name="Invited Ibis")

    page = client.get("/welcome/2/").content.decode()

    shown = [name for name in ("Avocet", "Oriole", "Ibis", "Petrel", "Siskin", "Pipit") if name in page]
    assert shown == ["Avocet", "Oriole", "Ibis"]


def test_who_joins_from_the_second_step_comes_back_to_it(client, newcomer):
    community = CommunityFactory(open=True)
    address = reverse("communities:membership-join", args=[community.slug])

    joined = client.post(f"{address}?from=welcome", {"accept_purpose": "on"})

    assert joined.headers["Location"] == "/welcome/2/"
    assert Membership.objects.get(user=newcomer).is_active


def test_the_last_step_names_where_one_belongs(client, newcomer):
    MembershipFactory(user=newcomer, community__name="Wren Watch")

    assert "Wren Watch" in client.get("/welcome/3/").content.decode()
