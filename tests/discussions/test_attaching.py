"""Files on Posts: kept, attached, removed, swept, and never anybody else's."""

import threading
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from communities.limits import TooOften
from communities.models import Community, Membership
from communities.permissions import CannotTakePart
from discussions import actions, attaching, tasks
from discussions.models import Attachment, ChangeKind, Thread
from discussions.permissions import AlreadyPosted, CannotAttach
from tests.communities.factories import CommunityFactory, UserFactory
from tests.discussions import files
from tests.discussions.factories import keep_file, make_member, make_post_with_file, make_reply, make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread():
    return make_thread(CommunityFactory())


@pytest.fixture
def author(thread):
    return make_member(thread.community)


def on_disk(attachment: Attachment) -> list[bool]:
    root = Path(settings.MEDIA_ROOT)
    return [(root / name).exists() for name in (attachment.file.name, attachment.thumbnail.name) if name]


# --- Uploading ----------------------------------------------------------------------------


def test_an_upload_is_kept_under_a_name_that_says_nothing(author, thread):
    kept = keep_file(author, thread.community, files.picture(), "Cllr Jones at home.png")

    assert kept.name == "Cllr Jones at home.webp"
    assert kept.file.name.startswith("attachments/")
    assert "Jones" not in kept.file.name + kept.thumbnail.name
    assert on_disk(kept) == [True, True]
    assert kept.post is None


@pytest.mark.parametrize("trait", ["suspended", "unapproved"])
def test_an_upload_is_refused_to_accounts_that_may_not_take_part(thread, trait):
    with pytest.raises(CannotTakePart):
        keep_file(UserFactory(**{trait: True}), thread.community)


def test_an_upload_is_refused_to_somebody_who_does_not_belong(thread):
    with pytest.raises(CannotAttach):
        keep_file(UserFactory(), thread.community)

    assert not Attachment.objects.exists()


def test_a_person_has_only_so_many_files_that_are_in_no_post(author, thread, monkeypatch):
    monkeypatch.setattr(attaching, "MAX_UNPOSTED", 2)
    keep_file(author, thread.community)
    keep_file(author, thread.community)

    with pytest.raises(CannotAttach, match="in no post"):
        keep_file(author, thread.community)


def test_uploads_are_counted_by_the_hour(author, thread, monkeypatch):
    monkeypatch.setattr(attaching, "RATE", "1/hour")
    keep_file(author, thread.community)

    with pytest.raises(TooOften):
        keep_file(author, thread.community)


def test_an_upload_whose_row_is_not_written_leaves_nothing_on_disk(
    author, thread, monkeypatch, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path  # other workers share the usual one

    def fail(attachment):
        raise IntegrityError

    monkeypatch.setattr(attaching, "_insert", fail)
    with pytest.raises(IntegrityError):
        keep_file(author, thread.community, files.picture(), "hall.png")

    assert list((tmp_path / "attachments").iterdir()) == []


def test_its_uploader_takes_a_file_back_and_nobody_else(author, thread, django_capture_on_commit_callbacks):
    kept = keep_file(author, thread.community)

    with django_capture_on_commit_callbacks(execute=True):
        attaching.discard_upload(uploader=make_member(thread.community), public_id=kept.public_id)
    assert on_disk(kept) == [True]
    with django_capture_on_commit_callbacks(execute=True):
        attaching.discard_upload(uploader=author, public_id=kept.public_id)

    assert on_disk(kept) == [False]
    assert not Attachment.objects.exists()


def test_what_was_never_posted_is_swept_after_a_day(author, thread, django_capture_on_commit_callbacks):
    old = keep_file(author, thread.community, kept_at=timezone.now() - timedelta(hours=25))
    young = keep_file(author, thread.community, kept_at=timezone.now() - timedelta(hours=23))
    posted = make_post_with_file(thread, author, kept_at=timezone.now() - timedelta(hours=25))

    out = StringIO()
    call_command("sweep_uploads", dry_run=True, stdout=out)
    assert "1 files" in out.getvalue()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("sweep_uploads", stdout=StringIO())

    assert on_disk(old) == [False]
    assert set(Attachment.objects.all()) == {young, posted.attachments.get()}


# --- Posting ------------------------------------------------------------------------------


def test_a_reply_gets_its_files_in_the_order_of_their_coming(author, thread):
    first, second = keep_file(author, thread.community), keep_file(author, thread.community)

    post = make_reply(thread, author, files=[second.public_id, first.public_id])

    assert list(post.attachments.all()) == [first, second]


def test_a_new_thread_gets_files_with_its_first_post(author, thread):
    kept = keep_file(author, thread.community)

    started = make_thread(thread.community, author, files=[kept.public_id])

    assert started.posts.get().attachments.get() == kept


def test_the_change_of_a_post_with_files_is_announced_once(author, thread):
    kept = keep_file(author, thread.community)
    before = thread.last_change

    post = make_reply(thread, author, files=[kept.public_id])

    assert [change.kind for change in thread.changes.filter(number__gt=before)] == [ChangeKind.POST_ADDED]
    assert post.last_change == before + 1


def test_somebody_elses_upload_is_refused_and_nothing_is_posted(author, thread):
    kept = keep_file(make_member(thread.community), thread.community)

    with pytest.raises(CannotAttach, match="not here any more"):
        make_reply(thread, author, files=[kept.public_id])

    assert thread.posts.count() == 1
    assert Thread.objects.get().last_post_number == 1


def test_an_id_that_nobody_has_is_refused(author, thread):
    with pytest.raises(CannotAttach, match="not here any more"):
        make_reply(thread, author, files=[uuid4()])


def test_a_file_of_another_post_is_refused(author, thread):
    kept = make_post_with_file(thread, author).attachments.get()

    with pytest.raises(CannotAttach):
        make_reply(thread, author, files=[kept.public_id])


def test_an_upload_does_not_let_anybody_post_who_has_left_meanwhile(author, thread):
    kept = keep_file(author, thread.community)
    Membership.objects.filter(user=author).update(state=Membership.State.ENDED)

    with pytest.raises(Exception, match="Only members"):
        make_reply(thread, author, files=[kept.public_id])

    assert Attachment.objects.get().post is None


def test_a_picture_is_refused_where_pictures_are_not_taken_any_more(author, thread):
    kept = keep_file(author, thread.community, files.picture(), "hall.png")
    Community.objects.update(allows_images=False)
    thread = Thread.objects.select_related("community").get(pk=thread.pk)

    with pytest.raises(CannotAttach, match="not taken in this community"):
        make_reply(thread, author, files=[kept.public_id])


def test_more_than_five_files_are_refused(author, thread):
    kept = [keep_file(author, thread.community).public_id for _ in range(6)]

    with pytest.raises(CannotAttach, match="up to 5 files"):
        make_reply(thread, author, files=kept)

    assert make_reply(thread, author, files=kept[:5]).attachments.count() == 5


def test_the_same_file_twice_is_stored_once(author, thread, django_capture_on_commit_callbacks):
    first, again = (keep_file(author, thread.community, files.pdf("same")) for _ in range(2))

    with django_capture_on_commit_callbacks(execute=True):
        post = make_reply(thread, author, files=[first.public_id, again.public_id])

    assert post.attachments.get() == first
    assert (on_disk(first), on_disk(again)) == ([True], [False])


def test_the_database_keeps_the_same_file_off_a_post(author, thread):
    post = make_post_with_file(thread, author)
    other = keep_file(author, thread.community, files.pdf("same"))
    Attachment.objects.filter(pk=other.pk).update(sha256=post.attachments.get().sha256)

    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=other.pk).update(post=post)


def test_the_same_press_again_gives_the_same_post_with_its_files(author, thread):
    kept = keep_file(author, thread.community, files.pdf("same"))
    token = uuid4()
    post = make_reply(thread, author, files=[kept.public_id], token=token)
    keep_file(make_member(thread.community), thread.community)  # of somebody else

    assert make_reply(thread, author, files=[kept.public_id], token=token) == post
    # Without script the same file arrives a second time, under another id.
    again = keep_file(author, thread.community, files.pdf("same"))
    assert make_reply(thread, author, files=[again.public_id], token=token) == post
    assert post.attachments.get() == kept


def test_the_same_press_with_another_file_is_told_that_the_first_one_posted(author, thread):
    token = uuid4()
    make_reply(thread, author, token=token)

    with pytest.raises(AlreadyPosted):
        make_reply(thread, author, files=[keep_file(author, thread.community).public_id], token=token)


# --- Changing -----------------------------------------------------------------------------


def test_an_edit_adds_and_removes_files(author, thread, django_capture_on_commit_callbacks):
    post = make_post_with_file(thread, author)
    old, new = post.attachments.get(), keep_file(author, thread.community)

    with django_capture_on_commit_callbacks(execute=True):
        actions.edit_post(
            post=post, editor=author, body=post.body, edited_at=timezone.now(),
            files=[new.public_id], removed_files=[old.public_id],
        )  # fmt: skip

    post.refresh_from_db()
    assert post.attachments.get() == new
    assert on_disk(old) == [False]
    assert post.is_edited
    assert not post.revisions.exists(), "its words are the same"
    assert thread.changes.last().kind == ChangeKind.POST_EDITED


def test_the_same_words_and_files_change_nothing(author, thread):
    post = make_post_with_file(thread, author)
    kept = post.attachments.get()
    before = thread.changes.count()

    actions.edit_post(
        post=post, editor=author, body=post.body, edited_at=timezone.now(), files=[kept.public_id]
    )

    assert thread.changes.count() == before


def test_earlier_words_say_when_they_were_written_though_files_changed_since(author, thread):
    post = make_post_with_file(thread, author)
    kept = post.attachments.get()
    now = timezone.now()
    actions.edit_post(post=post, editor=author, body=post.body, edited_at=now, removed_files=[kept.public_id])

    actions.edit_post(post=post, editor=author, body="<p>New.</p>", edited_at=now + timedelta(hours=1))

    assert post.revisions.get().written_at == post.posted_at


def test_an_edit_does_not_reach_the_files_of_another_post(author, thread):
    other = make_post_with_file(thread, author).attachments.get()
    post = make_reply(thread, author)

    actions.edit_post(
        post=post, editor=author, body=post.body, edited_at=timezone.now(), removed_files=[other.public_id]
    )

    assert Attachment.objects.get() == other


def test_a_deleted_post_takes_its_files_from_the_disk(author, thread, django_capture_on_commit_callbacks):
    post = make_post_with_file(thread, author, files.picture(), "hall.png")
    kept = post.attachments.get()

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_post(post=post, author=author, deleted_at=timezone.now())

    assert not Attachment.objects.exists()
    assert on_disk(kept) == [False, False]


def test_a_deletion_that_is_rolled_back_keeps_the_files(author, thread):
    post = make_post_with_file(thread, author)
    kept = post.attachments.get()

    with transaction.atomic():
        actions.delete_post(post=post, author=author, deleted_at=timezone.now())
        transaction.set_rollback(True)

    assert on_disk(kept) == [True]


def test_a_community_that_goes_takes_its_files_from_the_disk(
    author, thread, django_capture_on_commit_callbacks
):
    kept = make_post_with_file(thread, author).attachments.get()

    with django_capture_on_commit_callbacks(execute=True):
        thread.community.delete()

    assert on_disk(kept) == [False]


def test_the_words_of_a_posted_document_are_kept_for_search(author, thread):
    post = make_post_with_file(thread, author, files.pdf("Lessons from Barrow"))

    tasks.take_words_out.call(post.attachments.get().pk)

    assert post.attachments.get().text.strip() == "Lessons from Barrow"


def test_a_document_that_cannot_be_read_stays_posted_and_is_logged_by_its_id(author, thread, caplog):
    post = make_post_with_file(thread, author, b"%PDF-1.7 MARKSECRET", "MARKNAME.pdf")

    tasks.take_words_out.call(post.attachments.get().pk)

    assert post.attachments.get().text == ""
    assert "could not be taken out" in caplog.text
    assert "MARK" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_two_posts_that_want_the_same_upload_at_once_do_not_both_get_it(thread, author):
    kept = keep_file(author, thread.community)
    outcomes = []

    def reply() -> None:
        try:
            make_reply(Thread.objects.get(pk=thread.pk), author, files=[kept.public_id])
            outcomes.append("posted")
        except CannotAttach:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=reply) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sorted(outcomes) == ["posted", "refused"]


@pytest.mark.django_db(transaction=True)
def test_a_file_that_a_post_takes_at_this_moment_is_not_swept(thread, author):
    kept = keep_file(author, thread.community, kept_at=timezone.now() - timedelta(hours=25))
    is_taken = threading.Event()

    def reply() -> None:
        with transaction.atomic():
            make_reply(Thread.objects.get(pk=thread.pk), author, files=[kept.public_id])
            is_taken.set()
            time.sleep(0.3)  # the sweep begins before the commit
        connection.close()

    poster = threading.Thread(target=reply)
    poster.start()
    is_taken.wait(10)
    attaching.sweep_uploads(before=timezone.now())
    poster.join()

    assert Attachment.objects.get().post is not None
    assert on_disk(kept) == [True]
