"""A Community with a thing in every state, everybody who could look, and who may see which words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page

from care.models import Case, Category
from communities import actions as belonging
from communities.models import Community, Membership, Organisation, Topic, User
from contributions.models import Gathering
from discussions import actions as talk
from discussions.models import Draft, FollowLevel, HeldPost, Post, SavedPost, Thread
from files.models import KeptFile
from freshness.models import ChangeNote
from passages.models import PageUpdate
from practice.actions import put_hidden
from practice.models import PracticeRecord
from reading_lists.models import ReadingList, SavedPage
from resources.models.base import TaggedPage
from tests.care.reports import report
from tests.communities.factories import (
    CommunityFactory,
    InvitationFactory,
    MembershipFactory,
    OrganisationFactory,
    TopicFactory,
    UserFactory,
)
from tests.contributions.factories import make_gathering, publish, say
from tests.discussions import files
from tests.discussions.factories import keep_file, lead_of, make_member, make_reply, make_thread
from tests.files.factories import hide, make_file
from tests.passages.factories import make_page, make_passage
from tests.practice.factories import make_record
from tests.reading_lists.factories import make_list
from tests.resources.factories import GuideFactory, make_private

LEVELS = ("open", "members", "private", "confidential")
ROLES = (
    "anonymous",
    "outsider",
    "unverified",
    "applicant",
    "invited",
    "member",
    "author",
    "reporter",
    "lead",
    "lead elsewhere",
    "editor",
    "staff",
    "staff with a reason",
    "former member",
    "suspended",
)
INSIDE = frozenset({"member", "author", "reporter", "lead", "staff with a reason"})
NOBODY: frozenset[str] = frozenset()


@dataclass
class World:
    """Things by their kind, as addresses are made of them, and people by their role."""

    community: Community
    archived: Community
    away: Community
    people: dict[str, User]
    case: Case
    page: Page
    #: Published, for those who take part; a conversation is about its words.
    talked_about: Page
    asker: User
    organisation: Organisation
    #: What all of it is about.
    topic: Topic
    threads: list[Thread] = field(default_factory=list)
    reading_lists: list[ReadingList] = field(default_factory=list)
    held: list[HeldPost] = field(default_factory=list)
    kept: list[KeptFile] = field(default_factory=list)
    records: list[PracticeRecord] = field(default_factory=list)
    gatherings: list[Gathering] = field(default_factory=list)
    #: Which roles may come by each marker word, somewhere.
    seen_by: dict[str, frozenset[str]] = field(default_factory=dict)

    def posts(self) -> list[Post]:
        """List every Post there is, with its Thread and Community."""
        return list(Post.objects.select_related("thread__community").order_by("pk"))


def make_world(level: str) -> World:
    """Make it, at one level of privacy."""
    now = timezone.now()
    traits = {level: True, "asks_through_leads": True}
    traits |= {"joining": Community.Joining.ASK} if level == "open" else {}
    community, archived = CommunityFactory(**traits), CommunityFactory(**{level: True})
    away = CommunityFactory(confidential=True) if level == "open" else CommunityFactory(members=True)
    people = _people(community)
    lead, author = people["lead"], people["author"]
    readers = frozenset(ROLES) if level == "open" else INSIDE
    for name in sorted(INSIDE - {"staff with a reason", "lead"}):
        MembershipFactory(community=archived, user=people[name])
    for other in (archived, away):
        MembershipFactory(community=other, user=lead, lead=True)
    organisation = OrganisationFactory()
    asker = make_member(community, user=UserFactory(name="MARKASKER", organisation=organisation))
    User.objects.filter(pk=author.pk).update(organisation=organisation)
    author.refresh_from_db()
    page = GuideFactory(title="MARKSCHEDULED", draft=True, go_live_at=now + timedelta(days=9))
    page.save_revision()
    thread = make_thread(community, author, title="MARKTITLE", body="<p>MARKLIVE</p>")
    talked_about = make_page("MARKPASSAGE is what somebody asked about.")
    make_private(talked_about)
    thread.page, thread.passage = talked_about, make_passage(talked_about, "MARKPASSAGE is", place=0).pk
    thread.save(update_fields=["page", "passage"])
    kept = {"thread": thread, "page": talked_about, "kept_at": now, "post": make_reply(thread, author)}
    PageUpdate.objects.create(**kept, changes=[{"before": "MARKBEFORE", "after": "MARKPASSAGE"}])
    case = report(make_reply(thread, author), people["reporter"], Category.ABUSE, words="MARKREPORT")
    world = World(
        community, archived, away, people, case, page, talked_about, asker, organisation, TopicFactory()
    )
    world.threads = [thread, make_thread(community, author, title="MARKLOCKED", locked=True)]
    world.seen_by = {
        "MARKTITLE": readers,
        "MARKLIVE": readers,
        "MARKLOCKED": readers,
        "MARKREPORT": frozenset({"lead"}),
        "MARKPASSAGE": frozenset(ROLES) - {"anonymous", "unverified", "suspended"},
        "MARKBEFORE": frozenset(ROLES) - {"anonymous", "unverified", "suspended"},
        "MARKCHANGED": frozenset(ROLES) - {"anonymous", "unverified", "suspended"},
        "MARKSCHEDULED": frozenset({"editor", "staff", "staff with a reason"}),
    }
    _put_posts_in_every_state(world, thread, readers)
    _put_conversations_elsewhere(world, level, readers)
    _keep_files(world, readers)
    _try_things(world)
    _put_under_topic(world)
    _gather_words(world, thread, readers)
    _share_reading_lists(world)
    ChangeNote.objects.create(page=talked_about, words="MARKCHANGED is what is new.")
    for each in people.values():  # saved and followed while they could read it, whoever they are now
        SavedPage.objects.create(user=each, page=talked_about, saved_at=now - timedelta(days=1))
        for post in thread.posts.all():
            SavedPost.objects.create(user=each, post=post, saved_at=now)
        for followed, loud in zip(world.threads, (FollowLevel.EVERYTHING, FollowLevel.DIGEST), strict=False):
            talk.follow_thread(thread=followed, reader=each, level=loud, chosen_at=now)
    if not community.is_open:  # only now: who reads for a reason follows nothing
        belonging.start_staff_reading(
            community=community, by=people["staff with a reason"], reason="A report.", started_at=now
        )
    MembershipFactory(community=community, asked=True, request_note="MARKNOTE")
    InvitationFactory(community=community, invited_by=lead, email="marker@example.org")
    member = Membership.objects.get(community=community, user=people["member"])
    belonging.warn_member(lead=lead, membership=member, reason="MARKREASON", warned_at=now)
    world.seen_by |= {
        "MARKNOTE": frozenset({"lead"}),
        "marker@example.org": frozenset({"lead"}),
        # Staff read why in the network's log, where they may read the Community.
        "MARKREASON": frozenset({"lead", "member"}) | (readers & {"staff", "staff with a reason"}),
    }
    return world


def _people(community: Community) -> dict[str, User]:
    def belonging_as(**state) -> User:
        return MembershipFactory(community=community, **state).user

    people = {
        "outsider": UserFactory(),
        "unverified": UserFactory(unverified=True),
        "applicant": belonging_as(asked=True),
        "invited": UserFactory(),
        "member": belonging_as(),
        "author": belonging_as(),
        "reporter": belonging_as(),
        "lead": lead_of(community),
        "lead elsewhere": lead_of(CommunityFactory()),
        "editor": UserFactory(),
        "staff": UserFactory(staff=True),
        "staff with a reason": UserFactory(staff=True),
        "former member": belonging_as(ended=True),
        "suspended": belonging_as(user=UserFactory(suspended=True)),
    }
    InvitationFactory(community=community, user=people["invited"], invited_by=people["lead"])
    people["editor"].groups.add(Group.objects.get(name="Editors"))
    return people


def _put_posts_in_every_state(world: World, thread: Thread, readers: frozenset[str]) -> None:
    lead, author, now = world.people["lead"], world.people["author"], timezone.now()
    shown = keep_file(author, world.community, files.pdf("MARKINSIDE"), "MARKNAME.pdf")
    edited = make_reply(thread, author, body="<p>MARKEARLIER</p>", files=[shown.public_id])
    talk.edit_post(post=edited, editor=author, body="<p>MARKEDITED</p>", edited_at=now)
    unseen = keep_file(author, world.community, files.pdf("MARKHIDDEN"), "MARKHIDDEN.pdf")
    hidden = make_reply(thread, author, body="<p>MARKHIDDEN</p>", files=[unseen.public_id])
    talk.hide_post(post=hidden, lead=lead, reason="MARKHIDING", hidden_at=now)
    deleted = make_reply(thread, author, body="<p>MARKDELETED</p>")
    talk.delete_post(post=deleted, author=author, deleted_at=now)
    sealed = make_reply(thread, author, body="<p>MARKSEALED</p>")
    report(sealed, world.people["reporter"], Category.CHILD)
    masked = talk.ask_without_name(
        author=world.asker, community=world.community, thread=thread, body="<p>MARKASKED</p>", token=uuid4(),
        asked_at=now,
    )  # fmt: skip
    talk.let_through(held=masked, lead=lead, at=now)
    world.held = [
        talk.hold_post(
            author=author, community=world.community, thread=thread, body="<p>MARKHELD</p>", token=uuid4(),
            why=HeldPost.Why.FIRST, held_at=now,
        )
    ]  # fmt: skip
    Draft.objects.create(
        author=author, kind="thread", target_id=thread.pk, body="MARKDRAFT", token=uuid4(), saved_at=now
    )
    world.seen_by |= {
        **dict.fromkeys(("MARKNAME", "MARKINSIDE", "MARKEARLIER", "MARKEDITED", "MARKASKED"), readers),
        "MARKHIDDEN": frozenset({"lead", "author"}),
        "MARKHIDING": readers,  # that it was hidden is said where it stood, with why
        "MARKHELD": frozenset({"lead", "author"}),
        "MARKDRAFT": frozenset({"author"}),
        "MARKDELETED": NOBODY,
        "MARKSEALED": NOBODY,
    }


def _put_conversations_elsewhere(world: World, level: str, readers: frozenset[str]) -> None:
    lead, author = world.people["lead"], world.people["author"]
    world.threads.append(make_thread(world.archived, author, title="MARKARCHIVED"))
    belonging.change_stage(
        community=world.archived,
        actor=lead,
        stage=Community.Stage.ARCHIVED,
        note="",
        changed_at=timezone.now(),
    )
    # A Community of one's own reason is not the other one's: staff gave theirs for `community` alone.
    world.seen_by["MARKARCHIVED"] = readers - (NOBODY if level == "open" else {"staff with a reason"})
    wider = CommunityFactory(open=True)
    MembershipFactory(community=wider, user=lead, lead=True)
    arrived = make_thread(wider, title="MARKARRIVED")
    talk.move_thread(thread=arrived, to=world.community, lead=lead)
    world.threads.append(Thread.objects.get(pk=arrived.pk))
    world.seen_by["MARKARRIVED"] = readers
    if level in {"open", "members"}:  # elsewhere what was said stays in its room
        gone = make_thread(world.community, author, title="MARKGONE")
        talk.move_thread(thread=gone, to=world.away, lead=lead)
        world.threads.append(Thread.objects.get(pk=gone.pk))
        world.seen_by["MARKGONE"] = frozenset({"lead"})


def _keep_files(world: World, readers: frozenset[str]) -> None:
    author = world.people["author"]
    world.kept = [
        make_file(world.community, author, title=f"MARK{state}FILE") for state in ("KEPT", "HID", "SEAL")
    ]
    hide(world.kept[1], world.people["lead"])
    report(world.kept[2], world.people["reporter"], Category.CHILD, kind="kept-file")
    world.seen_by |= {
        "MARKKEPTFILE": readers,
        "MARKHIDFILE": frozenset({"lead", "author"}),
        "MARKSEALFILE": NOBODY,
    }


def _put_under_topic(world: World) -> None:
    for thing in (*world.threads, *world.kept):
        thing.topics.add(world.topic)
    for page in (world.talked_about, world.page):
        TaggedPage.objects.create(tag=world.topic, content_object_id=page.pk)
    for room in (world.community, world.archived, world.away):
        room.topics.add(world.topic)
        room.save()
    for person in world.people.values():
        person.tagged_items.get_or_create(tag=world.topic)


def _try_things(world: World) -> None:
    author, now = world.people["author"], timezone.now()
    inside = frozenset(ROLES) - {"anonymous", "unverified", "suspended"}
    facts = {"page": world.talked_about, "author": author}
    live, half, hidden, sealed = (
        make_record(happened=f"MARKTRIED{state}", draft=state == "HALF", **facts)
        for state in ("LIVE", "HALF", "HID", "SEAL")
    )
    put_hidden(hidden, by=world.people["staff"], reason="MARKTRIEDWHY", at=now)
    report(sealed, world.people["reporter"], Category.CHILD, kind="practice")
    world.records = [live, half, hidden, sealed]
    decides = frozenset({"author", "editor", "staff", "staff with a reason"})
    world.seen_by |= {
        "MARKTRIEDLIVE": inside,
        "MARKTRIEDHALF": frozenset({"author"}),
        "MARKTRIEDHID": decides,
        "MARKTRIEDWHY": decides,
        "MARKTRIEDSEAL": NOBODY,
    }


def _gather_words(world: World, thread: Thread, readers: frozenset[str]) -> None:
    author = world.people["author"]
    given, waiting, refused = (
        make_reply(thread, author, body=f"<p>MARK{state}WORDS</p>") for state in ("GIVEN", "ASKED", "REFUSED")
    )
    gathering = make_gathering(
        thread, [given, waiting, refused], by=world.people["lead"], title="MARKGATHERED"
    )
    say(gathering, given, "nobody")
    say(gathering, refused, None)
    publish(gathering)
    world.gatherings = [gathering]
    world.seen_by |= {
        "MARKGIVENWORDS": frozenset(ROLES),
        "MARKASKEDWORDS": readers | {"author"},
        "MARKREFUSEDWORDS": readers | {"author"},
        "MARKGATHERED": frozenset(ROLES),
    }


def _share_reading_lists(world: World) -> None:
    author, page = world.people["author"], world.talked_about
    world.reading_lists = [
        make_list(author, page, title="MARKOWNLIST"),
        make_list(author, page, title="MARKROOMLIST", community=world.community),
        make_list(author, page, title="MARKLINKLIST", is_shared_by_link=True),
    ]
    world.seen_by |= {
        "MARKOWNLIST": frozenset({"author"}),
        "MARKROOMLIST": INSIDE - {"staff with a reason"},
        "MARKLINKLIST": frozenset(ROLES) - {"anonymous", "unverified", "suspended"},
    }
