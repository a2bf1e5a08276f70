"""An account that goes, or is less than it was: open sockets and cached public pages obey."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from communities import actions
from communities.access import access_changed
from communities.models import AccessChange, Membership
from communities.public import read_counters
from tests.communities.factories import (
    CommunityFactory,
    MembershipFactory,
    OrganisationFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


class Rooms:
    """One person in a room of each level, and which counters went up since."""

    def __init__(self):
        self.person = UserFactory(organisation=OrganisationFactory())
        self.words = {"communities": "communities"}
        for level in ("open", "members", "private", "confidential"):
            room = CommunityFactory(**{level: True})
            MembershipFactory(user=self.person, community=room)
            self.words[f"community.{room.pk}"] = level
        self.before = read_counters(self.words)

    def bumped(self) -> set[str]:
        after = read_counters(self.words)
        return {word for name, word in self.words.items() if after[name] > self.before[name]}


@pytest.fixture
def rooms():
    """One person in a room of each level."""

    return Rooms()


PUBLIC = {"communities", "open", "members"}


def test_deleting_an_account_makes_public_pages_forget_the_name(rooms):
    rooms.person.delete()

    assert rooms.bumped() == PUBLIC


def test_suspending_an_account_makes_public_pages_count_again(rooms):
    actions.suspend_account(user=rooms.person, by=UserFactory(staff=True), reason="Spam.", suspended_at=now())

    assert rooms.bumped() == PUBLIC


@pytest.mark.parametrize("view", ["one", "bulk"])
def test_suspending_in_the_cms_makes_public_pages_count_again(client, rooms, view):
    client.force_login(UserFactory(staff=True))
    person = rooms.person
    if view == "one":
        client.post(reverse("account-suspend", args=[person.pk]), {"reason": "Spam."})
    else:
        address = reverse("wagtail_bulk_action", args=["communities", "user", "set_active_state"])
        client.post(f"{address}?id={person.pk}", {"reason": "Spam."})

    assert rooms.bumped() == PUBLIC


def test_taking_an_approval_back_makes_public_pages_count_again(rooms):
    actions.return_to_waiting(user=rooms.person, by=UserFactory(staff=True))

    assert rooms.bumped() == PUBLIC


def test_a_new_name_is_on_guidance_and_the_front_page_too(rooms):
    actions.update_profile(user=rooms.person, values={"name": "Asha Patel"})

    assert rooms.bumped() == PUBLIC


def test_an_organisations_new_name_is_on_every_public_page(rooms):
    actions.rename_organisation_cards(organisation=rooms.person.organisation)

    assert rooms.bumped() == PUBLIC


def test_somebody_who_left_is_still_named_beside_their_posts(rooms):
    Membership.objects.filter(user=rooms.person).update(state=Membership.State.ENDED, changed_at=now())

    actions.update_profile(user=rooms.person, values={"name": "Asha Patel"})

    assert rooms.bumped() == PUBLIC


@pytest.mark.django_db(transaction=True)
def test_deletion_outside_a_transaction_reaches_open_sockets_once_it_stands():
    membership = MembershipFactory()
    heard = []

    def hear(sender, change, **kwargs):
        heard.append((change.user_id, change.community_id, Membership.objects.exists()))

    access_changed.connect(hear)
    try:
        membership.user.delete()
    finally:
        access_changed.disconnect(hear)

    assert heard == [(None, membership.community_id, False)]
    assert AccessChange.objects.filter(community=membership.community_id, user=None).exists()


@pytest.mark.parametrize("change", ["save", "delete"])
def test_public_lists_forget_a_topic_that_was_renamed_or_removed(change):
    topic = TopicFactory()
    before = read_counters({"communities"})

    getattr(topic, change)()

    assert read_counters({"communities"}) != before
