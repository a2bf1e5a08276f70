"""Reporting a file that a Community keeps: as posts are reported, and out of sight as they are."""

import pytest
from django.utils import timezone

from care import actions
from care.models import Case, Category
from communities.models import Community, Decision
from files import actions as shelf
from files.models import KeptFile
from files.permissions import CannotModerate
from tests.care.reports import report
from tests.communities.factories import CommunityFactory, UserFactory
from tests.discussions.factories import make_member
from tests.discussions.pages import signed_in
from tests.discussions.test_matrix import masked
from tests.files.factories import make_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(community, lead) -> KeptFile:
    """A file a member added to an Open Community that has a Lead and hides what is reported as urgent."""
    Community.objects.filter(pk=community.pk).update(urgent_reports_hide="on")
    return make_file(community, title="MARKTITLE", description="MARK<words>")


def report_file(file, viewer, category=Category.RULES) -> Case:
    return report(file, viewer, category, kind="kept-file")


def statuses(file, *people) -> list[int]:
    return [signed_in(person).get(file.get_absolute_url()).status_code for person in people]


def test_a_member_reports_a_file_from_its_page(file, reader):
    client = signed_in(reader)
    address = f"/report/kept-file/{file.pk}/"

    assert address in client.get(file.get_absolute_url()).text
    client.post(address, {"category": "abuse"})

    case = Case.objects.get()
    assert (case.subject_kind, case.subject_id, case.author) == ("kept-file", file.pk, file.added_by)


def test_its_leads_read_what_it_is_about_as_plain_words(file, reader, lead):
    report_file(file, reader)

    page = signed_in(lead.user).get(f"/communities/{file.community.slug}/look-after/").text

    assert "The file “MARKTITLE”" in page
    assert "MARK&lt;words&gt;" in page


def test_whoever_added_it_is_offered_no_report(file):
    client = signed_in(file.added_by)

    assert "/report/kept-file/" not in client.get(file.get_absolute_url()).text
    assert client.get(f"/report/kept-file/{file.pk}/").status_code == 403


@pytest.mark.parametrize("privacy", ["members", "private", "confidential"])
def test_a_file_one_may_not_have_answers_as_none(client, privacy):
    file = make_file(CommunityFactory(**{privacy: True}))

    for visitor in (client, signed_in(UserFactory())):
        there = visitor.get(f"/report/kept-file/{file.pk}/")
        absent = visitor.get("/report/kept-file/999999/")
        assert there.status_code == absent.status_code == 404
        assert masked(there.content) == masked(absent.content)


def test_an_urgent_report_puts_it_out_of_sight_until_a_lead_has_looked(file, reader, lead):
    case = report_file(file, reader, Category.DANGER)

    assert statuses(file, make_member(file.community), file.added_by, lead.user) == [404, 200, 200]
    actions.keep(case=case, decider=lead.user, answer="It is fine.", decided_at=timezone.now())

    assert statuses(file, reader) == [200]
    log = Decision.objects.filter(about=file.added_by, kind__startswith="file-").order_by("pk")
    assert list(log.values_list("kind", flat=True)) == ["file-set-aside", "file-set-free"]


def test_a_lead_takes_it_out_of_sight_for_good(file, reader, lead):
    case = report_file(file, reader)

    actions.remove(case=case, decider=lead.user, reason="It names a victim.", decided_at=timezone.now())

    file.refresh_from_db()
    assert (file.hidden_by, file.hidden_reason) == (lead.user, "It names a victim.")
    assert statuses(file, reader) == [404]


def test_a_lead_decides_what_the_hub_had_set_aside_from_the_page_of_the_file(file, reader, lead):
    report_file(file, reader, Category.DANGER)
    file.refresh_from_db()
    assert file.is_set_aside

    shelf.hide_file(file=file, lead=lead.user, reason="It names a victim.", hidden_at=timezone.now())

    file.refresh_from_db()
    assert (file.is_set_aside, file.hidden_by) == (False, lead.user)


def test_what_may_be_evidence_is_nobodys_and_nobody_takes_it_away(file, reader, lead):
    report_file(file, reader, Category.CHILD)
    file.refresh_from_db()

    assert statuses(file, reader, file.added_by, lead.user) == [404, 404, 404]
    for listing in (file.added_by, lead.user):
        page = signed_in(listing).get(f"/communities/{file.community.slug}/files/").text
        assert "MARKTITLE" not in page
    with pytest.raises(CannotModerate, match="locked this file"):
        shelf.restore_file(file=file, lead=lead.user, restored_at=timezone.now())
    with pytest.raises(CannotModerate, match="locked this file"):
        shelf.delete_file(file=file, by=file.added_by, deleted_at=timezone.now())
    assert KeptFile.objects.filter(pk=file.pk, sealed_at__isnull=False).exists()


def test_a_sealed_file_is_not_named_to_its_leads(file, reader, lead):
    report_file(file, reader, Category.CHILD)

    for place in ("look-after/", "look-after/log/"):
        assert "MARKTITLE" not in signed_in(lead.user).get(f"/communities/{file.community.slug}/{place}").text


def test_the_door_to_lists_gives_a_sealed_file_to_nobody_who_added_it_least_of_all(file, reader, lead):
    report_file(file, reader, Category.CHILD)

    for person in (reader, file.added_by, lead.user):
        assert not KeptFile.objects.visible_to(person).filter(pk=file.pk).exists()
