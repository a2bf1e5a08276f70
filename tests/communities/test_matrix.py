"""Who sees what of a Community: every role at every level, on every page, by words searched in raw bytes."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.timezone import now

from communities import actions
from communities.actions import start_staff_reading
from communities.models import Community, Membership, User
from tests.communities.factories import CommunityFactory, InvitationFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

LEVELS = ["open", "members", "private", "confidential"]
ROLES = [
    "anonymous",
    "outsider",
    "applicant",
    "invited",
    "member",
    "lead",
    "lead elsewhere",
    "editor",
    "staff",
    "staff with reason",
    "former",
    "suspended",
    "unapproved",
]
PAGES = {
    "list": lambda slug: reverse("communities:community-list"),
    "home": lambda slug: reverse("communities:community-detail", args=[slug]),
    "about": lambda slug: reverse("communities:community-about", args=[slug]),
    "people": lambda slug: reverse("communities:community-people", args=[slug]),
    "join": lambda slug: reverse("communities:membership-join", args=[slug]),
    "leave": lambda slug: reverse("communities:membership-leave", args=[slug]),
    "look after": lambda slug: reverse("communities:look-after", args=[slug]),
    "invitations": lambda slug: reverse("communities:invitation-list", args=[slug]),
    "new invitations": lambda slug: reverse("communities:invitation-new", args=[slug]),
    "welcome": lambda slug: reverse("communities:community-welcome", args=[slug]),
    "log": lambda slug: reverse("communities:decision-log", args=[slug]),
    "reasons": lambda slug: reverse("communities:reason-list", args=[slug]),
}
NAME, PURPOSE, RULE = "Marker Name Kestrel", "Marker purpose heron", "Marker rule curlew"
LEAD, MEMBER, ASKER, NOTE = "Leadperson Wren", "Memberperson Finch", "Askerperson Crane", "Marker note dunlin"
REASON, READY = "Marker reason plover", "Marker ready dotterel"
INVITED, WORDS, WELCOME = "marker-invited-siskin@example.org", "Marker words redpoll", "Marker welcome serin"
EVERYTHING = {INVITED, WORDS, WELCOME, REASON, READY, NAME, PURPOSE, RULE, LEAD, MEMBER, ASKER, NOTE}


@dataclass
class World:
    community: Community
    viewer: User | None


@pytest.fixture
def world(request) -> World:
    role, level = request.param
    community = CommunityFactory(
        **{level: True},
        name=NAME,
        slug="marker-slug-egret",
        purpose=PURPOSE,
        house_rules=RULE,
        welcome=WELCOME,
    )
    lead = MembershipFactory(community=community, lead=True, user__name=LEAD)
    member = MembershipFactory(community=community, user__name=MEMBER)
    InvitationFactory(community=community, invited_by=lead.user, email=INVITED, message=WORDS)
    actions.warn_member(lead=lead.user, membership=member, reason=REASON, warned_at=now())
    actions.add_ready_reason(lead=lead.user, community=community, words=READY)
    MembershipFactory(community=community, asked=True, user__name=ASKER, request_note=NOTE)
    return World(community, _viewer(role, community))


def _viewer(role: str, community: Community) -> User | None:
    if role == "anonymous":
        return None
    traits = {
        "staff": {"staff": True},
        "staff with reason": {"staff": True},
        "suspended": {"suspended": True},
        "unapproved": {"unapproved": True},
    }
    viewer = UserFactory(name="The Viewer", **traits.get(role, {}))
    memberships = {
        "applicant": {"asked": True},
        "member": {},
        "lead": {"lead": True},
        "former": {"ended": True},
        "suspended": {},
        "unapproved": {},
    }
    if role in memberships:
        MembershipFactory(user=viewer, community=community, **memberships[role])
    if role == "staff with reason" and not community.is_open:
        start_staff_reading(community=community, by=viewer, reason="A report.", started_at=now())
    if role == "invited":
        InvitationFactory(community=community, user=viewer)
    if role == "lead elsewhere":
        MembershipFactory(user=viewer, lead=True)
    if role == "editor":
        viewer.groups.add(Group.objects.get(name="Editors"))
    return viewer


def _may_see(role: str, level: str, page: str) -> set[str]:
    """Say which markers this role may find on this page: the rules, written a second time and plainly."""
    signed_in = role not in {"anonymous", "suspended"}
    belongs = role in {"member", "lead"}
    knows = {
        "open": True,
        "members": True,
        "private": signed_in,
        "confidential": belongs or role in {"invited", "staff with reason"},
    }[level]
    if not knows:
        return set()
    face = {NAME, PURPOSE}
    if page == "list" or page == "home":
        return face
    if page == "about":
        leads = {LEAD} if belongs or (signed_in and level in {"open", "members"}) else set()
        return face | {RULE} | leads
    if page == "people":
        return face | ({LEAD, MEMBER} if belongs else set())
    if page == "join":
        return face | {RULE} if signed_in and not belongs else set()
    if page == "leave":
        return {NAME} if belongs else set()
    if role == "lead":
        return {
            "look after": face | {ASKER, NOTE, READY},
            "invitations": {NAME, INVITED, LEAD},
            "new invitations": {NAME},
            "welcome": {NAME, WELCOME},
            "log": {NAME, REASON, LEAD, MEMBER},
            "reasons": {NAME, READY},
        }[page]
    # A member is told that the page is the Leads'; somebody outside, how to join.
    return set() if role in {"member", "anonymous", "suspended", "unapproved"} else face


@pytest.mark.parametrize(
    ("world", "role", "level"),
    [((role, level), role, level) for role in ROLES for level in LEVELS],
    indirect=["world"],
    ids=[f"{role}-{level}" for role in ROLES for level in LEVELS],
)
def test_each_page_shows_a_role_what_it_may_see_and_nothing_else(client, world, role, level):
    if world.viewer:
        client.force_login(world.viewer)

    for page, address in PAGES.items():
        body = client.get(address(world.community.slug)).content.decode()
        found = {marker for marker in EVERYTHING if marker in body}

        assert found == _may_see(role, level, page), f"{page} for {role}, {level}"


@pytest.mark.parametrize("role", ["anonymous", "outsider", "staff", "lead elsewhere", "unapproved"])
def test_a_confidential_community_answers_like_one_that_never_was(client, role):
    hidden = CommunityFactory(confidential=True, slug="hidden-room")
    viewer = _viewer(role, hidden) if role != "unapproved" else UserFactory(unapproved=True)
    if viewer:
        client.force_login(viewer)

    for page in PAGES:
        there = client.get(PAGES[page]("hidden-room"))
        absent = client.get(PAGES[page]("absent-room"))

        assert there.status_code == absent.status_code
        assert _masked(there) == _masked(absent), page


def _masked(response) -> bytes:
    body = response.content + response.headers.get("Location", "").encode()
    for token in (response.context or {}).get("csrf_token", ""), "":
        body = body.replace(str(token).encode() or b"\0", b"")
    return body.replace(b"hidden-room", b"X").replace(b"absent-room", b"X")


def test_a_member_count_is_told_only_where_people_may_be_known(client):
    for name, traits in {
        "known": {"members": True},
        "unknown": {"members": True, "is_chatham_house": True},
    }.items():
        community = CommunityFactory(slug=name, **traits)
        MembershipFactory.create_batch(3, community=community)

    body = client.get(reverse("communities:community-list")).content.decode()

    assert body.count("3 members") == 1
    assert "person belongs" not in body
    assert Membership.objects.active().count() == 6
