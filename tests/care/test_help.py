"""Whom to turn to: what people see, and that staff are reminded to make sure."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localdate

from care import tasks
from care.models import HelpContact
from communities.public import read_counters
from resources.models import HomePage, StandardPage
from tests.communities.factories import UserFactory
from tests.discussions.pages import signed_in

pytestmark = pytest.mark.django_db


def contact(days_ago=None, **facts) -> HelpContact:
    checked = None if days_ago is None else localdate() - timedelta(days=days_ago)
    facts = {"name": "A line", "number": "0800 000 000", "who_for": "Anybody", "source": "A leaflet"} | facts
    return HelpContact.objects.create(last_checked_date=checked, **facts)


@pytest.mark.parametrize(("days_ago", "is_due"), [(None, True), (181, False), (183, True)])
def test_a_number_is_to_be_checked_twice_a_year(days_ago, is_due):
    made = contact(days_ago)

    assert made.is_check_due == is_due
    assert HelpContact.objects.check_due(localdate()).exists() == is_due


def test_nobody_is_asked_to_ring_an_emergency_number():
    assert not contact(is_urgent=True).is_check_due
    assert not HelpContact.objects.check_due(localdate()).exists()


def test_the_help_page_shows_emergencies_first_and_when_each_was_checked(client):
    contact(10, name="MARKSECOND", source="MARKSOURCE", website="https://www.example.org/")
    contact(name="MARKFIRST", is_urgent=True)
    HomePage.objects.get().add_child(instance=StandardPage(title="Get help now", slug="help"))

    page = client.get("/help/").text

    assert 0 < page.index("MARKFIRST") < page.index("MARKSECOND")
    assert "Last checked" in page
    assert "Leave this page now" in page
    assert "example.org" in page
    assert "MARKSOURCE" not in page


def test_the_page_cache_hears_of_a_changed_number():
    before = read_counters(["guidance"])

    made = contact()
    made.delete()

    assert read_counters(["guidance"])["guidance"] == before["guidance"] + 2


def test_staff_are_reminded_by_mail_and_on_the_cms_front_page(settings):
    settings.REQUIRE_SECOND_STEP = False
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    staff = UserFactory(staff=True)
    call_command("remind_to_check_help", verbosity=0)
    assert not mail.outbox
    made = contact()

    call_command("remind_to_check_help", verbosity=0)

    assert [letter.to for letter in mail.outbox] == [[staff.email]]
    assert made.number in mail.outbox[0].body
    assert made.number in signed_in(staff).get(reverse("wagtailadmin_home")).text


def test_nobody_but_staff_is_reminded():
    contact()

    tasks.write_about_checking.call(UserFactory().pk)

    assert not mail.outbox
