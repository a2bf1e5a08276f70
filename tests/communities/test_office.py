"""The network's office in the CMS: who comes in, who may manage what, and the second step."""

import time

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import now

from communities import actions
from communities.checks import no_group_holds_account_permissions
from communities.models import (
    AccessChange,
    Community,
    CommunityProposal,
    FormerSlug,
    Invitation,
    Membership,
    User,
)
from communities.permissions import CannotDecide
from communities.public import read_counters
from discussions.checks import NOT_SCANNED
from tests.communities.factories import CommunityFactory, MembershipFactory, TopicFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    user = UserFactory(staff=True)
    client.force_login(user)
    return user


@pytest.fixture
def editor():
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def made_proposal():
    return CommunityProposal.objects.create(name="Youth work", purpose="To learn.", proposed_by=UserFactory())


# --- Letting people in --------------------------------------------------------------------


def test_one_press_lets_somebody_in_and_writes_to_them(client, staff, committed, mailoutbox):
    applicant = UserFactory(unapproved=True)

    with committed():
        client.post(reverse("account-approve", args=[applicant.pk]))

    applicant.refresh_from_db()
    assert applicant.is_approved
    assert applicant.approved_by == staff
    assert [mail.to for mail in mailoutbox] == [[applicant.email]]


def test_pressing_twice_writes_once(client, staff, committed, mailoutbox):
    applicant = UserFactory(unapproved=True)

    for _ in range(2):
        with committed():
            client.post(reverse("account-approve", args=[applicant.pk]))

    assert len(mailoutbox) == 1


def test_an_approval_can_be_taken_back_and_sockets_are_asked_again(client, staff):
    applicant = UserFactory(unapproved=True)
    client.post(reverse("account-approve", args=[applicant.pk]))

    page = client.get(reverse("people-waiting")).content.decode()
    client.post(reverse("account-undo", args=[applicant.pk]))

    applicant.refresh_from_db()
    assert "Undo" in page
    assert applicant.is_waiting
    assert AccessChange.objects.filter(user=applicant).exists()


def test_declining_needs_a_sentence_and_sends_it(client, staff, committed, mailoutbox):
    applicant = UserFactory(unapproved=True)
    address = reverse("account-decline", args=[applicant.pk])

    empty = client.post(address, {})
    with committed():
        client.post(address, {f"account-{applicant.pk}-note": "The network is for practitioners."})

    applicant.refresh_from_db()
    assert empty.status_code == 422
    assert not applicant.is_waiting
    assert "The network is for practitioners." in mailoutbox[0].body
    assert not User.objects.waiting_for_approval().exists()


def test_the_list_asks_the_same_of_the_database_however_long(client, staff, django_assert_max_num_queries):
    UserFactory.create_batch(15, unapproved=True)

    with django_assert_max_num_queries(25):
        assert client.get(reverse("people-waiting")).status_code == 200


def test_the_front_page_of_the_cms_says_who_waits(client, staff):
    waiting = UserFactory(unapproved=True)

    page = client.get("/cms/").content.decode()

    assert "1 person waits for your approval" in page
    assert waiting.name in page


def test_the_front_page_of_the_cms_names_nobody_who_waits_to_an_editor(client, editor):
    waiting = UserFactory(unapproved=True)
    client.force_login(editor)

    page = client.get("/cms/").content.decode()

    assert "What needs doing" in page
    assert waiting.name not in page


def test_the_list_of_communities_speaks_english(client, staff):
    CommunityFactory(confidential=True)

    page = client.get(reverse("communities_community:index")).content.decode()

    assert "Chatham House Rule" in page
    assert "True" not in page.split("<tbody", 1)[1].split("</tbody", 1)[0]


def test_editors_neither_see_nor_decide(client, editor):
    applicant = UserFactory(unapproved=True)
    client.force_login(editor)

    client.post(reverse("account-approve", args=[applicant.pk]))
    page = client.get(reverse("people-waiting"), follow=True).content.decode()

    applicant.refresh_from_db()
    assert not applicant.is_approved
    assert applicant.email not in page


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("account-approve", UserFactory),
        ("account-decline", UserFactory),
        ("account-undo", UserFactory),
        ("account-suspend", UserFactory),
        ("account-lift", UserFactory),
        ("appoint", CommunityFactory),
        ("proposal-open", made_proposal),
        ("proposal-decline", made_proposal),
    ],
)
def test_an_editor_does_not_learn_which_accounts_and_communities_there_are(client, editor, name, make):
    pk = make().pk
    client.force_login(editor)

    there, absent = (client.post(reverse(name, args=[number])) for number in (pk, 999_999))

    assert there.status_code == absent.status_code == 302
    assert there.headers["Location"] == absent.headers["Location"] == "/cms/"


@pytest.mark.parametrize("name", ["people-waiting", "proposals-waiting", "network-decisions"])
def test_an_editor_opens_no_list_of_the_office(client, editor, name):
    client.force_login(editor)

    assert client.get(reverse(name)).headers["Location"] == "/cms/"


def test_an_editor_is_shown_nothing_that_is_for_the_office(client, editor, staff):
    office = client.get("/cms/").content.decode()
    client.force_login(editor)
    page = client.get("/cms/").content.decode()

    for what in (reverse("people-waiting"), reverse("proposals-waiting"), NOT_SCANNED.split(".")[0]):
        assert what in office
        assert what not in page


@pytest.mark.parametrize("traits", [{}, {"is_staff": True}, {"staff": True, "suspended": True}])
def test_only_full_staff_approve(traits):
    applicant = UserFactory(unapproved=True)

    with pytest.raises(CannotDecide):
        actions.approve_account(user=applicant, by=UserFactory(**traits), approved_at=now())


# --- Who manages what ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "wagtailusers_users:index",
        "wagtailusers_users:add",
        "communities_community:index",
        "wagtailusers_groups:index",
    ],
)
def test_editors_reach_no_account_and_no_community_settings(client, editor, name):
    client.force_login(editor)
    CommunityFactory(confidential=True, name="Marker Ouzel")

    response = client.get(reverse(name), follow=True)

    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_home")
    assert "Marker Ouzel" not in response.content.decode()


def test_editors_keep_the_topics(client, editor):
    client.force_login(editor)
    topic = TopicFactory()

    client.post(
        reverse("wagtailsnippets_communities_topic:edit", args=[topic.pk]),
        {"name": "Sport for all", "slug": topic.slug, "description": ""},
    )

    topic.refresh_from_db()
    assert topic.name == "Sport for all"


def test_no_group_holds_account_permissions():
    call_command("check", databases=["default"])
    group = Group.objects.get(name="Editors")
    group.permissions.add(
        Permission.objects.get(codename="change_user", content_type__app_label="communities")
    )

    errors = no_group_holds_account_permissions(None, databases=["default"])

    assert [error.id for error in errors] == ["communities.E001"]
    assert "Editors" in errors[0].msg


# --- Accounts in the CMS ------------------------------------------------------------------


def _account(user, **changed):
    answers = {"email": user.email, "name": user.name, "job_title": "", "organisation": ""}
    return {name: value for name, value in (answers | changed).items() if value is not None}


def test_giving_a_role_has_sockets_asked_again(client, staff):
    user = UserFactory()

    Group.objects.get(name="Editors").user_set.add(user)

    assert AccessChange.objects.filter(user=user).exists()


def test_a_changed_address_is_proven_anew(client, staff):
    user = UserFactory()

    client.post(reverse("wagtailusers_users:edit", args=[user.pk]), _account(user, email="new@example.org"))

    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified) == ("new@example.org", False)


def test_an_account_made_by_staff_is_approved_and_has_no_password(client, staff):
    client.post(
        reverse("wagtailusers_users:add"), {"email": "made@example.org", "name": "Made Here", "job_title": ""}
    )

    user = User.objects.get(email="made@example.org")
    assert user.approved_by == staff
    assert not user.has_usable_password()


def test_own_settings_in_the_cms_hold_no_name_address_or_password(client, editor):
    client.force_login(editor)

    page = client.get("/cms/account/").content.decode()

    assert 'name="name_email-' not in page
    assert 'type="password"' not in page


def test_deleting_an_account_has_the_rooms_asked_again():
    membership = MembershipFactory()

    membership.user.delete()

    assert AccessChange.objects.filter(community=membership.community, user=None).exists()


# --- Communities in the CMS ---------------------------------------------------------------


def _settings(community, **changed):
    answers = {
        name: getattr(community, name)
        for name in ("name", "slug", "purpose", "privacy", "joining", "house_rules", "accent")
    }
    return answers | {"topics": ""} | changed


def test_a_new_address_keeps_the_former_one(client, staff):
    community = CommunityFactory(slug="before")

    client.post(
        reverse("communities_community:edit", args=[community.pk]), _settings(community, slug="after")
    )

    community.refresh_from_db()
    assert community.slug == "after"
    assert FormerSlug.objects.get(slug="before").community == community


def test_narrowing_has_everybody_asked_again_and_forgets_public_pages(client, staff):
    community = CommunityFactory(open=True)
    name = f"community.{community.pk}"
    before = read_counters([name])[name]

    client.post(
        reverse("communities_community:edit", args=[community.pk]), _settings(community, privacy="members")
    )

    assert AccessChange.objects.filter(community=community, user=None).count() == 1
    assert read_counters([name])[name] > before


def test_widening_has_open_pages_asked_again_whom_they_may_name(client, staff):
    community = CommunityFactory(members=True)

    client.post(
        reverse("communities_community:edit", args=[community.pk]), _settings(community, privacy="open")
    )

    assert Community.objects.get().is_open
    assert AccessChange.objects.filter(community=community, user=None).exists()


def test_staff_say_whether_a_community_takes_pictures(client, staff):
    community = CommunityFactory()
    address = reverse("communities_community:edit", args=[community.pk])

    client.post(address, _settings(community, allows_images="on"))
    assert Community.objects.get().allows_images
    client.post(address, _settings(community))  # a tick that is not there

    assert not Community.objects.get().allows_images


def test_the_chatham_house_rule_is_not_lifted_again(client, staff):
    community = CommunityFactory(is_chatham_house=True)

    response = client.post(reverse("communities_community:edit", args=[community.pk]), _settings(community))

    assert "so it stays" in response.content.decode()
    assert Community.objects.get().is_chatham_house


def test_staff_find_a_confidential_community_its_lead_without_seeing_who_belongs(client, staff):
    community = CommunityFactory(confidential=True)
    MembershipFactory(community=community, user__name="Marker Finch")
    guest = UserFactory()

    page = client.get(reverse("communities_community:edit", args=[community.pk])).content.decode()
    client.post(reverse("appoint", args=[community.pk]), {"email": guest.email, "role": "lead"})

    assert "Marker Finch" not in page
    assert Invitation.objects.get(email=guest.email).role == Membership.Role.LEAD


# --- Doors --------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/cms/login/", "/_util/login/"])
def test_every_door_leads_to_the_one_sign_in_page(client, address):
    response = client.get(address, {"next": "/cms/"})

    assert response.headers["Location"] == "/account/login/?next=%2Fcms%2F"


def test_a_link_signs_nobody_out_of_the_cms(client):
    client.force_login(UserFactory(staff=True))

    refused = client.get("/cms/logout/")

    assert (refused.status_code, refused.cookies) == (405, {})
    assert client.get("/cms/").status_code == 200
    client.post("/cms/logout/")
    assert client.get("/cms/").status_code == 302


def test_wagtails_password_forms_are_not_there(client):
    for rest in ("", "done/", "confirm/x/y/", "complete/"):
        assert client.get(f"/cms/password_reset/{rest}").headers["Location"] == "/account/password/reset/"


def test_a_member_without_rights_is_refused_and_not_sent_in_circles(client):
    client.force_login(UserFactory())

    assert client.get("/cms/", follow=True).status_code == 403


def _with_second_step(client, user):
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def test_the_cms_asks_this_session_for_a_second_step(client, staff, settings):
    settings.REQUIRE_SECOND_STEP = True
    without = client.get("/cms/")
    _with_second_step(client, staff)

    assert without.headers["Location"] == "/account/2fa/?next=/cms/"
    assert client.get("/cms/").status_code == 200


def test_owning_a_device_is_not_enough(client, staff, settings):
    from allauth.mfa.models import Authenticator

    settings.REQUIRE_SECOND_STEP = True
    Authenticator.objects.create(user=staff, type=Authenticator.Type.TOTP, data={"secret": "x"})

    assert client.get("/cms/").headers["Location"] == "/account/2fa/reauthenticate/?next=/cms/"


def test_somebody_elses_second_step_does_not_count(client, staff, settings):
    settings.REQUIRE_SECOND_STEP = True
    _with_second_step(client, UserFactory())

    assert client.get("/cms/").status_code == 302
