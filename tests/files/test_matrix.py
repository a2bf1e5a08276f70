"""Who sees which words of files, folders and pins: every role at every surface, at each level of privacy."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from communities.actions import start_staff_reading
from communities.models import Community
from files import actions
from files.models import Pin
from tests.communities.factories import (
    CommunityFactory,
    InvitationFactory,
    MembershipFactory,
    TopicFactory,
    UserFactory,
)
from tests.discussions import files
from tests.discussions.factories import lead_of, make_member
from tests.discussions.test_matrix import PRIVACY, ROLES
from tests.files.factories import hide, make_file, make_folder, make_version
from tests.resources.factories import GuideFactory, make_private

pytestmark = pytest.mark.django_db

FOR_READERS = [
    "MARKTITLE", "MARKABOUT", "MARKNAME", "MARKINSIDE", "MARKEARLIER", "MARKFOLDER", "MARKPIN", "MARKLINK",
]  # fmt: skip
#: What only whoever added it and the Leads still have.
HIDDEN = ["MARKHIDDEN"]
FOR_NOBODY = ["MARKGONE", "MARKPRIVATE"]


def make_world(privacy: str):
    traits = {privacy: True} | ({"joining": Community.Joining.ASK} if privacy == "open" else {})
    community = CommunityFactory(**traits)
    lead, author = lead_of(community), make_member(community)
    folder = make_folder(community, author, "MARKFOLDER")
    topic = TopicFactory()
    file = make_file(
        community, author, files.pdf("MARKEARLIER"), "MARKNAME.pdf", title="MARKTITLE", description="MARKABOUT",
        topics=[topic],
    )  # fmt: skip
    make_version(file, author, files.pdf("MARKINSIDE"), name="MARKNAME.pdf")
    hidden = make_file(
        community, author, files.pdf("MARKHIDDEN"), "MARKHIDDEN.pdf", title="MARKHIDDEN", description="MARKHIDDEN",
    )  # fmt: skip
    gone = make_file(community, author, files.pdf("MARKGONE"), "MARKGONE.pdf", title="MARKGONE")
    pin = {"lead": lead, "pinned_at": timezone.now()}
    actions.pin_file(file=file, sentence="MARKPIN", **pin)
    actions.pin_file(file=hidden, sentence="MARKHIDDEN", **pin)
    actions.pin_link(community=community, title="MARKLINK", url="https://example.org/MARKLINK", **pin)
    private = GuideFactory(title="MARKPRIVATE", summary="MARKPRIVATE")
    actions.pin_page(community=community, page=private, **pin)
    private.live = False
    private.save()
    hide(hidden, lead)
    actions.delete_file(file=gone, by=author, deleted_at=timezone.now())

    def belonging(**state):
        return MembershipFactory(community=community, **state).user

    invited = UserFactory()
    InvitationFactory(community=community, user=invited)
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
        "author": author,
    }
    if not community.is_open:
        start_staff_reading(
            community=community, by=people["staff-with-reason"], reason="A report.", started_at=timezone.now()
        )
    return community, people, folder, file, hidden, gone


def surfaces(community, folder, file, hidden, gone) -> list[str]:
    home = community.get_absolute_url()
    shelf = f"{home}files/"
    each = [
        f"{shelf}{one.public_id}/{tail}"
        for one, name, versions in (
            (file, "MARKNAME", (1, 2)), (hidden, "MARKHIDDEN", (1,)), (gone, "MARKGONE", (1,)),
        )
        for tail in (
            "", "edit/", "delete/", "versions/add/", *(f"versions/{number}/{name}.pdf" for number in versions),
        )
    ]  # fmt: skip
    return [
        "/", "/communities/", home, f"{home}about/", f"{home}look-after/", f"{home}look-after/pins/",
        shelf, f"{shelf}?q=MARK", f"{shelf}?sort=name", f"{shelf}?topic={file.topics.first().slug}",
        f"{shelf}add/", f"{shelf}folders/add/", f"{shelf}folders/{folder.pk}/", f"{shelf}folders/{folder.pk}/edit/",
        *each,
    ]  # fmt: skip


def all_that(client: Client, addresses: list[str]) -> bytes:
    found = b""
    for address in addresses:
        answer = client.get(address)
        found += b"".join(answer) if answer.streaming else answer.content
    return found


@pytest.mark.parametrize("privacy", PRIVACY)
@pytest.mark.parametrize("role", [*ROLES, "author"])
def test_every_role_finds_its_words_and_no_others(role, privacy):
    community, people, folder, file, hidden, gone = make_world(privacy)
    client = Client()
    if role != "anonymous":
        client.force_login(people[role])

    found = all_that(client, surfaces(community, folder, file, hidden, gone)).decode("utf-8", "replace")
    found = re.sub(r'next=[^"]*', "", found)  # the address that was asked for

    may_read = privacy == "open" or role in {"member", "lead", "author", "staff-with-reason"}
    has_hidden = role in {"lead", "author"}
    for marker in FOR_READERS:
        assert (marker in found) == may_read, marker
    for marker in HIDDEN:
        assert (marker in found) == has_hidden, marker
    for marker in FOR_NOBODY:
        assert marker not in found, marker


def test_a_pin_of_guidance_is_seen_only_by_those_who_may_read_it():
    community = CommunityFactory(open=True)
    guide = GuideFactory(title="MARKGUIDE")
    actions.pin_page(community=community, lead=lead_of(community), page=guide, pinned_at=timezone.now())
    assert b"MARKGUIDE" in Client().get(community.get_absolute_url()).content

    make_private(guide)

    assert b"MARKGUIDE" not in Client().get(community.get_absolute_url()).content
    insider = Client()
    insider.force_login(UserFactory())
    assert b"MARKGUIDE" in insider.get(community.get_absolute_url()).content
    assert Pin.objects.count() == 1


def masked(page: bytes, public_id) -> str:
    page = page.decode().replace(str(public_id), "ID")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_topics_of_hidden_files_are_not_offered():
    community = CommunityFactory(open=True)
    file = make_file(community, topics=[TopicFactory(name="MARKTOPIC")])
    shelf = f"{community.get_absolute_url()}files/"
    assert b"MARKTOPIC" in Client().get(shelf).content

    hide(file, lead_of(community))

    assert b"MARKTOPIC" not in Client().get(shelf).content


@pytest.mark.parametrize("tail", ["", "edit/", "delete/", "versions/add/", "versions/1/minutes.pdf"])
def test_a_file_that_one_may_not_have_is_as_one_that_never_was(tail):
    community = CommunityFactory(open=True)
    file = make_file(community)
    hide(file, lead_of(community))
    reader = Client()
    reader.force_login(make_member(community))
    never = "00000000-0000-4000-8000-000000000000"
    home = f"{community.get_absolute_url()}files/"

    hidden, absent = reader.get(f"{home}{file.public_id}/{tail}"), reader.get(f"{home}{never}/{tail}")

    assert hidden.status_code == absent.status_code == 404
    assert masked(hidden.content, file.public_id) == masked(absent.content, never)


@pytest.mark.parametrize("tail", ["", "versions/1/minutes.pdf", "edit/"])
def test_a_file_is_found_in_its_own_community_alone(tail):
    file = make_file(CommunityFactory(open=True))
    other = CommunityFactory(open=True)

    client = Client()
    client.force_login(file.added_by)

    assert client.get(f"{file.community.get_absolute_url()}files/{file.public_id}/{tail}").status_code == 200
    assert client.get(f"{other.get_absolute_url()}files/{file.public_id}/{tail}").status_code == 404
