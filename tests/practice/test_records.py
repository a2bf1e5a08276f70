"""Writing, changing, deleting and reading what was tried."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from care.models import Category
from communities.models import Quiet
from communities.public import read_counters
from practice import actions, permissions
from practice.models import PracticeRecord
from practice.permissions import CannotChange, CannotModerate, CannotRecord
from tests.care.reports import report
from tests.communities.factories import UserFactory
from tests.practice.factories import FACTS, colleague, make_record
from tests.resources.factories import (
    CaseStudyFactory,
    ChapterFactory,
    GuideFactory,
    NewsFactory,
    make_private,
)

pytestmark = pytest.mark.django_db

FORM = {name: value for name, value in FACTS.items() if value not in {False, ""}}


def new(page) -> str:
    return reverse("practice:record-new", args=[page.pk])


def send(client, page, **facts):
    return client.post(new(page), FORM | {"token": uuid4()} | facts)


def editor_of_guidance() -> UserFactory:
    from django.contrib.auth.models import Group

    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    return editor


def test_what_was_tried_is_published_and_stands_on_its_page(client):
    page, author = GuideFactory(), colleague()
    client.force_login(author)

    answer = send(client, page, happened="Forty parents came.", outcome="did-not")

    record = PracticeRecord.objects.get()
    assert answer.url == record.get_absolute_url()
    assert (record.author, record.organisation, record.sector) == (
        author,
        author.organisation,
        author.organisation.sector,
    )
    client.logout()
    words = client.get(page.url).content.decode()
    assert "Tried by 1 organisation: 1 did not." in words
    assert "Forty parents came." in words


def test_a_record_may_be_on_a_chapter_and_a_case_study_and_counts_for_its_guide(client):
    guide = GuideFactory()
    make_record(ChapterFactory(parent=guide))
    make_record(CaseStudyFactory())

    assert "Tried by 1 organisation: 1 worked." in client.get(guide.url).content.decode()


def test_pages_kept_for_everybody_are_made_anew_whenever_what_they_show_of_records_changes():
    record, editor = make_record(draft=True), editor_of_guidance()
    counts = [read_counters(["guidance"])["guidance"]]

    def counted(_: object) -> None:
        counts.append(read_counters(["guidance"])["guidance"])

    counted(
        actions.change_record(record=record, editor=record.author, at=timezone.now(), publish=False, **FACTS)
    )
    counted(
        actions.change_record(record=record, editor=record.author, at=timezone.now(), publish=True, **FACTS)
    )
    counted(actions.hide_record(record=record, by=editor, reason="No.", at=timezone.now()))
    counted(actions.restore_record(record=record, by=editor))
    counted(actions.delete_record(record=record, by=record.author))

    assert counts[0] == counts[1]
    assert len(set(counts)) == 5


def test_saved_for_later_back_and_saved_again_is_one_draft_with_the_later_words(client):
    page, token = GuideFactory(), uuid4()
    client.force_login(colleague())

    for happened in ("First words.", "Second words."):
        client.post(new(page), FORM | {"token": token, "happened": happened, "later": "yes"})

    record = PracticeRecord.objects.get()
    assert (record.happened, record.is_draft) == ("Second words.", True)


def test_saved_for_later_back_and_published_is_one_record_that_is_published(client):
    page, token = GuideFactory(), uuid4()
    client.force_login(colleague())

    client.post(new(page), FORM | {"token": token, "later": "yes"})
    answer = client.post(new(page), FORM | {"token": token, "happened": "Second words."})

    record = PracticeRecord.objects.get()
    assert answer.url == record.get_absolute_url()
    assert (record.happened, record.is_draft) == ("Second words.", False)


def test_published_back_and_published_again_says_the_later_words(client):
    page, token = GuideFactory(), uuid4()
    client.force_login(colleague())

    for happened in ("First words.", "Second words."):
        send(client, page, token=token, happened=happened)

    record = PracticeRecord.objects.get()
    assert record.happened == "Second words."
    assert record.changed_at


def test_published_back_and_saved_for_later_says_that_it_is_published_and_keeps_the_words(client):
    page, token = GuideFactory(), uuid4()
    client.force_login(colleague())
    send(client, page, token=token, happened="First words.")

    answer = client.post(new(page), {"token": token, "happened": "MARKHALF", "later": "yes"})

    assert answer.status_code == 403
    assert "is published already" in answer.content.decode()
    assert "MARKHALF" in answer.content.decode()
    assert PracticeRecord.objects.get().happened == "First words."


def test_a_record_that_was_hidden_says_nothing_new_by_the_same_press():
    record = make_record()
    actions.put_hidden(record, by=None, reason="Looked at", at=timezone.now())
    press = {"page": record.page.specific, "author": record.author, "token": record.token}

    assert actions.start_record(**press, at=timezone.now(), publish=True, **FACTS) == record
    with pytest.raises(CannotChange):
        actions.start_record(**press, at=timezone.now(), publish=True, **FACTS | {"happened": "Around it."})


def test_twenty_records_an_hour_are_enough_and_the_words_of_the_next_stay(client):
    page = GuideFactory()
    client.force_login(colleague())

    answers = [send(client, page, happened=f"MARK{n}") for n in range(21)]

    assert [answer.status_code for answer in answers] == [302] * 20 + [403]
    assert "MARK20" in answers[-1].content.decode()
    assert PracticeRecord.objects.count() == 20


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_are_one_record(monkeypatch):
    page, author, token = GuideFactory(), colleague(), uuid4()
    both_looked, check = Barrier(2, timeout=10), permissions.check_can_record

    def check_and_wait(*args) -> None:
        check(*args)
        both_looked.wait()

    def press() -> int:
        facts = {"page": page, "author": author, "token": token, "publish": True, "at": timezone.now()}
        try:
            return actions.start_record(**facts, **FACTS).pk
        finally:
            connection.close()

    monkeypatch.setattr(permissions, "check_can_record", check_and_wait)
    with ThreadPoolExecutor(2) as presses:
        made = {each.result() for each in [presses.submit(press) for _ in range(2)]}

    assert made == {PracticeRecord.objects.get().pk}


def test_the_same_press_twice_is_one_record(client):
    page, token = GuideFactory(), uuid4()
    client.force_login(colleague())

    first, second = (send(client, page, token=token) for _ in range(2))

    assert PracticeRecord.objects.count() == 1
    assert first.url == second.url


def test_what_is_missing_is_said_field_by_field_and_what_was_written_stays(client):
    page = GuideFactory()
    client.force_login(colleague())

    answer = client.post(new(page), {"token": uuid4(), "changed": "Tuesdays."})

    words = answer.content.decode()
    assert answer.status_code == 422
    assert "Say whether it worked." in words
    assert "Say in a few sentences what happened." in words
    assert "Tuesdays." in words
    assert not PracticeRecord.objects.exists()


def test_a_half_written_record_is_kept_for_its_author_alone(client):
    page, author = GuideFactory(), colleague()
    client.force_login(author)

    answer = client.post(new(page), {"token": uuid4(), "happened": "Half a sentence", "later": "yes"})

    record = PracticeRecord.objects.get()
    assert record.is_draft
    assert answer.url == reverse("practice:own-records")
    assert "Half a sentence" in client.get(answer.url).content.decode()
    client.force_login(editor_of_guidance())
    assert client.get(record.get_absolute_url()).status_code == 404
    assert "Half a sentence" not in client.get(page.url).content.decode()


def test_a_draft_is_published_once_it_is_whole(client):
    author = colleague()
    record = make_record(author=author, draft=True, outcome="", happened="")
    client.force_login(author)
    edit = reverse("practice:record-edit", args=[record.pk])

    lacking = client.post(edit, FORM | {"token": record.token, "happened": ""})
    whole = client.post(edit, FORM | {"token": record.token})

    record.refresh_from_db()
    assert lacking.status_code == 422
    assert whole.url == record.get_absolute_url()
    assert not record.is_draft


def test_what_may_let_somebody_be_recognised_is_asked_about_once(client):
    page = GuideFactory()
    client.force_login(colleague())
    named = {"happened": "The victim was Ann Archer, and she came back.", "token": uuid4()}

    asked = client.post(new(page), FORM | named)
    token = asked.context["form"].pause.token
    client.post(new(page), FORM | named | {"confirmed": token})

    assert asked.status_code == 200
    assert "Ann Archer" in asked.content.decode()
    assert PracticeRecord.objects.count() == 1


def test_somebody_whose_profile_names_no_organisation_is_told_and_keeps_the_words(client):
    page = GuideFactory()
    client.force_login(UserFactory(organisation=None))

    answer = send(client, page, happened="We tried it at the mosque.")

    assert answer.status_code == 403
    assert "Say first where you work." in answer.content.decode()
    assert "We tried it at the mosque." in answer.content.decode()


def test_words_outlast_a_sign_in_that_ran_out(client):
    page, author = GuideFactory(), colleague()
    client.force_login(author)
    writer = client.get(new(page)).context["writer"]
    client.logout()

    sent = client.post(
        new(page), FORM | {"token": uuid4(), "writer": writer, "happened": "Kept over sign-in."}
    )
    assert sent.url.startswith("/account/login/")
    client.force_login(author)

    assert "Kept over sign-in." in client.get(new(page)).content.decode()


def test_who_does_not_take_part_or_may_not_read_records_nothing(client):
    page, private, news = GuideFactory(), GuideFactory(private=True), NewsFactory()
    waiting = UserFactory(unapproved=True)
    client.force_login(waiting)
    assert send(client, page).url == reverse("communities:waiting")

    client.force_login(colleague())
    assert client.get(new(news)).status_code == 404
    make_private(private, "password")
    assert client.get(new(private)).status_code == 404
    with pytest.raises(CannotRecord):
        make_record(private)
    assert not PracticeRecord.objects.exists()


def test_only_its_author_changes_or_deletes_it(client):
    record = make_record()
    client.force_login(colleague())

    assert client.get(reverse("practice:record-edit", args=[record.pk])).status_code == 403
    assert client.post(reverse("practice:record-delete", args=[record.pk])).status_code == 403
    with pytest.raises(CannotChange):
        actions.change_record(record=record, editor=UserFactory(), at=timezone.now(), publish=True, **FACTS)
    client.force_login(record.author)
    client.post(reverse("practice:record-delete", args=[record.pk]))
    assert not PracticeRecord.objects.exists()


def test_a_record_changed_stays_published_and_must_stay_whole(client):
    record = make_record()
    client.force_login(record.author)
    edit = reverse("practice:record-edit", args=[record.pk])

    lacking = client.post(edit, FORM | {"token": record.token, "happened": "", "later": "yes"})
    client.post(edit, FORM | {"token": record.token, "outcome": "partly"})

    record.refresh_from_db()
    assert lacking.status_code == 422
    assert (record.outcome, record.is_draft) == ("partly", False)
    assert record.changed_at


def test_the_open_web_reads_no_name_that_was_not_given_for_it(client):
    author = colleague(name="Ines Okoro")
    record = make_record(author=author, is_named=False, may_be_contacted=True)
    places = (record.get_absolute_url(), record.page.url, reverse("practice:record-list"))

    for place in places:
        words = client.get(place).content.decode()
        assert author.organisation.name not in words
        assert "Ines Okoro" not in words
    client.force_login(UserFactory())
    assert author.organisation.name in client.get(places[0]).content.decode()
    assert "Ines Okoro" in client.get(places[0]).content.decode()


def test_an_author_who_will_not_be_asked_is_named_to_nobody(client):
    record = make_record(author=colleague(name="Ines Okoro"), may_be_contacted=False)
    client.force_login(UserFactory())

    assert "Ines Okoro" not in client.get(record.get_absolute_url()).content.decode()


def test_a_record_is_as_private_as_its_page(client):
    record = make_record()
    make_private(record.page)

    assert client.get(record.get_absolute_url()).status_code == 404
    assert client.get(reverse("practice:record-detail", args=[record.pk + 1])).status_code == 404
    client.force_login(UserFactory())
    assert client.get(record.get_absolute_url()).status_code == 200


def test_a_record_outlives_its_page_as_widely_as_that_was_read(client):
    public, private = make_record(GuideFactory(title="Soup for all")), make_record(GuideFactory())
    make_private(private.page)

    for record in (public, private):
        type(record.page).objects.get(pk=record.page_id).delete()

    words = client.get(public.get_absolute_url()).content.decode()
    assert "Soup for all, which is no longer published" in words
    assert client.get(private.get_absolute_url()).status_code == 404
    client.force_login(private.author)
    assert client.get(private.get_absolute_url()).status_code == 200


def test_a_draft_about_a_page_that_is_gone_cannot_be_published(client):
    record = make_record(draft=True)
    client.force_login(record.author)
    type(record.page).objects.get(pk=record.page_id).delete()

    answer = client.post(reverse("practice:record-edit", args=[record.pk]), FORM | {"token": record.token})

    assert answer.status_code == 403
    assert "no longer here" in answer.content.decode()


def test_an_editor_takes_a_record_out_of_sight_and_says_why(client):
    record, editor = make_record(), editor_of_guidance()
    client.force_login(editor)

    unsaid = client.post(reverse("practice:record-hide", args=[record.pk]), {"note": ""})
    client.post(reverse("practice:record-hide", args=[record.pk]), {"note": "It names a neighbour."})

    assert unsaid.status_code == 422
    assert client.get(record.get_absolute_url()).status_code == 200
    client.force_login(record.author)
    assert "It names a neighbour." in client.get(record.get_absolute_url()).content.decode()
    client.force_login(UserFactory())
    assert client.get(record.get_absolute_url()).status_code == 404
    client.force_login(editor)
    client.post(reverse("practice:record-restore", args=[record.pk]))
    client.logout()
    assert client.get(record.get_absolute_url()).status_code == 200


def test_nobody_else_takes_it_out_of_sight_and_no_editor_their_own():
    editor = editor_of_guidance()
    editor.organisation = colleague().organisation
    editor.save()
    record, own = make_record(), make_record(author=editor)

    for by, what in ((UserFactory(), record), (editor, own)):
        with pytest.raises(CannotModerate):
            actions.hide_record(record=what, by=by, reason="No.", at=timezone.now())
        with pytest.raises(CannotModerate):
            actions.restore_record(record=what, by=by)


def test_its_author_cannot_change_what_is_out_of_sight():
    record = make_record()
    actions.hide_record(record=record, by=editor_of_guidance(), reason="No.", at=timezone.now())

    with pytest.raises(CannotChange):
        actions.change_record(record=record, editor=record.author, at=timezone.now(), publish=True, **FACTS)


def test_an_urgent_report_puts_it_out_of_sight_at_once_and_evidence_is_sealed(client):
    danger, child = make_record(), make_record()

    report(danger, UserFactory(), Category.DANGER, kind="practice")
    report(child, UserFactory(), Category.CHILD, kind="practice")

    assert client.get(danger.get_absolute_url()).status_code == 404
    client.force_login(danger.author)
    assert client.get(danger.get_absolute_url()).status_code == 200
    client.force_login(child.author)
    assert client.get(child.get_absolute_url()).status_code == 404
    assert "Forty parents" not in client.get(reverse("practice:own-records")).content.decode()


def test_markup_in_a_record_is_shown_as_it_was_typed(client):
    record = make_record(happened="<script>alert(1)</script> & soup", changed="<b>bold</b>")

    words = client.get(record.get_absolute_url()).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; soup" in words
    assert "<b>bold</b>" not in words


def test_the_page_that_takes_a_report_tells_no_name_and_no_title_of_before(client):
    author = colleague()
    record = make_record(GuideFactory(title="MARKCODENAME"), author, is_named=False)
    page = record.page.specific
    page.title = "Soup for all"
    page.save()

    words = client.get(reverse("care:report", args=["practice", record.pk])).content.decode()

    assert author.organisation.name not in words
    assert "MARKCODENAME" not in words
    assert "Soup for all" in words


def test_an_editor_brings_nothing_back_that_somebody_else_took_away():
    record, editor, staff = make_record(), editor_of_guidance(), UserFactory(staff=True)
    actions.hide_record(record=record, by=staff, reason="No.", at=timezone.now())

    with pytest.raises(CannotModerate):
        actions.restore_record(record=record, by=editor)
    actions.restore_record(record=record, by=staff)


def test_an_author_keeps_the_record_and_not_the_new_title_of_a_page_that_was_shut(client):
    record = make_record(GuideFactory(title="Soup for all"))
    page = record.page.specific
    page.title = "MARKNEWTITLE"
    page.save()
    make_private(page, "password")
    client.force_login(record.author)

    for address in (
        record.get_absolute_url(),
        reverse("practice:own-records"),
        reverse("practice:record-edit", args=[record.pk]),
    ):
        words = client.get(address).content.decode()
        assert "MARKNEWTITLE" not in words
        assert "Soup for all" in words


def test_whoever_its_author_blocked_finds_nobody_to_ask(client):
    author, colleague_of_old = colleague(name="Ines Okoro"), UserFactory()
    record = make_record(author=author, may_be_contacted=True)
    client.force_login(colleague_of_old)
    assert "Ines Okoro" in client.get(record.get_absolute_url()).content.decode()

    Quiet.objects.create(person=author, other=colleague_of_old, is_block=True)

    assert "Ines Okoro" not in client.get(record.get_absolute_url()).content.decode()
