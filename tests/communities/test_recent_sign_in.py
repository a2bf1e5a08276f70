"""Risky acts ask again who one is when the last sign-in was long ago; what was typed is kept."""

import time

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from communities.models import Membership, StaffReading, User
from organisations.models import Administrator
from tests.communities.factories import (
    PASSWORD,
    CommunityFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

MINUTE = 60


def sign_in(client, user, *, minutes_ago):
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time() - minutes_ago * MINUTE, "email": user.email}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


@pytest.fixture(autouse=True)
def asked(settings):
    settings.RECENT_SIGN_IN_MINUTES = 15


def _member_page(name):
    def make(user):
        community = MembershipFactory(user=user, lead=True).community
        member = MembershipFactory(community=community)
        return reverse(f"communities:{name}", args=[community.slug, member.pk]), {"note": "Goodbye."}

    return make


def _colleague_page(user):
    organisation = OrganisationFactory()
    User.objects.filter(pk=user.pk).update(organisation=organisation)
    Administrator.objects.create(user=user, organisation=organisation)
    colleague = UserFactory(organisation=organisation)
    return reverse("organisations:colleague-hand-over", args=[organisation.slug, colleague.pk]), {}


def _account_page(view, **answers):
    return lambda user: (reverse(view, args=[UserFactory().pk]), answers)


def _bulk(action, **answers):
    def make(user):
        address = reverse("wagtail_bulk_action", args=["communities", "user", action])
        role = {"role": Group.objects.get(name="Editors").pk} if action == "assign_role" else {}
        return f"{address}?id={UserFactory().pk}", answers | role

    return make


#: Each act that is asked again: what makes its address and answers for a person of the staff.
ACTS = {
    "change a role": _member_page("member-change-role"),
    "end a membership": _member_page("member-end"),
    "hand an organisation over": _colleague_page,
    "read as staff": lambda user: (
        reverse("communities:read-as-staff", args=[CommunityFactory(private=True).pk]),
        {"reason": "A report."},
    ),
    "suspend": _account_page("account-suspend", reason="Spam."),
    "let back in": _account_page("account-lift"),
    "change an account": _account_page("wagtailusers_users:edit", email="x@example.org", name="X"),
    "delete an account": _account_page("wagtailusers_users:delete"),
    "make an account": lambda user: (
        reverse("wagtailusers_users:add"),
        {"email": "made@example.org", "name": "Made"},
    ),
    "change a group": lambda user: (
        reverse("wagtailusers_groups:edit", args=[Group.objects.get(name="Editors").pk]),
        {},
    ),
    "make a group": lambda user: (reverse("wagtailusers_groups:add"), {}),
    "appoint a Lead": lambda user: (
        reverse("appoint", args=[CommunityFactory().pk]),
        {"email": "somebody@example.org", "role": "lead"},
    ),
    "suspend many": _bulk("set_active_state", reason="Spam."),
    "delete many": _bulk("delete"),
    "give many a role": _bulk("assign_role"),
}


@pytest.mark.parametrize("minutes_ago", [0, 14, 16, 600])
@pytest.mark.parametrize("act", ACTS)
def test_each_risky_act_by_the_age_of_the_sign_in(client, act, minutes_ago):
    user = UserFactory(staff=True)
    sign_in(client, user, minutes_ago=minutes_ago)
    address, answers = ACTS[act](user)

    answer = client.post(address, answers)

    is_asked = answer.get("Location", "").startswith("/account/reauthenticate/")
    assert is_asked == (minutes_ago > 15)


def test_nothing_happens_before_the_answer_and_what_was_typed_is_kept(client):
    user = UserFactory(staff=True)
    community = CommunityFactory(private=True)
    sign_in(client, user, minutes_ago=60)

    step = client.post(
        reverse("communities:read-as-staff", args=[community.pk]), {"reason": "Marker reason siskin"}
    )
    wrong = client.post(step.headers["Location"], {"password": "not this one"})
    before = StaffReading.objects.count()
    done = client.post(step.headers["Location"], {"password": PASSWORD})

    assert wrong.status_code == 200
    assert before == 0
    assert StaffReading.objects.get().reason == "Marker reason siskin"
    assert done.headers["Location"] == community.get_absolute_url()


def test_an_answer_is_enough_for_what_comes_next(client):
    lead = MembershipFactory(lead=True)
    members = MembershipFactory.create_batch(2, community=lead.community)
    sign_in(client, lead.user, minutes_ago=60)
    first, second = (
        reverse("communities:member-change-role", args=[lead.community.slug, member.pk]) for member in members
    )

    client.post(client.post(first).headers["Location"], {"password": PASSWORD})
    client.post(second)

    assert Membership.objects.leads().count() == 3


def test_a_session_without_any_record_of_a_sign_in_is_asked(client):
    user = UserFactory(staff=True)
    client.force_login(user)
    other = UserFactory()

    answer = client.post(reverse("account-suspend", args=[other.pk]), {"reason": "Spam."})

    assert answer.headers["Location"].startswith("/account/reauthenticate/")
    assert User.objects.get(pk=other.pk).is_active


def test_looking_does_not_ask(client):
    user = UserFactory(staff=True)
    sign_in(client, user, minutes_ago=600)

    assert client.get(reverse("account-suspend", args=[UserFactory().pk])).status_code == 200
