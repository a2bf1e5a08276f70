"""Who listens, writes, is offered names and is told, by role and level of privacy; and that what one may not
see answers as what never was. Who sees which words at which door: tests/matrix/.
"""

import re
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from communities.actions import start_staff_reading
from communities.models import Community, FormerSlug, User
from discussions import actions, live_queries
from discussions.models import Attachment, Draft, FollowLevel, SavedPost, Thread
from tests.communities.factories import (
    CommunityFactory,
    InvitationFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)
from tests.discussions import files
from tests.discussions.factories import keep_file, lead_of, make_member, make_reply, make_thread

pytestmark = pytest.mark.django_db

PRIVACY = ["open", "members", "private", "confidential"]
ROLES = [
    "anonymous",
    "outsider",
    "applicant",
    "invited",
    "member",
    "lead",
    "lead-elsewhere",
    "editor",
    "staff",
    "staff-with-reason",
    "former-member",
    "suspended",
    "unapproved",
]


@dataclass
class World:
    """One Community with a conversation in every state, and who looks at it."""

    community: Community
    thread: Thread
    locked: Thread
    files: dict[int, str] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)


def make_world(privacy: str) -> World:
    traits = {privacy: True, "asks_through_leads": True}
    traits |= {"joining": Community.Joining.ASK} if privacy == "open" else {}
    community = CommunityFactory(**traits)
    lead = lead_of(community)
    author = make_member(community)

    def file(name: str, inside: str) -> Attachment:
        return keep_file(author, community, files.pdf(inside), f"{name}.pdf")

    shown, unseen, gone = (
        file("MARKNAME", "MARKINSIDE"), file("MARKHIDDEN", "MARKHIDDEN"), file("MARKDELETED", "MARKDELETED"),
    )  # fmt: skip
    thread = make_thread(
        community, author, title="MARKTITLE here", body="<p>MARKLIVE</p>", files=[shown.public_id]
    )
    edited = make_reply(thread, author, body="<p>MARKEARLIER</p>")
    actions.edit_post(post=edited, editor=author, body="<p>MARKEDITED</p>", edited_at=timezone.now())
    hidden = make_reply(thread, author, body="<p>MARKHIDDEN</p>", files=[unseen.public_id])
    actions.hide_post(post=hidden, lead=lead, reason="Names somebody.", hidden_at=timezone.now())
    deleted = make_reply(thread, author, body="<p>MARKDELETED</p>", files=[gone.public_id])
    actions.delete_post(post=deleted, author=author, deleted_at=timezone.now())
    ask_without_name(thread, lead)
    locked = make_thread(community, author, title="MARKLOCKED thread", locked=True)
    for kind, target in (("thread", thread), ("start", community)):  # of somebody who does not look here
        Draft.objects.create(
            author=author, kind=kind, target_id=target.pk, title="MARKDRAFT title", body="MARKDRAFT",
            token=uuid4(), saved_at=timezone.now(),
        )  # fmt: skip

    def belonging(**state) -> User:
        return MembershipFactory(community=community, **state).user

    invited = UserFactory()
    InvitationFactory(community=community, user=invited, invited_by=lead)
    people = {
        "outsider": UserFactory(),
        "applicant": belonging(asked=True),
        "invited": invited,
        "member": make_member(community),
        "lead": lead,
        "lead-elsewhere": lead_of(CommunityFactory()),
        "editor": UserFactory(),
        "staff": UserFactory(staff=True),
        "staff-with-reason": UserFactory(staff=True),
        "former-member": belonging(ended=True),
        "suspended": belonging(user=UserFactory(suspended=True)),
        "unapproved": belonging(user=UserFactory(unapproved=True)),
    }
    for each in people.values():  # saved while they could read it, whoever they are now
        for post in thread.posts.all():
            SavedPost.objects.create(user=each, post=post, saved_at=timezone.now())
        actions.follow_thread(
            thread=thread, reader=each, level=FollowLevel.EVERYTHING, chosen_at=timezone.now()
        )
        actions.follow_thread(thread=locked, reader=each, level=FollowLevel.DIGEST, chosen_at=timezone.now())
    if not community.is_open:
        start_staff_reading(
            community=community, by=people["staff-with-reason"], reason="A report.", started_at=timezone.now()
        )
    places = {1: shown, 3: unseen, 4: gone}
    kept = {number: f"files/{each.public_id}/{each.name}" for number, each in places.items()}
    return World(community, thread, locked, kept, people)


def ask_without_name(thread: Thread, lead: User) -> None:
    body = OrganisationFactory(name=f"MARKBODY {thread.community.privacy}")
    asker = make_member(thread.community, user=UserFactory(name="MARKASKER", organisation=body))
    held = actions.ask_without_name(
        author=asker, community=thread.community, thread=thread, body="<p>MARKASKED</p>", token=uuid4(),
        asked_at=timezone.now(),
    )  # fmt: skip
    actions.let_through(held=held, lead=lead, at=timezone.now())


def may_read(role: str, privacy: str) -> bool:
    return privacy == "open" or role in {"member", "lead", "staff-with-reason"}


@pytest.mark.parametrize("privacy", PRIVACY)
@pytest.mark.parametrize("role", ROLES)
def test_every_role_listens_exactly_where_it_may_read(role, privacy):
    world = make_world(privacy)
    client = Client()
    key = None
    if role != "anonymous":
        client.force_login(world.people[role])
        key = client.cookies["session"].value

    claim = live_queries.claim_for_thread(key, world.thread.pk)
    list_claim = live_queries.claim_for_community(key, world.community.pk)

    assert bool(claim) == bool(list_claim) == may_read(role, privacy)
    if claim:
        assert live_queries.refused({claim}) == {}


@pytest.mark.parametrize("privacy", PRIVACY)
@pytest.mark.parametrize("role", [role for role in ROLES if role not in {"member", "lead"}])
def test_nobody_else_writes(role, privacy):
    world = make_world(privacy)
    client = Client()
    if role != "anonymous":
        client.force_login(world.people[role])

    def standing() -> tuple[int, ...]:
        return (
            world.thread.posts.count(),
            world.thread.changes.count(),
            Thread.objects.count(),
            Attachment.objects.count(),
        )

    before = standing()
    thread = f"{world.community.get_absolute_url()}threads/{world.thread.pk}/"
    words = {"body": "Hello", "body_format": "text", "token": "7f8c6b1e-51f5-4b5e-8f0e-3d1f6f3a2b10"}

    upload = f"{world.community.get_absolute_url()}threads/files/"
    for address in (upload, *(f"{upload}{each.public_id}/discard/" for each in Attachment.objects.all())):
        response = client.post(address, {"chosen": files.upload(files.pdf())})
        assert response.status_code in {204, 302, 403, 404, 422}, address
    for address in (
        "reply/",
        "lock/",
        "pin/",
        "manage/",
        "read/",
        "follow/",
        *(f"posts/2/{act}/" for act in ("edit", "delete", "answer", "hide", "restore", "save", "unread")),
    ):
        response = client.post(thread + address, words | {"reason": "No.", "locked": "yes", "pinned": "yes"})
        assert response.status_code in {302, 400, 403, 404, 422, 204}, address
    client.post(
        f"{world.community.get_absolute_url()}threads/start/",
        words | {"title": "Hello all", "kind": "question"},
    )

    assert standing() == before


@pytest.mark.parametrize("privacy", PRIVACY)
@pytest.mark.parametrize("role", ROLES)
def test_only_who_may_write_is_offered_names_and_only_the_mentioned_are_told(role, privacy):
    world = make_world(privacy)
    author = world.thread.author
    make_member(world.community, user=UserFactory(name="MARKNAME"))
    told = world.people["member"]
    body = f'<p><span class="mention" data-user="{told.pk}">@x</span></p>'
    thread = make_thread(world.community, author, title="MARKMENTION here", body=body)
    client = Client()
    if role != "anonymous":
        client.force_login(world.people[role])
    home = f"{world.community.get_absolute_url()}threads/"

    for address in (f"{home}{thread.pk}/people/?q=mark", f"{home}start/people/?q=mark"):
        assert (b"MARKNAME" in client.get(address).content) == (role in {"member", "lead"}), address
    desk = client.get("/").content
    assert (b"You were mentioned" in desk) == (role == "member")
    mention = thread.posts.get().mentions.get()
    leads_to = client.get(f"/inbox/mentions/{mention.pk}/").get("Location", "")
    assert leads_to.startswith(home) == (role == "member")


def masked(page: bytes) -> bytes:
    """Take out what differs between any two answers: numbers, and the form token of the page's frame."""
    page = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", page)
    return re.sub(rb"\d+", b"#", page)


@pytest.mark.parametrize("privacy", ["members", "private", "confidential"])
@pytest.mark.parametrize("role", ["anonymous", "outsider", "former-member", "staff"])
def test_what_one_may_not_see_answers_as_what_never_was(role, privacy):
    world = make_world(privacy)
    client = Client()
    if role != "anonymous":
        client.force_login(world.people[role])
    home = world.community.get_absolute_url()

    tails = [
        "",
        f"{world.thread.slug}/",
        "changes/?after=0",
        "posts/?after=0",
        "posts/1/",
        "manage/",
        "posts/1/edit/",
    ]
    for tail in [*tails, f"posts/1/{world.files[1]}"]:
        there = client.get(f"{home}threads/{world.thread.pk}/{tail}")
        absent = client.get(f"{home}threads/999999/{tail}")
        assert there.status_code == absent.status_code
        assert masked(there.content) == masked(absent.content)


@pytest.mark.parametrize("role", ["anonymous", "outsider", "former-member", "lead-elsewhere"])
def test_a_confidential_community_answers_as_one_that_never_was(role):
    world = make_world("confidential")
    FormerSlug.objects.create(community=world.community, slug="before")
    client = Client()
    if role != "anonymous":
        client.force_login(world.people[role])

    def answer(slug: str, tail: str):
        response = client.get(f"/communities/{slug}/threads/{tail}")
        return response.status_code, masked(response.content).replace(slug.encode(), b"slug")

    for tail in ("", f"{world.thread.pk}/", "activity/"):
        never = answer("never-was", tail)
        assert answer(world.community.slug, tail) == never
        assert answer("before", tail) == never


@pytest.mark.parametrize(
    "tail", ["{words}/", "changes/?after=0", "posts/?after=0", "posts/1/", "posts/1/history/"]
)
def test_thread_is_found_only_in_its_own_community(tail):
    world = make_world("open")
    other = CommunityFactory(open=True)

    response = Client().get(
        f"{other.get_absolute_url()}threads/{world.thread.pk}/{tail.format(words=world.thread.slug)}"
    )

    assert response.status_code == 404


def test_batched_question_agrees_with_the_single_one():
    from communities.permissions import can_read, readable_pairs

    worlds = [make_world(privacy) for privacy in PRIVACY]
    people = [person for world in worlds for person in world.people.values()]
    pairs = {(person.pk, world.community.pk) for person in people for world in worlds}

    allowed = readable_pairs(pairs)

    for person in people:
        for world in worlds:
            assert ((person.pk, world.community.pk) in allowed) == can_read(person, world.community)
