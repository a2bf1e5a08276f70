"""What Leads put on the home of their Community."""

import pytest
from django.test import Client
from django.utils import timezone

from files import actions, permissions
from files.models import Pin
from files.models.pin import MAX_PINS
from tests.communities.factories import CommunityFactory, UserFactory
from tests.discussions.factories import lead_of, make_member
from tests.files.factories import hide, make_file
from tests.files.test_files import place, signed_in
from tests.resources.factories import GuideFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    return CommunityFactory(open=True)


@pytest.fixture
def lead(community):
    return lead_of(community)


def pins_of(community) -> str:
    return f"{community.get_absolute_url()}look-after/pins/"


def pin_link(community, lead, title="Helpline", url="https://example.org/"):
    return actions.pin_link(community=community, lead=lead, title=title, url=url, pinned_at=timezone.now())


def home(community) -> str:
    return Client().get(community.get_absolute_url()).content.decode()


def test_a_lead_pins_a_link_and_everybody_sees_it(community, lead):
    signed_in(lead).post(
        pins_of(community), {"title": "Helpline", "url": "https://example.org/", "sentence": "Day and night."}
    )

    assert "Helpline" in home(community)
    assert "Day and night." in home(community)


@pytest.mark.parametrize(
    "url", ["http://example.org/", "javascript:alert(1)", "ftp://example.org/", "nowhere", ""]
)
def test_only_whole_https_addresses_are_pinned(community, lead, url):
    answer = signed_in(lead).post(pins_of(community), {"title": "Helpline", "url": url})

    assert answer.status_code == 422
    assert b'value="Helpline"' in answer.content
    with pytest.raises(permissions.CannotPin):
        pin_link(community, lead, url=url)


def test_a_file_is_pinned_and_taken_off_from_its_page(community, lead):
    file = make_file(community, title="Team sheet")
    client = signed_in(lead)

    client.post(f"{place(file)}pin/", {"pinned": "yes"})
    client.post(f"{place(file)}pin/", {"pinned": "yes"})
    assert "Team sheet" in home(community)
    assert Pin.objects.count() == 1

    client.post(f"{place(file)}pin/", {"pinned": "no"})
    assert "Team sheet" not in home(community)


def test_a_hidden_file_is_off_the_home_and_cannot_be_pinned(community, lead):
    file, other = make_file(community, title="Team sheet"), make_file(community, title="Other")
    actions.pin_file(file=file, lead=lead, pinned_at=timezone.now())
    hide(file, lead)
    hide(other, lead)

    assert "Team sheet" not in home(community)
    assert "Team sheet" not in signed_in(file.added_by).get(community.get_absolute_url()).content.decode()
    with pytest.raises(permissions.CannotPin):
        actions.pin_file(file=other, lead=lead, pinned_at=timezone.now())
    signed_in(lead).post(f"{place(other)}pin/", {"pinned": "yes"})
    assert Pin.objects.count() == 1


def test_guidance_is_pinned_from_its_own_page(community, lead):
    guide = GuideFactory(title="Power of sport")
    client = signed_in(lead)
    assert f'action="{pins_of(community)}page/"' in client.get(guide.url).content.decode()

    client.post(f"{pins_of(community)}page/", {"page": guide.pk})
    client.post(f"{pins_of(community)}page/", {"page": guide.pk})

    assert "Power of sport" in home(community)
    assert Pin.objects.count() == 1


def test_others_are_not_offered_to_pin_guidance(community):
    guide = GuideFactory()

    for client in (Client(), signed_in(make_member(community)), signed_in(UserFactory(staff=True))):
        assert b"Pin this page" not in client.get(guide.url).content


@pytest.mark.parametrize("page", ["draft", "absent", "x", ""])
def test_a_page_that_the_lead_may_not_read_is_not_pinned(community, lead, page):
    draft = GuideFactory(draft=True)
    pk = {"draft": draft.pk, "absent": 999_999}.get(page, page)

    assert signed_in(lead).post(f"{pins_of(community)}page/", {"page": pk}).status_code == 404
    with pytest.raises(permissions.CannotPin):
        actions.pin_page(community=community, lead=lead, page=draft, pinned_at=timezone.now())


def test_pins_change_places_and_stay_at_the_ends(community, lead):
    first, second = (
        pin_link(community, lead, "First"),
        pin_link(community, lead, "Second", "https://b.example/"),
    )
    client = signed_in(lead)

    def order() -> list[str]:
        return [pin.title for pin in Pin.objects.filter(community=community)]

    client.post(f"{pins_of(community)}{second.pk}/move/", {"way": "up"})
    assert order() == ["Second", "First"]
    client.post(f"{pins_of(community)}{second.pk}/move/", {"way": "up"})
    assert order() == ["Second", "First"]
    client.post(f"{pins_of(community)}{second.pk}/move/", {"way": "down"})
    assert order() == ["First", "Second"]
    first.delete()
    actions.move_pin(pin=second, lead=lead, is_up=True)
    assert order() == ["Second"]


def test_a_pin_is_taken_off(community, lead):
    pin = pin_link(community, lead)

    signed_in(lead).post(f"{pins_of(community)}{pin.pk}/remove/")

    assert "Helpline" not in home(community)


def test_a_pin_is_found_in_its_own_community_alone(lead):
    pin = pin_link(elsewhere := CommunityFactory(open=True), lead_of(elsewhere))
    here = lead.memberships.get().community

    for tail in ("move/", "remove/"):
        assert signed_in(lead).post(f"{pins_of(here)}{pin.pk}/{tail}").status_code == 404


def test_members_pin_nothing(community, lead):
    member, guide, file = make_member(community), GuideFactory(), make_file(community)
    pin, at = pin_link(community, lead), timezone.now()

    assert signed_in(member).get(pins_of(community)).status_code in {403, 404}
    for act in (
        lambda: pin_link(community, member, "Mine"),
        lambda: actions.pin_page(community=community, lead=member, page=guide, pinned_at=at),
        lambda: actions.pin_file(file=file, lead=member, pinned_at=at),
        lambda: actions.move_pin(pin=pin, lead=member, is_up=True),
        lambda: actions.unpin(pin=pin, lead=member),
    ):
        with pytest.raises(permissions.CannotModerate):
            act()


def test_pins_have_an_end(community, lead):
    for number in range(MAX_PINS):
        pin_link(community, lead, f"Link {number}")

    answer = signed_in(lead).post(pins_of(community), {"title": "More", "url": "https://example.org/"})

    assert answer.status_code == 403
    assert b"Take one off first" in answer.content
    assert Pin.objects.count() == MAX_PINS


def test_the_home_asks_the_same_number_of_queries_however_much_is_pinned(
    community, lead, django_assert_num_queries, django_assert_max_num_queries
):
    def pin(count: int) -> None:
        for number in range(count):
            pin_link(community, lead, f"Link {count} {number}")
            actions.pin_file(file=make_file(community), lead=lead, pinned_at=timezone.now())
            actions.pin_page(community=community, lead=lead, page=GuideFactory(), pinned_at=timezone.now())

    pin(1)
    Client().get(community.get_absolute_url())
    with django_assert_max_num_queries(40) as short:
        Client().get(community.get_absolute_url())
    pin(3)

    with django_assert_num_queries(len(short)):
        Client().get(community.get_absolute_url())
