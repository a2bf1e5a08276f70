"""Keeping somebody out, and who cannot be lost: the last of the staff, the only Lead."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import ModelLogEntry

from communities import actions
from communities.models import AccessChange, Community, Membership, User
from communities.permissions import check_can_delete_account
from communities.tasks import write_that_account_is_suspended, write_that_suspension_is_lifted
from tests.communities.factories import PASSWORD, CommunityFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

REASON = "Marker reason whimbrel"


@pytest.fixture
def staff(client):
    user = UserFactory(staff=True)
    client.force_login(user)
    return user


def suspend_url(user):
    return reverse("account-suspend", args=[user.pk])


def bulk_url(action, *people):
    ids = "&".join(f"id={person.pk}" for person in people)
    return reverse("wagtail_bulk_action", args=["communities", "user", action]) + "?" + ids


def edit(client, user, **changed):
    answers = {"email": user.email, "name": user.name, "job_title": "", "organisation": ""}
    return client.post(reverse("wagtailusers_users:edit", args=[user.pk]), answers | changed)


# --- Suspending, and letting back in ------------------------------------------------------


def test_suspending_takes_a_reason_and_sends_it(client, staff, committed, mailoutbox):
    user = UserFactory()

    empty = client.post(suspend_url(user), {"reason": ""})
    with committed():
        client.post(suspend_url(user), {"reason": REASON})

    user.refresh_from_db()
    assert empty.status_code == 422
    assert (user.is_active, user.suspension_reason) == (False, REASON)
    assert [mail.to for mail in mailoutbox] == [[user.email]]
    assert REASON in mailoutbox[0].body


def test_suspending_has_open_pages_asked_again(client, staff):
    user = UserFactory()

    client.post(suspend_url(user), {"reason": REASON})

    assert AccessChange.objects.filter(user=user).exists()


def test_many_are_suspended_with_one_reason(client, staff):
    people = UserFactory.create_batch(2)
    address = bulk_url("set_active_state", *people)

    page = client.get(address).content.decode()
    empty = client.post(address, {"reason": ""})
    client.post(address, {"reason": REASON})

    assert all(person.name in page for person in people)
    assert empty.status_code == 200
    assert User.objects.filter(is_active=False, suspension_reason=REASON).count() == 2


def test_pressing_twice_keeps_the_first_reason_and_writes_once(staff, committed, mailoutbox):
    user = UserFactory()
    for reason in (REASON, "Another"):
        with committed():
            actions.suspend_account(user=user, by=staff, reason=reason, suspended_at=now())

    user.refresh_from_db()
    assert user.suspension_reason == REASON
    assert len(mailoutbox) == 1


def test_everything_else_of_theirs_stays(client, staff):
    membership = MembershipFactory(lead=True)

    client.post(suspend_url(membership.user), {"reason": REASON})
    client.post(reverse("account-lift", args=[membership.user.pk]))

    assert Membership.objects.get(pk=membership.pk).is_lead
    assert EmailAddress.objects.filter(user=membership.user, verified=True).exists()
    assert client.login(email=membership.user.email, password=PASSWORD)


def test_letting_back_in_writes_and_forgets_the_reason(client, staff, committed, mailoutbox):
    user = UserFactory(suspended=True, suspension_reason=REASON)

    with committed():
        client.post(reverse("account-lift", args=[user.pk]))

    user.refresh_from_db()
    assert (user.is_active, user.suspension_reason) == (True, "")
    assert "no longer suspended" in mailoutbox[0].body


def test_letting_in_who_is_in_writes_nothing(staff, committed, mailoutbox):
    with committed():
        actions.lift_suspension(user=UserFactory(), by=staff)

    assert not mailoutbox


def test_a_letter_that_is_no_longer_true_does_not_leave(mailoutbox):
    write_that_account_is_suspended.enqueue(UserFactory().pk)
    write_that_suspension_is_lifted.enqueue(UserFactory(suspended=True).pk)

    assert not mailoutbox


def test_signing_in_says_whom_to_write_to(client, settings):
    settings.OFFICE_EMAIL = "office@network.example"
    user = UserFactory(suspended=True)
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})

    assert "mailto:office@network.example" in client.get("/account/inactive/").content.decode()


def test_an_account_says_whether_it_can_be_suspended_or_let_back_in(client, staff):
    active, suspended = UserFactory(), UserFactory(suspended=True, suspension_reason=REASON)

    for user, word in ((active, "Suspend"), (suspended, "Let back in")):
        page = client.get(reverse("wagtailusers_users:edit", args=[user.pk])).content.decode()
        assert suspend_url(user) in page
        assert word in page
    assert REASON in client.get(suspend_url(suspended)).content.decode()


def test_the_accounts_form_does_not_suspend(client, staff):
    user = UserFactory()

    edit(client, user)

    user.refresh_from_db()
    assert user.is_active


# --- Who cannot be lost -------------------------------------------------------------------


def test_staff_do_not_suspend_themselves(client, staff):
    answer = client.post(suspend_url(staff), {"reason": REASON})
    client.post(bulk_url("set_active_state", staff), {"reason": REASON})

    staff.refresh_from_db()
    assert "You cannot suspend your own account" in answer.content.decode()
    assert staff.is_active


def test_staff_do_not_take_their_own_power(client, staff):
    UserFactory(staff=True)

    edit(client, staff)

    staff.refresh_from_db()
    assert staff.is_superuser


def test_staff_take_the_power_of_another(client, staff):
    other = UserFactory(staff=True)

    edit(client, other)

    other.refresh_from_db()
    assert not other.is_superuser
    assert ModelLogEntry.objects.filter(action="communities.power", object_id=str(other.pk)).exists()


@pytest.mark.parametrize("way", ["page", "bulk"])
def test_staff_do_not_delete_themselves(client, staff, way):
    UserFactory(staff=True)
    url = (
        reverse("wagtailusers_users:delete", args=[staff.pk]) if way == "page" else bulk_url("delete", staff)
    )

    client.post(url)

    assert User.objects.filter(pk=staff.pk).exists()


def test_of_two_who_suspend_each_other_one_stays():
    first, second = UserFactory(staff=True), UserFactory(staff=True)

    actions.suspend_account(user=second, by=first, reason=REASON, suspended_at=now())
    with pytest.raises(PermissionDenied):  # `second` was loaded while it still had the power
        actions.suspend_account(user=first, by=second, reason=REASON, suspended_at=now())


def test_the_last_of_the_staff_cannot_be_deleted_in_any_way():
    last = UserFactory(staff=True)
    UserFactory(staff=True, suspended=True)

    for delete in (last.delete, User.objects.filter(pk=last.pk).delete):
        with pytest.raises(PermissionDenied, match="only account"), transaction.atomic():
            delete()


def test_one_of_two_of_the_staff_can_be_deleted():
    UserFactory(staff=True)

    UserFactory(staff=True).delete()

    assert User.objects.filter(is_superuser=True).count() == 1


@pytest.mark.parametrize("way", ["page", "bulk"])
def test_the_only_lead_of_a_community_is_not_deleted(client, staff, way):
    lead = MembershipFactory(lead=True)
    pk = lead.user_id
    url = reverse("wagtailusers_users:delete", args=[pk]) if way == "page" else bulk_url("delete", lead.user)

    answer = client.post(url, follow=True)

    assert User.objects.filter(pk=pk).exists()
    if way == "page":
        assert "the only Lead of a community" in answer.content.decode()


@pytest.mark.parametrize("way", ["page", "bulk"])
def test_one_of_two_leads_can_be_deleted(client, staff, way):
    lead = MembershipFactory(lead=True)
    MembershipFactory(lead=True, community=lead.community)
    pk = lead.user_id
    url = reverse("wagtailusers_users:delete", args=[pk]) if way == "page" else bulk_url("delete", lead.user)

    client.post(url)

    assert not User.objects.filter(pk=pk).exists()


def test_a_community_that_loses_its_lead_to_a_suspension_is_named_to_the_office(client, staff):
    lead = MembershipFactory(lead=True, community=CommunityFactory(confidential=True, name="Marker Ouzel"))
    before = client.get("/cms/").content.decode()

    client.post(suspend_url(lead.user), {"reason": REASON})

    page = client.get("/cms/").content.decode()
    assert "Marker Ouzel" not in before
    assert "Marker Ouzel" in page
    assert lead.user.name not in page.split("Communities without a Lead", 1)[1].split("</section>", 1)[0]
    assert Community.objects.without_lead().get() == lead.community


def test_the_way_to_delete_many_sets_an_only_lead_apart(client, staff):
    lead = MembershipFactory(lead=True)

    page = client.get(bulk_url("delete", lead.user)).content.decode()

    assert "permission to delete" in page


@pytest.mark.parametrize("traits", [{}, {"is_staff": True}, {"staff": True, "suspended": True}])
def test_only_full_staff_delete_accounts(traits):
    with pytest.raises(PermissionDenied, match="office"):
        check_can_delete_account(UserFactory(**traits), UserFactory())


def test_the_rule_itself_refuses_to_delete_oneself(staff):
    with pytest.raises(PermissionDenied, match="your own"):
        check_can_delete_account(staff, staff)


@pytest.mark.parametrize("way", ["demote", "delete", "delete many"])
def test_who_lost_the_power_meanwhile_uses_it_on_nobody(client, staff, monkeypatch, way):
    UserFactory(staff=True)  # so that it is not the last of the staff who is kept
    other, lock_staff = UserFactory(staff=True), actions.lock_staff

    def lost_meanwhile(by):
        User.objects.filter(pk=by.pk).update(is_superuser=False)
        return lock_staff(by)

    monkeypatch.setattr(actions, "lock_staff", lost_meanwhile)
    if way == "demote":
        edit(client, other)
    elif way == "delete":
        client.post(reverse("wagtailusers_users:delete", args=[other.pk]))
    else:
        client.post(bulk_url("delete", other))

    assert User.objects.get(pk=other.pk).is_superuser
