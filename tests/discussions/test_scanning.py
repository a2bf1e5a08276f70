"""The virus scanner: asked about every file where there is one, and never a reason to lose words."""

import socketserver
import struct
import threading
import time
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.core.files import File
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from discussions import checks, frames, scanning, tasks
from discussions.models import Attachment, ChangeKind, Thread
from discussions.permissions import CannotAttach
from discussions.scanning import NoAnswer
from tests.communities.factories import CommunityFactory, UserFactory
from tests.discussions import files
from tests.discussions.factories import keep_file, make_member, make_post_with_file, make_reply, make_thread

VIRUS = b"EICAR-LIKE"
State = Attachment.State


class FakeClamd(socketserver.ThreadingTCPServer):
    """A scanner that finds VIRUS, may be told what to answer, and may be told to be slow."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Scan)
        self.answer: bytes | None = None
        self.slow_seconds = 0.0
        self.heard: list[bytes] = []


class _Scan(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert self.rfile.readline() == b"nINSTREAM\n"
        data = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            data += self.rfile.read(size)
        self.server.heard.append(data)
        time.sleep(self.server.slow_seconds)
        verdict = b"stream: Fake.Virus FOUND\n" if VIRUS in data else b"stream: OK\n"
        self.wfile.write(verdict if self.server.answer is None else self.server.answer)


@pytest.fixture
def clamd(settings):
    with FakeClamd() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


@pytest.fixture
def queue(settings):
    """Let tasks wait in the database, as they do in a hub."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def thread(db):
    return make_thread(CommunityFactory(open=True))


def asked(data: bytes) -> bool:
    return scanning.is_clean(File(BytesIO(data)), attempts=0)


# --- Asking -------------------------------------------------------------------------------


def test_the_scanner_hears_the_whole_file_and_answers(clamd):
    data = files.pdf(extra=b"%" * 300_000)

    assert asked(data)
    assert not asked(data + VIRUS)
    assert clamd.heard == [data, data + VIRUS]


@pytest.mark.parametrize("answer", [b"", b"stream: lstat() failed ERROR\n", b"nonsense", b"\xff\xfe"])
def test_what_is_neither_yes_nor_no_is_no_answer(clamd, answer):
    clamd.answer = answer

    with pytest.raises(NoAnswer):
        asked(b"hello")


def test_a_slow_scanner_is_not_waited_for_longer_than_a_second(clamd):
    clamd.slow_seconds = 5
    began = time.monotonic()

    with pytest.raises(NoAnswer):
        asked(b"hello")

    assert time.monotonic() - began < 2


def test_a_scanner_that_is_away_is_no_answer(settings):
    settings.CLAMD_ADDRESS = "127.0.0.1:9"

    with pytest.raises(NoAnswer):
        asked(b"hello")


@pytest.mark.parametrize("address", ["", "clamd"])
def test_a_scanner_whose_address_was_taken_away_is_no_answer(settings, address):
    settings.CLAMD_ADDRESS = address  # files that still wait are asked about again

    with pytest.raises(NoAnswer):
        asked(b"hello")


# --- What becomes of a file ---------------------------------------------------------------


def test_without_a_scanner_a_file_is_served_and_not_called_clean(thread):
    post = make_post_with_file(thread)

    assert post.attachments.get().state == State.UNSCANNED
    assert post.attachments.get().is_sent


def test_a_file_waits_until_the_scanner_has_spoken(thread, clamd, queue):
    post = make_post_with_file(thread)
    page = Client().get(thread.get_absolute_url()).content.decode()
    file = post.attachments.get()

    assert file.state == State.WAITING
    assert "Being checked for viruses" in page
    assert str(file.public_id) not in page
    waiting = DBTaskResult.objects.filter(task_path="discussions.tasks.scan_file").get()
    assert waiting.args_kwargs["args"] == [file.pk]


def test_a_clean_file_is_shown_on_open_pages_at_once(thread, clamd, queue):
    post = make_post_with_file(thread)
    before = Thread.objects.get(pk=thread.pk).last_change

    tasks.scan_file.call(post.attachments.get().pk)

    thread = Thread.objects.get(pk=thread.pk)
    assert post.attachments.get().state == State.CLEAN
    assert [change.kind for change in thread.changes.filter(number__gt=before)] == [ChangeKind.FILE_CHECKED]
    assert str(post.attachments.get().public_id) in frames.since(thread.pk, before, thread.last_change)[0]


def test_a_harmful_file_is_withheld_and_its_words_forgotten(thread, clamd, queue):
    post = make_post_with_file(thread, None, files.pdf("MARKWORDS", extra=b"%" + VIRUS + b"\n"))
    file = post.attachments.get()
    tasks.take_words_out.call(file.pk)
    assert "MARKWORDS" in post.attachments.get().text

    tasks.scan_file.call(file.pk)
    tasks.take_words_out.call(file.pk)

    page = Client().get(thread.get_absolute_url()).content.decode()
    assert "Withheld" in page
    assert str(file.public_id) not in page
    assert post.attachments.get().state == State.QUARANTINED
    assert post.attachments.get().text == ""


def test_a_file_that_was_called_clean_before_it_was_posted_is_announced_with_its_post(thread, clamd, queue):
    author = make_member(thread.community)
    kept = keep_file(author, thread.community)
    tasks.scan_file.call(kept.pk)

    post = make_reply(thread, author, files=[kept.public_id])

    assert post.attachments.get().is_sent
    assert not thread.changes.filter(kind=ChangeKind.FILE_CHECKED).exists()


def test_a_harmful_file_is_not_posted_at_all_when_that_is_known(thread, clamd, queue):
    author = make_member(thread.community)
    kept = keep_file(author, thread.community, files.pdf(extra=b"%" + VIRUS + b"\n"))
    tasks.scan_file.call(kept.pk)

    with pytest.raises(CannotAttach, match="something harmful"):
        make_reply(thread, author, files=[kept.public_id])


def test_without_an_answer_the_scanner_is_asked_again_later_and_later(thread, clamd, queue, caplog):
    post = make_post_with_file(thread)
    file = post.attachments.get()
    DBTaskResult.objects.all().delete()
    clamd.answer = b"nonsense"

    for attempt in range(2):
        tasks.scan_file.call(file.pk, attempt)

    pauses = [task.run_after - timezone.now() for task in DBTaskResult.objects.order_by("run_after")]
    assert timedelta(seconds=10) < pauses[0] < timedelta(seconds=16) < pauses[1] < timedelta(seconds=31)
    assert post.attachments.get().attempts == 2
    assert post.attachments.get().state == State.WAITING
    assert file.name not in caplog.text


def test_of_two_who_ask_about_the_same_file_one_goes_on(thread, clamd, queue):
    file = make_post_with_file(thread).attachments.get()
    DBTaskResult.objects.all().delete()
    clamd.answer = b"nonsense"

    tasks.scan_file.call(file.pk, 0)
    tasks.scan_file.call(file.pk, 0)

    assert DBTaskResult.objects.get().args_kwargs["args"] == [file.pk, 1]


def test_a_file_that_was_forgotten_is_asked_about_again(thread, clamd, queue):
    forgotten, young, judged = (make_post_with_file(thread).attachments.get() for _ in range(3))
    DBTaskResult.objects.all().delete()  # as when a worker ends in the middle
    hours_ago = timezone.now() - timedelta(hours=3)
    Attachment.objects.exclude(pk=young.pk).update(created_at=hours_ago, attempts=4)
    Attachment.objects.filter(pk=judged.pk).update(state=State.CLEAN)

    call_command("ask_about_files", stdout=StringIO())

    assert DBTaskResult.objects.get().args_kwargs["args"] == [forgotten.pk, 4]


@pytest.mark.parametrize("settled", [State.CLEAN, State.QUARANTINED])
def test_what_the_scanner_has_said_is_not_asked_again(thread, clamd, queue, settled):
    post = make_post_with_file(thread)
    Attachment.objects.update(state=settled)

    tasks.scan_file.call(post.attachments.get().pk)

    assert clamd.heard == []
    assert post.attachments.get().state == settled


@pytest.mark.django_db
def test_a_file_that_is_gone_is_not_asked_about(clamd):
    tasks.scan_file.call(999_999)
    tasks.take_words_out.call(999_999)

    assert clamd.heard == []


def test_posting_goes_on_while_the_scanner_is_frozen(thread, clamd, queue):
    clamd.slow_seconds = 30
    began = time.monotonic()

    make_post_with_file(thread)

    assert time.monotonic() - began < 1


# --- What the operator is told ------------------------------------------------------------


def test_the_checks_say_plainly_that_nothing_is_scanned(settings):
    settings.CLAMD_ADDRESS = ""

    (message,) = checks.files_are_scanned()

    assert message.id == "discussions.I001"
    assert "not scanned" in message.msg


@pytest.mark.parametrize("address", ["/var/run/clamd.ctl", "clamd", "clamd:port", ":3310", "a/b:3310"])
def test_an_address_that_is_none_stops_the_checks(settings, address):
    settings.CLAMD_ADDRESS = address

    assert [message.id for message in checks.files_are_scanned()] == ["discussions.E001"]


def test_an_address_in_order_says_nothing(settings):
    settings.CLAMD_ADDRESS = "scanner.internal:3310"

    assert checks.files_are_scanned() == []


@pytest.mark.parametrize(("address", "is_told"), [("", True), ("127.0.0.1:3310", False)])
def test_staff_read_on_the_front_page_of_the_cms_that_nothing_is_scanned(
    client, db, settings, address, is_told
):
    settings.CLAMD_ADDRESS = address
    client.force_login(UserFactory(staff=True))

    page = client.get("/cms/").content.decode()

    assert ("not scanned for viruses" in page) == is_told
