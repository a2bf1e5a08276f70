"""Who counts in what many pages stand on: Leads, people in lists, and those letters go to."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils.timezone import now

from communities import actions, directory, tasks
from communities.models import Decision, Invitation, Membership, Quiet, User
from tests.communities.factories import (
    CommunityFactory,
    InvitationFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

#: What ends somebody's being a Lead for now, past every signal.
NO_LEAD = {
    "suspended": lambda lead: User.objects.filter(pk=lead.user_id).update(is_active=False),
    "waiting again": lambda lead: User.objects.filter(pk=lead.user_id).update(approved_at=None),
    "a member": lambda lead: Membership.objects.filter(pk=lead.pk).update(role="member"),
    "gone": lambda lead: Membership.objects.filter(pk=lead.pk).update(state="left"),
}


@pytest.fixture
def lead():
    return MembershipFactory(community=CommunityFactory(members=True), lead=True)


def desk_of(person) -> str:
    request = RequestFactory().get("/", headers={"Cookie": "session=x"})
    request.user = person
    return Template("{% load desk %}{% waiting_for_me %}").render(Context({"request": request}))


@pytest.mark.parametrize("what", NO_LEAD)
def test_an_invitation_stands_as_long_as_its_sender_leads(lead, what):
    InvitationFactory(community=lead.community, invited_by=lead.user)
    before = Invitation.objects.from_able().count()

    NO_LEAD[what](lead)

    assert (before, Invitation.objects.from_able().count()) == (1, 0)


@pytest.mark.parametrize("what", NO_LEAD)
def test_nobody_is_known_as_a_lead_who_does_not_lead_now(lead, what):
    known = Membership.objects.leads_known_to(UserFactory())
    before = known.count()

    NO_LEAD[what](lead)

    assert (before, known.count()) == (1, 0)


@pytest.mark.parametrize("what", ["waiting again", "a member", "gone"])
def test_what_waits_for_leads_stands_on_the_desk_of_those_who_lead_now(lead, what):
    MembershipFactory(community=lead.community, asked=True)
    before = desk_of(User.objects.get(pk=lead.user_id))

    NO_LEAD[what](lead)

    assert lead.community.name in before
    assert lead.community.name not in desk_of(User.objects.get(pk=lead.user_id))


def test_who_waits_for_approval_is_in_no_list_and_no_count():
    organisation = OrganisationFactory()
    shown = UserFactory(organisation=organisation)
    UserFactory(organisation=organisation, unapproved=True)
    UserFactory(organisation=organisation, is_active=False)

    held = directory.current()

    assert held.people.keys == [shown.pk]
    assert held.people_counts[organisation.pk] == 1


def test_who_was_suspended_a_moment_ago_is_on_no_page_of_the_list(client):
    client.force_login(UserFactory())
    gone = UserFactory(name="Wren Gone")
    directory.current()
    User.objects.filter(pk=gone.pk).update(is_active=False)

    assert "Wren Gone" not in client.get("/people/").content.decode()


def test_an_organisation_counts_one_less_for_each_listed_person_who_blocked_the_viewer(client):
    viewer, organisation = UserFactory(), OrganisationFactory(name="Stannerley")
    blocker, *_ = [UserFactory(organisation=organisation) for _ in range(3)]
    unseen = [
        UserFactory(organisation=organisation, is_listed=False),
        UserFactory(organisation=organisation, unapproved=True),
        UserFactory(organisation=organisation, is_active=False),
    ]
    for each in (blocker, *unseen):
        Quiet.objects.create(person=each, other=viewer, is_block=True)
    client.force_login(viewer)

    shown = client.get("/organisations/?q=Stannerley").context["page_obj"].object_list

    assert [each.people_count for each in shown] == [2]


@pytest.mark.parametrize("is_suspended", [False, True])
def test_a_letter_about_a_decision_goes_to_those_who_may_come_and_read_it(lead, mailoutbox, is_suspended):
    membership = MembershipFactory(community=lead.community)
    actions.warn_member(lead=lead.user, membership=membership, reason="No names.", warned_at=now())
    mailoutbox.clear()
    User.objects.filter(pk=membership.user_id).update(is_active=not is_suspended)

    tasks.write_about_decision.call(Decision.objects.get().pk)

    assert len(mailoutbox) == (0 if is_suspended else 1)


def test_a_number_leads_to_no_community_that_one_may_not_know_of(client):
    community = CommunityFactory(confidential=True)
    address = reverse("communities:community-number", args=[community.pk])
    client.force_login(UserFactory())
    outside = client.get(address)
    client.force_login(MembershipFactory(community=community).user)

    assert outside.status_code == 404
    assert client.get(address).status_code == 302
