"""Files by the words inside: found by those who may have them, once they may be sent, from where they stand."""

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from communities.limits import forget_all
from discussions import actions, checking
from discussions.attaching import keep_upload
from discussions.models import Attachment, Post
from discussions.models.stored_file import SENT_STATES, ScanState
from discussions.receiving import receive
from discussions.words_of_files import MAX_CHARACTERS
from files.actions import choose_version, delete_file, edit_file
from files.models import FileVersion, KeptFile
from finding.asking import read
from finding.keeping import fill
from finding.keeping_files import SENT
from finding.models import AttachmentWords, VersionWords
from tests.communities.factories import CommunityFactory, UserFactory
from tests.discussions import files
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread
from tests.files.factories import hide, make_file, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _anew():
    forget_all()


@pytest.fixture
def room():
    return CommunityFactory(members=True)


@pytest.fixture
def member(room):
    return make_member(room)


def upload(room, uploader, data: bytes, name: str = "rota.pdf") -> Attachment:
    """Keep a file that is in no Post yet."""
    return keep_upload(
        uploader=uploader,
        community=room,
        received=receive(files.upload(data, name), allows_images=True),
        kept_at=timezone.now(),
    )


def attach(room, author, data: bytes, name: str = "rota.pdf", thread=None) -> Attachment:
    """Put a file on a Post."""
    kept = upload(room, author, data, name)
    make_reply(thread or make_thread(room, title="Evenings"), author, files=[kept.public_id])
    return Attachment.objects.get(pk=kept.pk)


def ask(user, words: str, **more) -> str:
    """Give the list of files found for these words, as a page."""
    client = Client()
    if user:
        client.force_login(user)
    return client.get("/search/", {"q": words, "kind": "files", **more}).content.decode()


def found(typed: str) -> int:
    """Count the files that the index has for these words, whoever may have them."""
    asked = {"index__matches": read(typed)}
    return AttachmentWords.objects.filter(**asked).count() + VersionWords.objects.filter(**asked).count()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (files.pdf("The kettles in the hall"), "rota.pdf"),
        (files.office(files.WORD, "The kettles in the hall"), "rota.docx"),
        (files.office(files.SLIDES, "The kettles in the hall"), "rota.pptx"),
    ],
)
def test_a_file_on_a_post_is_found_by_the_words_inside_and_leads_to_its_post(room, member, data, name):
    file = attach(room, member, data, name)

    page = ask(make_member(room), "kettle hall")

    assert f"{file.post.thread.pk}/evenings/?at=2#post-2" in page
    assert "The <mark>kettles</mark> in the <mark>hall</mark>" in page
    assert name in page


def test_a_file_on_a_post_is_found_by_its_name(room, member):
    attach(room, member, files.pdf("Words"), "kettle_rota-2026.pdf")

    assert "rota" in ask(member, "kettle rota").split("search-rows")[1]


@pytest.mark.parametrize("level", ["members", "private", "confidential"])
def test_a_file_of_a_closed_room_is_found_by_those_who_read_it_alone(level):
    room = CommunityFactory(**{level: True})
    author = make_member(room)
    attach(room, author, files.pdf("Kettles"), "MARKNAME.pdf")
    make_file(room, author, files.pdf("Kettles too"), title="MARKTITLE")

    assert {"MARKNAME" in ask(author, "kettles"), "MARKTITLE" in ask(author, "kettles")} == {True}
    for stranger in (UserFactory(), None):
        page = ask(stranger, "kettles")
        assert "MARK" not in page
        assert "Nothing found" in page


def test_a_file_moves_out_of_reach_with_its_conversation(room, member):
    file = attach(room, member, files.pdf("Kettles"))
    away = CommunityFactory(members=True)
    Post.objects.filter(thread=file.post.thread).update(community=away)

    assert "Nothing found" in ask(member, "kettles")
    assert "rota.pdf" in ask(make_member(away), "kettles")


def test_files_of_hidden_and_deleted_posts_are_found_by_nobody_and_come_back_with_them(room, member):
    file = attach(room, member, files.pdf("Kettles"))
    lead = lead_of(room)
    actions.hide_post(post=file.post, lead=lead, reason="Rude.", hidden_at=timezone.now())

    assert "Nothing found" in ask(lead, "kettles")

    actions.restore_post(post=Post.objects.get(pk=file.post_id), lead=lead)
    assert "rota.pdf" in ask(lead, "kettles")

    actions.delete_post(post=Post.objects.get(pk=file.post_id), author=member, deleted_at=timezone.now())
    assert "Nothing found" in ask(member, "kettles")


def test_a_file_in_no_post_has_no_words_in_the_index(room, member):
    file = upload(room, member, files.pdf("Kettles"), "kettles.pdf")
    Attachment.objects.filter(pk=file.pk).update(text="Kettles")

    assert found("kettles") == 0


@pytest.mark.parametrize("state", sorted(set(ScanState) - set(SENT_STATES)))
def test_what_may_not_be_sent_is_not_found_even_if_the_index_had_it(room, member, state):
    file = attach(room, member, files.pdf("Kettles"))
    kept = make_file(room, member, files.pdf("Kettles too"))
    Attachment.objects.filter(pk=file.pk).update(state=state)
    FileVersion.objects.filter(pk=kept.current_id).update(state=state)

    assert found("kettles") == 0

    with connection.cursor() as cursor:
        for trigger, table in (("attachment", "discussions_attachment"), ("version", "files_fileversion")):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER finding_{trigger}_changed{on}")
    Attachment.objects.update(state=ScanState.CLEAN)
    FileVersion.objects.update(state=ScanState.CLEAN)
    fill(connection)
    Attachment.objects.update(state=state)
    FileVersion.objects.update(state=state)

    assert found("kettles") == 2
    assert "Nothing found" in ask(member, "kettles")


def test_a_file_is_found_from_the_moment_the_scanner_passed_it(room, member):
    file = attach(room, member, files.pdf("Kettles"))
    Attachment.objects.filter(pk=file.pk).update(state=ScanState.WAITING)
    assert "Nothing found" in ask(member, "kettles")

    checking.settle_scan(attachment_id=file.pk, is_clean=True)

    assert "rota.pdf" in ask(member, "kettles")


def test_a_kept_file_is_found_by_title_and_words_together_and_by_its_current_version_alone(room, member):
    file = make_file(room, member, files.pdf("The kettles"), title="Evening rota")
    make_version(file, member, files.pdf("The urns"))

    assert "Evening" in ask(member, "rota urns")
    assert "Nothing found" in ask(member, "kettles")

    choose_version(file=KeptFile.objects.get(pk=file.pk), number=1, chooser=member, chosen_at=timezone.now())
    assert "Evening" in ask(member, "rota kettles")
    assert "Nothing found" in ask(member, "urns")


def test_a_new_title_of_a_kept_file_is_found_and_the_old_one_is_not(room, member):
    file = make_file(room, member, title="Evening rota")
    edit_file(
        file=file, editor=member, title="Morning list", description="With toast.", topics=[], folder=None
    )

    assert "Nothing found" in ask(member, "rota")
    assert "<mark>Morning</mark> list" in ask(member, "morning toast")


def test_a_kept_file_out_of_sight_or_gone_is_not_found(room, member):
    hidden, gone = (make_file(room, member, title=f"Rota {name}") for name in ("one", "two"))
    hide(hidden, lead_of(room))
    delete_file(file=gone, by=member, deleted_at=timezone.now())

    assert "Nothing found" in ask(member, "rota")
    assert found("rota") == 1


def test_a_word_in_a_title_counts_for_several_in_the_text(room, member):
    make_file(room, member, files.pdf("A kettle in passing"), title="Other things")
    attach(room, member, files.pdf("Words"), "kettle.pdf")

    page = ask(member, "kettle")

    assert page.index("kettle</mark>.pdf") < page.index("Other things")


def test_files_are_narrowed_to_a_community(room, member):
    attach(room, member, files.pdf("Kettles"), "here.pdf")
    other = CommunityFactory(open=True)
    attach(other, make_member(other), files.pdf("Kettles"), "there.pdf")

    page = ask(member, "kettles", community=room.slug)

    assert "here.pdf" in page
    assert "there.pdf" not in page


def test_indexing_anew_finds_the_same(room, member):
    attach(room, member, files.pdf("Kettles"))
    make_file(room, member, files.pdf("Kettles"), title="Timetable")
    upload(room, member, files.pdf("Kettles"), "kettles.pdf")

    fill(connection)

    assert found("kettles") == 2
    assert found("timetable kettles") == 1


@pytest.mark.parametrize(
    ("data", "words", "others"),
    [
        (files.long_pdf(2_000), "Leaf 300", "Leaf 301"),
        (files.locked_pdf("Kettles"), "", "Kettles"),
        (files.pdf("Kettles")[:-200], "", ""),
        (b"%PDF-1.7\nnot one at all", "", "not one"),
    ],
    ids=["of 2,000 pages", "with a password", "broken", "that is none"],
)
def test_a_pdf_however_bad_is_posted_and_found_by_what_could_be_read(room, member, data, words, others):
    file = attach(room, member, data, "kettle.pdf")

    assert words in file.text
    assert not others or others not in file.text
    assert "kettle" in ask(member, "kettle").split("search-rows")[1]


def test_a_document_of_nothing_but_different_words_is_found(room, member):
    file = attach(room, member, files.pdf("Words"))
    rare = [chr(0x20000 + number) for number in range(300)]
    many = " ".join(f"{one}{other}" for one in rare for other in rare)

    Attachment.objects.filter(pk=file.pk).update(text=f"kettle {many}"[:MAX_CHARACTERS])

    assert found("kettle") == 1


def test_what_may_be_sent_is_the_same_in_the_triggers():
    assert str(tuple(state.value for state in SENT_STATES)) == SENT
