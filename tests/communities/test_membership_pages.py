"""Coming in, leaving and looking after, as forms on pages that work without script."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from communities import actions
from communities.models import Community, FormerSlug, Membership
from communities.public import HEADER
from communities.templatetags.desk import waiting_for_me
from tests.communities.factories import CommunityFactory, MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

State = Membership.State


def url(name, *args):
    return reverse(f"communities:{name}", args=args)


# --- Joining ------------------------------------------------------------------------------


def test_the_desk_does_not_count_requests_of_people_who_were_suspended(client):
    lead = MembershipFactory(lead=True)
    MembershipFactory(community=lead.community, asked=True)
    MembershipFactory(community=lead.community, asked=True, user__is_active=False)
    request = RequestFactory().get("/", headers={"Cookie": "session=x"})
    request.user = lead.user

    [led] = waiting_for_me({"request": request})["led"]

    assert led.waiting_count == 1


@pytest.mark.parametrize("change", [{"approved_at": None}, {"is_active": False}, {"role": "member"}])
def test_the_desk_tells_of_requests_to_leads_who_may_take_part_only(change):
    lead = MembershipFactory(lead=True)
    MembershipFactory(community=lead.community, asked=True)
    request = RequestFactory().get("/", headers={"Cookie": "session=x"})
    request.user = lead.user
    assert waiting_for_me({"request": request})["led"] == [lead.community]

    changed = lead if "role" in change else lead.user
    type(changed).objects.filter(pk=changed.pk).update(**change)

    assert waiting_for_me({"request": request})["led"] == []


def test_the_front_page_of_somebody_signed_out_lists_communities_anyone_may_know_of(client):
    for level in ("open", "private", "confidential"):
        CommunityFactory(name=f"Marked {level}", **{level: True})

    page = client.get("/").content.decode()

    assert "Marked open" in page
    assert "Marked private" not in page
    assert "Marked confidential" not in page


def test_how_many_belong_is_not_shown_where_people_may_not_be_known(client):
    member = MembershipFactory(community=CommunityFactory(is_chatham_house=True))
    counts = {}

    for name, viewer in {"member": member.user, "outsider": UserFactory()}.items():
        client.force_login(viewer)
        counts[name] = client.get(url("community-about", member.community.slug)).context["member_count"]

    assert counts == {"member": 1, "outsider": None}


def test_who_leaves_a_confidential_community_is_not_led_to_what_they_may_not_know_of(client):
    member = MembershipFactory(community=CommunityFactory(confidential=True))
    client.force_login(member.user)

    left = client.post(url("membership-leave", member.community.slug))

    assert left.headers["Location"] == url("community-list")


def test_requests_of_one_person_are_limited_by_the_hour(client):
    client.force_login(UserFactory())

    pages = [
        client.post(url("membership-join", CommunityFactory().slug), {"accept": "on", "note": "I coach."})
        for _ in range(21)
    ]

    assert Membership.objects.filter(state=State.ASKED).count() == 20
    assert "often enough" in pages[-1].content.decode()


def test_joining_takes_one_press_once_the_rules_are_ticked(client):
    community, user = CommunityFactory(open=True, house_rules="Be kind."), UserFactory()
    client.force_login(user)

    response = client.post(url("membership-join", community.slug), {"accept_rules": "on"}, follow=True)

    assert "You now belong to" in response.content.decode()
    assert Membership.objects.get(user=user).is_active


def test_a_chatham_house_community_asks_for_its_own_tick(client):
    community = CommunityFactory(is_chatham_house=True, house_rules="Be kind.", joining=Community.Joining.NOW)
    client.force_login(UserFactory())

    response = client.post(url("membership-join", community.slug), {"accept_rules": "on"})

    assert response.status_code == 422
    assert "you will keep the Chatham House Rule" in response.content.decode()
    assert not Membership.objects.exists()


def test_what_somebody_typed_survives_a_missing_tick(client):
    community = CommunityFactory(house_rules="Be kind.")
    client.force_login(UserFactory())

    response = client.post(url("membership-join", community.slug), {"note": "I coach <b>girls</b>."})

    assert response.status_code == 422
    assert "I coach &lt;b&gt;girls&lt;/b&gt;." in response.content.decode()


def test_an_unapproved_person_is_told_why_and_cannot_post_the_form(client):
    community = CommunityFactory(open=True)
    client.force_login(UserFactory(unapproved=True))

    page = client.get(url("membership-join", community.slug)).content.decode()
    response = client.post(url("membership-join", community.slug), {"accept_purpose": "on"})

    assert "Your account is not approved yet" in page
    assert response.status_code == 403
    assert not Membership.objects.exists()


def test_nobody_sets_what_the_join_form_does_not_offer(client):
    community, user = CommunityFactory(open=True), UserFactory()
    client.force_login(user)
    extra = {field.name: "lead" for field in Membership._meta.fields} | {"state": "active", "role": "lead"}

    client.post(url("membership-join", community.slug), extra | {"accept_purpose": "on"})

    membership = Membership.objects.get(user=user)
    assert membership.role == Membership.Role.MEMBER
    assert membership.request_note == ""


def test_asking_too_often_is_refused_and_keeps_the_words(client, monkeypatch):
    client.force_login(UserFactory())
    statuses = []

    for _ in range(21):
        community = CommunityFactory()
        response = client.post(
            url("membership-join", community.slug), {"note": "Hello", "accept_purpose": "on"}
        )
        statuses.append(response.status_code)

    assert statuses == [302] * 20 + [403]
    assert "Hello" in response.content.decode()


# --- Looking after ------------------------------------------------------------------------


@pytest.fixture
def lead(client):
    membership = MembershipFactory(lead=True)
    client.force_login(membership.user)
    return membership


def test_a_lead_lets_somebody_in_with_one_press(client, lead):
    request = MembershipFactory(community=lead.community, asked=True)

    client.post(url("request-approve", lead.community.slug, request.pk))

    request.refresh_from_db()
    assert request.is_active


def test_declining_needs_a_sentence(client, lead):
    request = MembershipFactory(community=lead.community, asked=True)

    response = client.post(
        url("request-decline", lead.community.slug, request.pk), {f"request-{request.pk}-note": " "}
    )

    request.refresh_from_db()
    assert response.status_code == 422
    assert request.state == State.ASKED


def test_a_request_of_another_community_is_not_found(client, lead):
    other = MembershipFactory(lead=True, user=lead.user)
    request = MembershipFactory(community=other.community, asked=True)
    names = ["request-approve", "request-decline", "member-change-role", "member-end"]

    statuses = [client.post(url(name, lead.community.slug, request.pk)).status_code for name in names]
    statuses.append(client.get(url("member-look-after", lead.community.slug, request.pk)).status_code)

    assert statuses == [404] * 5


def test_a_member_is_refused_and_an_outsider_learns_how_to_join(client):
    membership = MembershipFactory()
    address = url("look-after", membership.community.slug)
    client.force_login(membership.user)
    refused = client.get(address)
    client.force_login(UserFactory())
    outside = client.get(address)

    assert refused.status_code == 403
    assert outside.status_code == 404
    assert "Ask to join" in outside.content.decode()


def test_a_lead_names_another_lead(client, lead):
    member = MembershipFactory(community=lead.community)

    client.post(url("member-change-role", lead.community.slug, member.pk), {"role": "lead"})
    client.post(url("member-change-role", lead.community.slug, member.pk), {"role": "lead"})  # pressed twice

    member.refresh_from_db()
    assert member.is_lead


# --- Addresses, caches and counts ---------------------------------------------------------


def test_a_former_address_leads_on_for_those_who_may_know(client):
    community = CommunityFactory(slug="new-name")
    hidden = CommunityFactory(confidential=True, slug="new-secret")
    FormerSlug.objects.create(community=community, slug="old-name")
    FormerSlug.objects.create(community=hidden, slug="old-secret")

    moved = client.get(url("community-about", "old-name") + "?x=1")
    secret = client.get(url("community-about", "old-secret"))

    assert (moved.status_code, moved.headers["Location"]) == (
        301,
        url("community-about", "new-name") + "?x=1",
    )
    assert secret.status_code == 404


def test_renaming_keeps_the_former_address_and_an_address_in_use_wins():
    community = CommunityFactory(slug="b")
    actions.settle_community(community=community, former_slug="a", former_privacy="members")
    other = CommunityFactory(slug="a")
    actions.settle_community(community=other)

    assert not FormerSlug.objects.exists()


@pytest.mark.parametrize(("level", "is_public"), [("open", True), ("members", True)])
def test_public_pages_say_what_they_show(rf, client, level, is_public):
    from django.contrib.auth.models import AnonymousUser
    from django.urls import resolve

    from communities.views.communities import community_detail, community_list

    community = CommunityFactory(**{level: True})
    request = rf.get(community.get_absolute_url())
    request.user, request.resolver_match = AnonymousUser(), resolve(community.get_absolute_url())

    home = community_detail(request, slug=community.slug)
    listed = community_list(request)

    assert home[HEADER] == f"communities community.{community.pk} guidance list.{community.pk}"
    assert listed[HEADER] == "communities"


def test_a_page_number_that_does_not_exist_is_not_found(client):
    CommunityFactory()

    for number in ("99", "none", "9" * 5000, "\0"):
        assert client.get(url("community-list"), {"page": number}).status_code == 404


@pytest.mark.parametrize("rows", [3, 15])
def test_lists_ask_the_same_of_the_database_however_long(client, django_assert_max_num_queries, rows):
    lead = MembershipFactory(lead=True)
    for _ in range(rows):
        MembershipFactory(community=lead.community, user__organisation=OrganisationFactory())
        MembershipFactory(community=lead.community, asked=True, user__organisation=OrganisationFactory())
        CommunityFactory()
    client.force_login(lead.user)
    ceilings = {
        url("community-list"): 9,  # two of them for the foot of every page, asked once a minute
        url("community-people", lead.community.slug): 10,
        url("look-after", lead.community.slug): 13,
        url("person-list"): 9,
        url("organisation-list"): 6,
    }

    client.get(url("person-list"))  # what every process holds of the directories until something changes

    for address, ceiling in ceilings.items():
        with django_assert_max_num_queries(ceiling):
            assert client.get(address).status_code == 200


# --- Who counts as a member ---------------------------------------------------------------


def test_only_people_who_may_take_part_count_as_members(client):
    member = MembershipFactory(community=CommunityFactory(open=True))
    community = member.community
    for trait in ("user__suspended", "user__unapproved", "asked", "ended"):
        MembershipFactory(community=community, **{trait: True})

    about = client.get(url("community-about", community.slug)).content.decode()
    listed = client.get(url("community-list")).content.decode()

    assert list(Membership.objects.belonging()) == [member]
    assert list(Membership.objects.for_people_list()) == [member]
    assert "<dt>Members</dt><dd>1</dd>" in about
    assert "<span>1 member</span>" in listed


# --- What no address of ours holds --------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "name", "status"),
    [
        ("/communities/", "page", 404),
        ("/people/", "q", 200),
        ("/people/", "topic", 200),
        ("/people/", "sector", 200),
        ("/organisations/", "q", 200),
        ("/organisations/", "sector", 200),
        ("/guidance/", "q", 200),
        ("/guidance/", "topic", 200),
        ("/guidance/", "audience", 200),
    ],
)
def test_a_null_character_in_a_filter_is_no_error(client, address, name, status):
    client.force_login(UserFactory())

    assert client.get(address, {name: "a\0b"}).status_code == status


def test_a_null_character_in_the_room_itself_is_no_error(client):
    community = CommunityFactory(open=True)

    for name in ("kind", "topic", "page"):
        assert client.get(community.get_absolute_url(), {name: "a\0b"}).status_code in {200, 404}
