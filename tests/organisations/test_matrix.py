"""Who sees what of an Organisation's people: every role on every page, by words searched in raw bytes."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.timezone import localdate, now

from communities.models import Organisation, User
from organisations import actions
from organisations.models import Claim
from tests.communities.factories import OrganisationFactory, UserFactory
from tests.organisations.factories import (
    HOME,
    ClaimFactory,
    ColleagueInvitationFactory,
    NetworkMembershipFactory,
    address,
    make_administrator,
)

pytestmark = pytest.mark.django_db

ROLES = [
    "anonymous",
    "outsider",
    "unapproved",
    "suspended",
    "colleague",
    "administrator",
    "administrator elsewhere",
    "suspended administrator",
    "former administrator",
    "leaver",
    "claimant",
    "invited",
    "editor",
    "staff",
]
DOES, COLLEAGUE, UNLISTED = "Marker does egret", "Colleague Wren", "Unlisted Finch"
APPLICANT, APPLICANT_MAIL = "Applicant Crane", "marker-applicant"
CLAIMANT, CLAIMANT_MAIL, NOTE = "Claimant Curlew", "marker-claimant", "Marker note dunlin"
DECLINED, ANSWER = "Declined Plover", "Marker answer serin"
INVITED_MAIL, WORDS, SENDER = "marker-invited", "Marker words redpoll", "Sender Ouzel"
TIER = "Marker Tier Siskin"
EVERYTHING = {
    DOES, COLLEAGUE, UNLISTED, APPLICANT, APPLICANT_MAIL, CLAIMANT, CLAIMANT_MAIL, NOTE, DECLINED, ANSWER,
    INVITED_MAIL, WORDS, SENDER, TIER,
}  # fmt: skip
#: What anybody with an account that may take part finds in the network's own lists of people.
KNOWN = {COLLEAGUE, CLAIMANT, DECLINED, SENDER}


@dataclass
class World:
    council: Organisation
    viewer: User | None
    colleague: User
    claim: Claim
    invitation_pk: int


@pytest.fixture
def world(request, council) -> World:
    council.description = DOES
    council.save()
    sender = make_administrator(council, name=SENDER)
    colleague = UserFactory(organisation=council, name=COLLEAGUE)
    UserFactory(organisation=council, name=UNLISTED, is_listed=False)
    UserFactory(organisation=council, unapproved=True, name=APPLICANT, email=f"{APPLICANT_MAIL}@{HOME}")
    claimant = UserFactory(name=CLAIMANT, email=f"{CLAIMANT_MAIL}@example.org")
    claim = ClaimFactory(user=claimant, organisation=council, note=NOTE)
    refused = ClaimFactory(user=UserFactory(name=DECLINED), organisation=council)
    actions.decline_claim(claim=refused, by=sender, answer=ANSWER, declined_at=now())
    end = localdate() + timedelta(days=20)
    NetworkMembershipFactory(organisation=council, tier__name=TIER, end_date=end)
    invited = UserFactory(name="The Viewer", email=f"{INVITED_MAIL}@example.org")
    invitation = ColleagueInvitationFactory(
        organisation=council, invited_by=sender, user=invited, message=WORDS, token="t"
    )
    viewers = {"claimant": lambda: claimant, "invited": lambda: invited}
    viewer = viewers.get(request.param, lambda: _viewer(request.param, council))()
    return World(council, viewer, colleague, claim, invitation.pk)


def _viewer(role: str, council: Organisation) -> User | None:
    if role == "anonymous":
        return None
    if role == "administrator":
        return make_administrator(council, name="The Viewer")
    if role == "administrator elsewhere":
        return make_administrator(OrganisationFactory(), name="The Viewer")
    if role == "suspended administrator":
        return make_administrator(council, name="The Viewer", suspended=True)
    if role == "former administrator":
        viewer = make_administrator(council, name="The Viewer")
        viewer.administrator.delete()
        return viewer
    traits = {
        "unapproved": {"unapproved": True},
        "suspended": {"suspended": True, "organisation": council},
        "colleague": {"organisation": council},
        "staff": {"staff": True},
    }.get(role, {})
    viewer = UserFactory(name="The Viewer", **traits)
    if role == "editor":
        viewer.groups.add(Group.objects.get(name="Editors"))
    if role == "leaver":
        User.objects.filter(pk=viewer.pk).update(organisation=council)
        viewer.refresh_from_db()
        actions.leave_organisation(person=viewer, left_at=now())
    return viewer


PAGES = {
    "page": lambda world: world.council.get_absolute_url(),
    "organisations": lambda world: reverse("communities:organisation-list"),
    "people": lambda world: reverse("communities:person-list"),
    "desk": lambda world: "/",
    "profile": lambda world: reverse("communities:profile-edit"),
    "waiting": lambda world: reverse("communities:waiting"),
    "own organisation": lambda world: reverse("own-organisation:organisation"),
    "leave": lambda world: reverse("own-organisation:leave"),
    "look after": lambda world: address("look-after", world.council),
    "description": lambda world: address("organisation-edit", world.council),
    "colleague": lambda world: address("colleague", world.council, world.colleague.pk),
    "invitations": lambda world: address("invitation-list", world.council),
    "new invitations": lambda world: address("invitation-new", world.council),
    "progress": lambda world: address("invitation-progress", world.council),
    "link": lambda world: reverse("colleague-invitation:link", args=["t"]),
    "own invitation": lambda world: reverse("colleague-invitation:own", args=[world.invitation_pk]),
    "to look at": lambda world: reverse("network-attention"),
    "claims": lambda world: reverse("claims-waiting"),
    "cms": lambda world: reverse("wagtailadmin_home"),
}


def _may_see(role: str, page: str) -> set[str]:
    """Say which markers this role may find on this page: the rules, written a second time and plainly."""
    is_in = role not in {"anonymous", "suspended", "suspended administrator"}
    takes_part = is_in and role != "unapproved"
    if page == "link":  # whoever holds the letter; its address fills in the form of a new account
        return {DOES, SENDER, WORDS} | (set() if is_in else {INVITED_MAIL}) | _own(role, page)
    if not is_in:
        return set()
    if page == "page":
        return {DOES} | ({COLLEAGUE, SENDER} if takes_part else set())
    if page == "people":
        return KNOWN if takes_part else set()
    if page in {"own invitation", "own organisation", "leave"}:
        return _own(role, page)
    if role == "administrator":
        return {
            "look after": {
                COLLEAGUE, UNLISTED, SENDER, APPLICANT, APPLICANT_MAIL, CLAIMANT, NOTE, TIER,
            },
            "description": {DOES},
            "colleague": {COLLEAGUE},
            "invitations": {INVITED_MAIL, SENDER},
        }.get(page, set())  # fmt: skip
    if role == "staff":
        return {
            "to look at": {TIER},
            "claims": {CLAIMANT, CLAIMANT_MAIL, NOTE},
            "cms": {TIER, APPLICANT, CLAIMANT},
        }.get(page, set())
    return set()


def _own(role: str, page: str) -> set[str]:
    if role == "claimant" and page in {
        "own organisation",
        "leave",
    }:  # they work nowhere: the one leads to the other
        return {NOTE}
    if (role, page) == ("invited", "own invitation"):
        return {DOES, SENDER, WORDS}
    return {CLAIMANT_MAIL} if (role, page) == ("claimant", "link") else set()


@pytest.mark.parametrize(("world", "role"), [(role, role) for role in ROLES], indirect=["world"], ids=ROLES)
def test_each_page_shows_a_role_what_it_may_see_and_nothing_else(client, world, role):
    if world.viewer:
        client.force_login(world.viewer)

    wrong = {}
    for page, where in PAGES.items():
        body = client.get(where(world), follow=page != "waiting").content.decode()
        found = {marker for marker in EVERYTHING if marker in body}
        if role == "claimant":
            found -= {CLAIMANT}  # their own name stands at the head of every page
        expected = _may_see(role, page) - ({CLAIMANT} if role == "claimant" else set())
        if found != expected:
            wrong[page] = {"too much": found - expected, "missing": expected - found}

    assert not wrong


@pytest.mark.parametrize("role", ["outsider", "colleague", "administrator elsewhere", "leaver", "staff"])
def test_what_one_may_not_see_answers_as_what_there_is_not(client, council, role):
    claim = ClaimFactory(organisation=council)
    viewer = _viewer(role, council)
    client.force_login(viewer)
    pairs = [
        (address("look-after", council), "/organisations/nobody-here/look-after/"),
        (address("invitation-list", council), "/organisations/nobody-here/look-after/invitations/"),
        (address("colleague", council, claim.user_id), address("colleague", council, 999_999)),
        (
            reverse("colleague-invitation:own", args=[ColleagueInvitationFactory(organisation=council).pk]),
            reverse("colleague-invitation:own", args=[999_999]),
        ),
    ]

    for there, absent in pairs:
        answers = [client.get(there), client.get(absent)]
        masked = [_masked(answer, url) for answer, url in zip(answers, (there, absent), strict=True)]

        assert [answer.status_code for answer in answers] == [404, 404]
        assert masked[0] == masked[1]


def _masked(response, url: str) -> bytes:
    token = str((response.context or {}).get("csrf_token", "")) or "\0"
    return response.content.replace(token.encode(), b"").replace(url.encode(), b"X")
