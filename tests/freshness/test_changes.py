"""What changed in a page: told once to who keeps it, and listed for who may read it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from freshness.models import ChangeNote
from reading_lists.models import SavedPage
from tests.communities.factories import UserFactory
from tests.resources.factories import (
    CaseStudyFactory,
    ChapterFactory,
    GuideFactory,
    LinkedResourceFactory,
    make_private,
)

pytestmark = pytest.mark.django_db

NOTE = "Figures of 2026 replace those of 2024."
TOLD = "Changed in what you saved"


def publish(page, note: str = NOTE):
    """Publish as the CMS does: a revision first, then that."""
    page = Page.objects.get(pk=page.pk).specific
    page.change_note = note
    page.full_clean()
    revision = page.save_revision()
    revision.publish()
    return revision


def keep(page, level: str = "everything", days: int = 1, person=None):
    person = person or UserFactory()
    SavedPage.objects.create(
        user=person, page=page, level=level, saved_at=timezone.now() - timedelta(days=days)
    )
    return person


def desk(client, person, address: str = "/") -> str:
    client.force_login(person)
    return client.get(address).content.decode()


def test_who_saved_a_page_is_told_once_on_the_desk_and_in_the_inbox(client):
    page, news = GuideFactory(), reverse("inbox:news")
    person = keep(page)
    publish(page)
    note = ChangeNote.objects.get()
    for address in ("/", news):
        assert NOTE in desk(client, person, address)

    answer = client.get(reverse("freshness:change-open", args=[note.pk]))

    assert answer.url == f"{page.url}#changes-title"
    for address in ("/", news, reverse("inbox:digest")):
        assert TOLD not in desk(client, person, address)


def test_somebody_who_saved_nothing_or_only_later_is_told_nothing(client):
    page = GuideFactory()
    publish(page)

    assert TOLD not in desk(client, UserFactory())
    assert TOLD not in desk(client, keep(page, days=0))


@pytest.mark.parametrize(
    ("level", "on_desk", "in_digest"),
    [("everything", True, False), ("digest", False, True), ("nothing", False, False)],
)
def test_each_chooses_how_much_they_hear(client, level, on_desk, in_digest):
    page = GuideFactory()
    person = keep(page)
    client.force_login(person)
    assert "Following: everything" in client.get(page.url).content.decode()
    client.post(reverse("reading-lists:page-follow", args=[page.pk]), {"level": level})
    publish(page)

    assert (TOLD in desk(client, person)) == on_desk
    assert (TOLD in desk(client, person, reverse("inbox:digest"))) == in_digest


def test_a_level_that_is_none_and_a_page_that_is_not_saved_are_refused(client):
    page = GuideFactory()
    address = reverse("reading-lists:page-follow", args=[page.pk])
    client.force_login(UserFactory())

    assert client.post(address, {"level": "replies"}).status_code == 400
    assert client.post(address, {"level": "digest"}).status_code == 403
    assert not SavedPage.objects.exists()


def test_all_is_seen_with_one_press_and_the_digest_by_itself(client):
    page, other = GuideFactory(), GuideFactory()
    person = keep(page)
    keep(other, "digest", person=person)
    publish(page)
    publish(other, "Chapter four is new.")
    client.force_login(person)

    for _ in range(2):  # pressed twice
        client.post(reverse("freshness:changes-seen"), {"level": "everything"})

    assert TOLD not in desk(client, person)
    assert "Chapter four is new." in desk(client, person, reverse("inbox:digest"))


@pytest.mark.parametrize(
    ("level", "address", "empty"),
    [
        ("everything", "/", "Nothing new in conversations you follow"),
        ("everything", "/inbox/", "Nothing new in conversations you follow"),
        ("digest", "/inbox/digest/", "No conversations in your digest"),
    ],
)
def test_where_a_change_is_told_only_conversations_are_said_to_be_none(client, level, address, empty):
    page = GuideFactory()
    person = keep(page, level)
    publish(page)

    words = desk(client, person, address)

    assert TOLD in words
    assert empty in words
    assert "Nothing in" not in words
    assert "Nothing new in what" not in words


@pytest.mark.parametrize("address", ["/inbox/", "/inbox/digest/"])
def test_where_nothing_is_new_people_learn_that_saved_pages_come_there_too(client, address):
    assert "you saved" in desk(client, UserFactory(), address)


def test_who_saved_a_guide_hears_of_its_chapters_and_not_of_its_neighbours(client):
    guide, neighbour = GuideFactory(), GuideFactory()
    chapter = ChapterFactory(parent=guide)
    person, other = keep(guide), keep(neighbour)
    publish(chapter)

    assert NOTE in desk(client, person)
    assert TOLD not in desk(client, other)
    words = client.get(guide.url).content.decode()
    assert NOTE in words
    assert NOTE not in client.get(ChapterFactory(parent=guide).url).content.decode()


def test_a_quiet_change_tells_nobody(client):
    page = GuideFactory()
    person = keep(page)
    publish(page, "")

    assert not ChangeNote.objects.exists()
    assert TOLD not in desk(client, person)


def test_a_note_is_used_up_by_publishing_and_never_told_again():
    page = GuideFactory()
    first = publish(page)
    first.refresh_from_db()
    page.refresh_from_db()
    assert page.change_note == page.get_latest_revision_as_object().change_note == ""

    first.publish()
    Page.objects.get(pk=page.pk).specific.save_revision(previous_revision=first).publish(
        previous_revision=first
    )

    assert ChangeNote.objects.count() == 1


def test_a_draft_with_a_note_tells_it_when_it_is_published_at_its_time(time_machine):
    page = GuideFactory()
    page.change_note, page.go_live_at = NOTE, timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    page.save_revision()  # another draft, with the same words
    assert not ChangeNote.objects.exists()
    time_machine.move_to(timezone.now() + timedelta(hours=2))

    call_command("publish_scheduled", verbosity=0)
    page.get_latest_revision().publish()

    assert ChangeNote.objects.count() == 1


@pytest.mark.parametrize("factory", [GuideFactory, CaseStudyFactory, LinkedResourceFactory])
def test_the_list_stands_on_the_page_for_everybody_who_may_read_it(client, factory):
    page = factory()
    publish(page)

    assert NOTE in client.get(page.url).content.decode()
    make_private(page)
    assert client.get(page.url).status_code == 404


def test_what_changed_in_a_page_that_was_shut_is_told_to_nobody_else(client):
    page = GuideFactory(title="MARKSHUT")
    person, outsider = keep(page), UserFactory(unapproved=True)
    keep(page, person=outsider)
    publish(page)
    make_private(page)
    note = ChangeNote.objects.get()

    assert NOTE in desk(client, person)
    words = desk(client, outsider)
    assert NOTE not in words
    assert "MARKSHUT" not in words
    assert client.get(reverse("freshness:change-open", args=[note.pk])).status_code == 404


def test_what_changed_in_a_private_chapter_stands_on_no_open_guide(client):
    guide = GuideFactory()
    chapter = ChapterFactory(parent=guide)
    publish(chapter)
    make_private(chapter)

    assert NOTE not in client.get(guide.url).content.decode()
    client.force_login(UserFactory())
    assert NOTE in client.get(guide.url).content.decode()


@pytest.mark.parametrize("note", ["Changed", "New"])
def test_a_note_that_says_nothing_is_refused(note):
    page = GuideFactory()
    page.change_note = note

    with pytest.raises(ValidationError, match="Say in a sentence"):
        page.full_clean()


def test_a_note_is_one_line_of_plain_text(client):
    page = GuideFactory()
    publish(page, "  A <b>bold</b>\n claim.  ")

    assert ChangeNote.objects.get().words == "A <b>bold</b> claim."
    assert "A &lt;b&gt;bold&lt;/b&gt; claim." in client.get(page.url).content.decode()


def test_a_copy_says_nothing_of_what_changed_in_the_first():
    page = GuideFactory()
    page.change_note = NOTE
    page.save_revision()
    page.refresh_from_db()

    copied = page.copy(update_attrs={"slug": "copied"}, keep_live=True)

    assert copied.change_note == ""
    assert not ChangeNote.objects.exists()


def test_the_desk_asks_as_often_for_one_change_as_for_eight(client):
    pages = [GuideFactory() for _ in range(8)]
    person = UserFactory()
    for page in pages:
        keep(page, person=person)
    publish(pages[0])
    client.force_login(person)
    SavedPage.objects.update(level="digest")
    client.get(reverse("inbox:digest"))
    with CaptureQueriesContext(connection) as first:
        client.get(reverse("inbox:digest"))
    for page in pages[1:]:
        publish(page)

    with CaptureQueriesContext(connection) as all_of_them:
        client.get(reverse("inbox:digest"))

    assert len(first) == len(all_of_them)
