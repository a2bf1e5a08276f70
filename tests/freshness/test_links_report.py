"""The report of broken links in the CMS: who reads of what, where each link leads, and when somebody last looked."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import GroupPagePermission

from freshness.linking import outside
from freshness.linking.reporting import check_inside
from freshness.models import LinkLook
from tests.communities.factories import UserFactory
from tests.freshness.test_links import anchor, guide_linking_to, guide_with
from tests.freshness.test_reviews import editor
from tests.resources.factories import DocumentFactory, GuideFactory, make_private

pytestmark = pytest.mark.django_db


def report(client, person) -> str:
    client.force_login(person)
    return client.get(reverse("broken-links")).content.decode()


def editor_of(page):
    """Make somebody who may change one page, and whatever lies below it."""
    group = Group.objects.create(name=f"Of page {page.pk}")
    group.permissions.add(*Group.objects.get(name="Editors").permissions.filter(codename="access_admin"))
    GroupPagePermission.objects.create(group=group, page=page, permission_type="change")
    person = UserFactory()
    person.groups.add(group)
    return person


def test_editors_read_it_among_the_reports(client):
    guide = guide_linking_to(GuideFactory(draft=True), title="Where it stands")
    check_inside(at=timezone.now())

    words = report(client, editor())

    assert "Where it stands" in words
    assert "read on" in words
    assert "The page is not published" in words
    assert reverse("wagtailadmin_pages:edit", args=[guide.pk]) in words
    assert client.get(reverse("broken-links-results")).status_code == 200
    assert reverse("broken-links") in client.get("/cms/").content.decode()


def test_an_editor_of_one_page_reads_of_no_other(client):
    mine = guide_linking_to(GuideFactory(draft=True), title="MARKMINE")
    guide_linking_to(GuideFactory(draft=True), title="MARKOTHER")
    check_inside(at=timezone.now())

    words = report(client, editor_of(mine))

    assert "MARKMINE" in words
    assert "MARKOTHER" not in words


def test_nobody_else_reads_it(client):
    client.force_login(UserFactory())

    assert client.get(reverse("broken-links")).status_code in {302, 403}


# --- Where each leads ---------------------------------------------------------------------


def test_a_page_it_leads_to_stands_with_its_title_and_the_way_to_change_it(client):
    draft = GuideFactory(draft=True, title="Half a guide")
    guide_linking_to(draft)
    check_inside(at=timezone.now())

    words = report(client, editor())

    assert f'<a href="{reverse("wagtailadmin_pages:edit", args=[draft.pk])}">Half a guide</a>' in words
    assert f"page {draft.pk}<" not in words


def test_who_may_not_change_it_is_led_to_the_page_itself(client):
    new = GuideFactory()
    old = GuideFactory(title="An old guide", replaced_by=new)
    mine = guide_linking_to(old)
    check_inside(at=timezone.now())

    words = report(client, editor_of(mine))

    assert f'<a href="{old.url}">An old guide</a>' in words


@pytest.mark.parametrize("facts", [{"draft": True}, {}])
def test_a_title_that_an_editor_may_not_know_is_not_told(client, facts):
    kept = GuideFactory(title="MARKTITLE", **facts)
    mine = guide_linking_to(kept)
    make_private(kept, "groups")
    check_inside(at=timezone.now())

    words = report(client, editor_of(mine))

    assert "MARKTITLE" not in words
    assert f"Page {kept.pk}, which you may not read" in words


def test_what_is_gone_is_called_by_its_number_and_a_file_by_its_title(client):
    gone, lost, deleted = GuideFactory(), DocumentFactory(title="A lost file"), DocumentFactory()
    guide_with(
        ("paragraph", anchor(f'linktype="page" id="{gone.pk}"')),
        ("paragraph", anchor(f'linktype="document" id="{lost.pk}"')),
        ("paragraph", anchor(f'linktype="document" id="{deleted.pk}"')),
        ("paragraph", anchor('href="/guidance/nothing/"')),
    )
    gone_pk, deleted_pk = gone.pk, deleted.pk
    gone.delete()
    lost.file.storage.delete(lost.file.name)
    deleted.delete()
    check_inside(at=timezone.now())

    words = report(client, editor())

    assert f"Page {gone_pk}, which is gone" in words
    assert f'<a href="{reverse("wagtaildocs:edit", args=[lost.pk])}">A lost file</a>' in words
    assert f"File {deleted_pk}, which is gone" in words
    assert "/guidance/nothing/" in words


def test_a_file_whose_title_an_editor_may_not_know_is_called_by_its_number(client):
    lost = DocumentFactory(title="MARKFILE")
    mine = guide_with(("paragraph", anchor(f'linktype="document" id="{lost.pk}"')))
    get_document_model().objects.get(pk=lost.pk).file.delete(save=False)
    check_inside(at=timezone.now())

    words = report(client, editor_of(mine))

    assert "MARKFILE" not in words
    assert f"File {lost.pk}" in words


def test_many_rows_ask_no_more_than_few(client):
    person = editor()
    queries = []
    for number in (1, 12):
        for _ in range(number):
            guide_linking_to(GuideFactory(draft=True))
        check_inside(at=timezone.now())
        report(client, person)
        with CaptureQueriesContext(connection) as asked:
            report(client, person)
        queries.append(len(asked))

    assert queries[0] == queries[1]


# --- When somebody looked -----------------------------------------------------------------


def test_an_empty_report_says_whether_anybody_has_looked(client):
    before = report(client, editor())
    assert "have not all been looked at yet" in before
    assert "Nothing has been found yet" in before

    at = timezone.now().replace(year=2026, month=3, day=1, hour=4, minute=10)
    check_inside(at=at - timedelta(days=1))
    check_inside(at=at)
    after = report(client, editor())

    assert "were last looked at on Sunday 1 March 2026, 4:10am" in after
    assert "No link was found that leads nowhere" in after
    assert LinkLook.objects.count() == 1


def test_it_says_whether_other_sites_are_asked(client, settings, monkeypatch):
    monkeypatch.setattr(outside, "faults_of", lambda addresses: {})

    assert "Other sites are not asked" in report(client, editor())
    settings.CHECK_OUTSIDE_LINKS = True
    assert "Other sites have not been asked yet" in report(client, editor())
    call_command("check_outside_links")

    assert "Other sites were last asked on" in report(client, editor())
