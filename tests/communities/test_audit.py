"""Who did what to which id stays on the record, without words, and out of everybody's reach."""

import pytest
from allauth.account import signals as account_signals
from allauth.mfa import signals as mfa_signals
from django.contrib.auth.models import Group
from django.db import connection
from django.urls import get_resolver, reverse
from django.utils.timezone import now
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from communities import actions
from communities.audit import record_audit
from communities.models import User
from tests.communities.factories import PASSWORD, CommunityFactory, UserFactory
from tests.test_doors import walk

pytestmark = pytest.mark.django_db

NEW_PASSWORD = dict.fromkeys(["password1", "password2"], "quite another long one")
HISTORY = reverse("wagtailadmin_reports:site_history")


@pytest.fixture
def staff(client):
    user = UserFactory(staff=True, name="Markerstaff Teal")
    client.force_login(user)
    return user


def everything_recorded() -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {ModelLogEntry._meta.db_table}")
        return repr(cursor.fetchall())


def test_what_staff_do_is_recorded_by_number_and_never_with_words(staff):
    user = UserFactory(name="Markername Smew", email="marker@example.org", unapproved=True)
    community = CommunityFactory(confidential=True, name="Markercommunity Ruff")
    actions.decline_account(user=user, by=staff, sentence="Marker sentence", declined_at=now())
    actions.return_to_waiting(user=user, by=staff)
    actions.approve_account(user=user, by=staff, approved_at=now())
    actions.suspend_account(user=user, by=staff, reason="Marker reason", suspended_at=now())
    actions.lift_suspension(user=user, by=staff)
    actions.start_staff_reading(community=community, by=staff, reason="Marker reason", started_at=now())
    actions.end_staff_reading(community=community, by=staff, ended_at=now())

    recorded = everything_recorded()

    for action in (
        "decline",
        "return_to_waiting",
        "approve",
        "suspend",
        "lift_suspension",
        "staff_reading",
        "staff_reading_end",
    ):
        assert f"'communities.{action}'" in recorded
    assert "marker" not in recorded.lower()


@pytest.mark.parametrize(
    ("signal", "action"),
    [
        (account_signals.password_reset, "password"),
        (account_signals.email_changed, "address"),
        (mfa_signals.authenticator_added, "second_step"),
        (mfa_signals.authenticator_reset, "second_step"),
        (mfa_signals.authenticator_removed, "second_step_gone"),
    ],
)
def test_what_people_change_about_their_sign_in_is_recorded(signal, action):
    user = UserFactory()

    signal.send(sender=User, user=user, request=None)

    entry = ModelLogEntry.objects.get(action=f"communities.{action}")
    assert (entry.user, entry.object_id) == (user, str(user.pk))


def test_a_new_password_is_recorded(client):
    user = UserFactory()
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})

    client.post("/account/password/change/", {"oldpassword": PASSWORD, **NEW_PASSWORD})

    entry = ModelLogEntry.objects.get(action="communities.password")
    assert (entry.user, entry.object_id) == (user, str(user.pk))


def test_a_role_given_in_the_cms_is_recorded_with_who_gave_it(client, staff):
    user = UserFactory()
    editors = Group.objects.get(name="Editors")

    client.post(
        reverse("wagtailusers_users:edit", args=[user.pk]),
        {"email": user.email, "name": user.name, "job_title": "", "organisation": "", "groups": [editors.pk]},
    )

    entry = ModelLogEntry.objects.get(action="communities.roles")
    assert (entry.user, entry.object_id) == (staff, str(user.pk))


def test_every_action_that_is_recorded_has_words_for_the_history():
    for action in ("approve", "suspend", "lift_suspension", "power", "roles", "password", "address"):
        assert registry.action_exists(f"communities.{action}")
    for action in ("second_step", "second_step_gone", "staff_reading", "staff_reading_end"):
        assert registry.action_exists(f"communities.{action}")


def test_staff_find_an_entry_by_what_was_done(client, staff):
    user = UserFactory()
    record_audit(action="communities.suspend", by=staff, about=user)
    record_audit(action="communities.approve", by=staff, about=UserFactory())

    page = client.get(HISTORY, {"action": "communities.suspend"}).content.decode()

    assert f"user {user.pk}" in page
    assert page.count("Account suspended") == 1
    assert "Account approved" not in page


def test_an_editor_is_not_shown_what_was_done_to_accounts(client, staff):
    record_audit(action="communities.suspend", by=staff, about=UserFactory())
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)

    assert "Account suspended" not in client.get(HISTORY, follow=True).content.decode()


def test_no_screen_changes_or_deletes_an_entry(client, staff):
    record_audit(action="communities.suspend", by=staff, about=UserFactory())
    entry = ModelLogEntry.objects.get()

    doors = [door.name for door in walk(get_resolver()) if "log" in door.name and "login" not in door.name]
    for method in (client.post, client.put, client.delete):
        method(HISTORY)

    assert not [name for name in doors if "logentry" in name.lower()]
    assert ModelLogEntry.objects.get() == entry
