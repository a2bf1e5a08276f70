"""Reporting a reading list: found by its key as its link is, and no Community is named past those who may know it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from care import actions as care
from care.models import Case, Category
from reading_lists.models import ReadingList
from tests.care.reports import report
from tests.communities.factories import CommunityFactory, UserFactory
from tests.discussions.factories import lead_of, make_member
from tests.discussions.pages import signed_in
from tests.discussions.test_matrix import masked
from tests.reading_lists.factories import make_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    """A Confidential Community with somebody who looks after it."""
    found = CommunityFactory(confidential=True, name="MARKROOM", slug="markroom")
    lead_of(found)
    return found


@pytest.fixture
def owner(community):
    return make_member(community)


@pytest.fixture
def linked(owner, community):
    """A list that its owner shares with the Community, and by its link."""
    return make_list(owner, title="MARKLIST", community=community, is_shared_by_link=True)


@pytest.fixture
def outsider():
    return UserFactory()


def address(mark) -> str:
    return reverse("care:report", args=["reading-list", mark])


def report_list(reading_list, viewer, category=Category.RULES) -> Case:
    return report(reading_list, viewer, category, kind="reading-list")


def test_a_shared_list_is_reported_and_an_urgent_report_ends_its_sharing(client):
    shared = make_list(title="MARKLIST", is_shared_by_link=True)
    reader = UserFactory()
    client.force_login(reader)
    home = reverse("reading-lists:list-detail", args=[shared.key])
    assert address(shared.key) in client.get(home).text

    assert client.post(address(shared.key), {"category": "rules"})["Location"] == "/report/thanks/rules/"
    assert client.get(home).status_code == 200
    report_list(shared, UserFactory(), Category.DANGER)

    assert client.get(home).status_code == 404
    client.force_login(shared.owner)
    assert "MARKLIST" in client.get(home).text


def test_whoever_counts_finds_no_list_by_its_number(linked, owner, community, outsider):
    own = make_list(outsider)

    for person in (outsider, make_member(community), owner):
        visitor = signed_in(person)
        absent = visitor.get(address(999_999))
        for number in (linked.pk, own.pk):
            there = visitor.get(address(number))
            assert there.status_code == absent.status_code == 404
            assert masked(there.content) == masked(absent.content)
            assert visitor.post(address(number), {"category": "rules"}).status_code == 404
    assert not Case.objects.exists()


def test_what_is_numbered_is_not_found_by_a_key(linked, outsider):
    answer = signed_in(outsider).get(reverse("care:report", args=["post", linked.key]))

    assert answer.status_code == 404


def test_a_list_that_is_nobody_elses_cannot_be_reported(owner, community, outsider):
    private, shared = make_list(owner), make_list(owner, title="For the room", community=community)

    for each in (private, shared):
        assert signed_in(outsider).get(address(each.key)).status_code == 404


def test_whoever_has_the_link_learns_of_no_community_it_is_shared_with(linked, outsider):
    visitor = signed_in(outsider)

    page = visitor.get(address(linked.key)).text
    visitor.post(address(linked.key), {"category": "rules"})
    case = Case.objects.get()

    assert "MARKLIST" in page
    assert "The network’s office reads this and decides." in page
    for told in (page, visitor.get("/report/yours/").text):
        assert "markroom" not in told.lower()
        assert "onfidential" not in told
    assert (case.community, case.state) == (None, Case.State.ESCALATED)


def test_a_list_for_the_room_alone_is_decided_by_its_leads(owner, community):
    shared = make_list(owner, community=community)
    reader = make_member(community)

    page = signed_in(reader).get(address(shared.key)).text
    case = report_list(shared, reader)

    assert "The people who look after MARKROOM read this and decide." in page
    assert (case.community, case.state) == (community, Case.State.RECEIVED)


def test_a_list_opened_by_its_link_after_a_member_reported_it_goes_to_the_office(owner, community, outsider):
    shared = make_list(owner, community=community)
    case = report_list(shared, make_member(community))
    ReadingList.objects.filter(pk=shared.pk).update(is_shared_by_link=True)

    assert report_list(shared, outsider) == case

    case.refresh_from_db()
    assert (case.community, case.state) == (None, Case.State.ESCALATED)


def test_a_link_that_is_closed_again_tells_who_reported_it_of_no_community(linked, outsider):
    case = report_list(linked, outsider)
    ReadingList.objects.filter(pk=linked.pk).update(is_shared_by_link=False)
    mail.outbox.clear()

    care.keep(case=case, decider=UserFactory(staff=True), answer="It may stand.", decided_at=timezone.now())

    (letter,) = mail.outbox
    for told in (letter.body, signed_in(outsider).get("/report/yours/").text):
        assert "It may stand." in told
        assert "onfidential" not in told


def test_leads_decide_about_a_list_that_its_owner_took_out_of_their_room(owner, community):
    shared = make_list(owner, community=community)
    case = report_list(shared, make_member(community))
    ReadingList.objects.filter(pk=shared.pk).update(community=None)
    lead = lead_of(community)

    care.keep(case=case, decider=lead, answer="It is gone.", decided_at=timezone.now() + timedelta(minutes=1))

    case.refresh_from_db()
    assert (case.community, case.outcome) == (community, Case.Outcome.KEPT)
