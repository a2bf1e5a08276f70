"""Guidance that somebody's communities look after, or that an Organisation wrote, beside their pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from resources.models import GuidancePage, PageAuthor
from tests.communities.factories import (
    CommunityFactory,
    MembershipFactory,
    OrganisationFactory,
    TopicFactory,
    UserFactory,
)
from tests.resources.factories import GuideFactory

pytestmark = pytest.mark.django_db


def guide_of(organisation=None, steward=None, title="MARKGUIDE", **traits):
    """Make a guide that an Organisation wrote and a Community looks after."""
    page = GuideFactory(title=title, **traits)
    # Past the form, which offers no narrower Community: one may become narrower later.
    GuidancePage.objects.filter(pk=page.pk).update(steward=steward)
    if organisation:
        PageAuthor.objects.create(page=page, organisation=organisation)
    return page


def shown(client, sharer, name: str) -> set[str]:
    key = sharer.pk if name == "person" else sharer.slug
    about = {"page": sharer.get_absolute_url(), "list": reverse(f"resources:{name}-guidance", args=[key])}
    return {where for where, address in about.items() if "MARKGUIDE" in client.get(address).content.decode()}


@pytest.mark.parametrize("viewer", ["in", "waiting", "suspended", None])
@pytest.mark.parametrize("state", ["live", "private", "draft"])
def test_an_organisation_shows_the_guidance_it_wrote_to_whoever_may_read_it(client, viewer, state):
    organisation = OrganisationFactory()
    guide_of(organisation, **({} if state == "live" else {state: True}))
    guide_of(OrganisationFactory(), title="Another")
    if viewer:
        traits = {"waiting": {"unapproved": True}, "suspended": {"suspended": True}}
        client.force_login(UserFactory(**traits.get(viewer, {})))

    found = shown(client, organisation, "organisation")

    reads = (viewer == "in" and state in {"live", "private"}) or (viewer == "waiting" and state == "live")
    assert found == ({"page", "list"} if reads else set())


@pytest.mark.parametrize("role", ["outsider", "member", "unapproved"])
@pytest.mark.parametrize("level", ["open", "members", "chatham house", "private", "confidential"])
def test_a_lead_shows_the_guidance_of_a_community_exactly_where_leads_may_be_known(client, role, level):
    traits = {"members": True, "is_chatham_house": True} if level == "chatham house" else {level: True}
    community = CommunityFactory(**traits)
    lead = MembershipFactory(community=community, lead=True).user
    guide_of(steward=community)
    viewer = UserFactory(unapproved=role == "unapproved")
    if role == "member":
        MembershipFactory(user=viewer, community=community)
    client.force_login(viewer)

    found = shown(client, lead, "person")

    is_told = level in {"open", "members"} and role != "unapproved"
    assert found == ({"page", "list"} if is_told else set())


def test_a_lead_shows_no_guidance_that_is_a_draft(client):
    community = CommunityFactory(open=True)
    lead = MembershipFactory(community=community, lead=True).user
    guide_of(steward=community, draft=True)
    client.force_login(UserFactory())

    assert shown(client, lead, "person") == set()


def test_members_and_former_leads_look_after_no_guidance(client):
    community = CommunityFactory(open=True)
    guide_of(steward=community)
    member = MembershipFactory(community=community).user
    former = MembershipFactory(community=community, lead=True, ended=True).user
    client.force_login(UserFactory())

    assert shown(client, member, "person") == shown(client, former, "person") == set()


def test_of_a_lead_in_no_list_nothing_is_gathered_but_for_themselves(client):
    lead = MembershipFactory(community__open=True, lead=True, user__is_listed=False)
    guide_of(steward=lead.community)
    client.force_login(UserFactory())
    others = shown(client, lead.user, "person")
    refused = client.get(reverse("resources:person-guidance", args=[lead.user.pk]))

    client.force_login(lead.user)

    assert others == set()
    assert refused.status_code == 404
    assert shown(client, lead.user, "person") == {"page", "list"}


def test_a_page_shows_five_and_leads_to_all_in_as_many_queries_as_one(client):
    organisation = OrganisationFactory()
    address = reverse("resources:organisation-guidance", args=[organisation.slug])
    client.force_login(UserFactory())

    def asked() -> list[int]:
        counts = []
        for each in (organisation.get_absolute_url(), address):
            client.get(each)
            with CaptureQueriesContext(connection) as queries:
                client.get(each)
            counts.append(len(queries))
        return counts

    guide_of(organisation).topics.add(TopicFactory())
    one = asked()
    for number in range(5):
        guide_of(organisation, title=f"MARKGUIDE {number}").topics.add(TopicFactory())
    page = client.get(organisation.get_absolute_url()).content.decode()

    assert asked() == one
    assert page.count("MARKGUIDE") == 5
    assert f'href="{address}"' in page
    assert client.get(address).content.decode().count("MARKGUIDE") == 6
    assert client.get(f"{address}?page=2").status_code == 404
