"""What reaches administrators by itself: the desk, the letters, and the second step they are asked for."""

import pytest
from django.utils.timezone import now

from communities import actions as belonging
from communities.models import User
from organisations import actions, tasks
from organisations.models import Administrator
from tests.communities.factories import OrganisationFactory, UserFactory
from tests.communities.test_accounts import ANSWERS, SIGNUP, code_in
from tests.organisations.factories import (
    HOME,
    ClaimFactory,
    ColleagueInvitationFactory,
    address,
    make_administrator,
)

pytestmark = pytest.mark.django_db


def desk(client, viewer) -> str:
    client.force_login(viewer)
    return client.get("/").content.decode()


# --- The desk -------------------------------------------------------------------------------


def test_an_administrators_desk_says_how_many_wait(client, council, administrator, applicant):
    ClaimFactory(organisation=council)
    ClaimFactory()
    colleague, elsewhere = UserFactory(organisation=council), make_administrator(OrganisationFactory())

    pages = {viewer.pk: desk(client, viewer) for viewer in (administrator, colleague, elsewhere)}

    assert "2 people wait for an answer from Marker Council" in pages[administrator.pk]
    assert address("look-after", council) in pages[administrator.pk]
    assert [pk for pk, page in pages.items() if "wait for an answer" in page and pk == elsewhere.pk] == []
    assert address("look-after", council) not in pages[colleague.pk]


def test_a_desk_says_nothing_where_nobody_waits_or_the_role_is_gone(client, council, administrator):
    quiet = desk(client, administrator)
    ClaimFactory(organisation=council)
    loud = desk(client, administrator)
    Administrator.objects.all().delete()

    assert "answer from Marker Council" not in quiet
    assert "1 person waits for an answer from Marker Council" in loud
    assert "answer from Marker Council" not in desk(client, administrator)


def test_the_invited_find_their_invitation_on_their_desk(client, council, administrator):
    person = UserFactory()
    invitation = ColleagueInvitationFactory(organisation=council, invited_by=administrator, user=person)

    before = desk(client, person)
    page = client.get(f"/invitations/organisation/number/{invitation.pk}/").content.decode()
    actions.decline_to_come(person=person, invitation=invitation, declined_at=now())

    assert "among the people of Marker Council" in before
    assert "Join Marker Council" in page
    assert "among the people of Marker Council" not in desk(client, person)


# --- Letters --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("email", "is_told"), [(f"asha@{HOME}", True), ("asha@elsewhere.example", False)], ids=str
)
def test_administrators_hear_of_a_colleague_once_the_address_is_proven(
    client, council, administrator, mailoutbox, email, is_told
):
    make_administrator(OrganisationFactory())
    client.post(SIGNUP, {**ANSWERS, "email": email, "organisation": council.pk})
    before = [mail.to for mail in mailoutbox if mail.to != [email]]
    code = code_in(next(mail for mail in mailoutbox if mail.to == [email]))
    client.post("/account/confirm-email/", {"code": code})

    told = [mail for mail in mailoutbox if mail.to != [email]]
    assert before == []
    assert [mail.to for mail in told] == ([[administrator.email]] if is_told else [])
    if is_told:
        assert "Asha Patel" in told[0].subject
        assert email not in told[0].body


def test_administrators_hear_of_somebody_who_names_them_later_but_not_of_every_to_and_fro(
    council, administrator, mailoutbox
):
    person = UserFactory(unapproved=True, email=f"asha@{HOME}")

    for _ in range(4):
        belonging.update_profile(user=person, values={"organisation": council})
        belonging.update_profile(user=person, values={"organisation": None})

    assert 1 <= len([mail for mail in mailoutbox if mail.to == [administrator.email]]) <= 3


def test_a_letter_about_somebody_who_waits_no_more_is_not_sent(council, administrator, applicant, mailoutbox):
    told = administrator.administrator.pk
    tasks.write_to_administrator_about_applicant.enqueue(applicant.pk, told)
    belonging.approve_account(user=applicant, by=UserFactory(staff=True), approved_at=now())
    mailoutbox.clear()

    tasks.write_to_administrator_about_applicant.enqueue(applicant.pk, told)

    assert mailoutbox == []


def decline(asked, administrator):
    actions.decline_claim(claim=asked, by=administrator, answer="", declined_at=now())
    return lambda: tasks.write_about_claim_answered.enqueue(asked.pk)


def say_left(asked, administrator):
    organisation = administrator.organisation
    User.objects.filter(pk=asked.user_id).update(organisation=organisation)
    actions.say_left(organisation=organisation, colleague=asked.user, by=administrator)
    return lambda: tasks.write_that_they_have_left.enqueue(asked.user_id, organisation.pk)


@pytest.mark.parametrize("act", [decline, say_left])
@pytest.mark.parametrize("is_suspended", [True, False])
def test_whoever_is_kept_out_meanwhile_gets_no_letter(council, administrator, mailoutbox, act, is_suspended):
    asked = ClaimFactory(organisation=council)
    write = act(asked, administrator)
    User.objects.filter(pk=asked.user_id).update(is_active=not is_suspended)
    mailoutbox.clear()

    write()

    assert len(mailoutbox) == (0 if is_suspended else 1)


# --- The second step ------------------------------------------------------------------------


@pytest.mark.parametrize("is_required", [True, False])
@pytest.mark.parametrize("page", ["look-after", "organisation-edit", "invitation-list"])
def test_administrators_need_a_second_step_where_the_hub_asks_for_one(
    client, council, administrator, settings, page, is_required
):
    settings.REQUIRE_SECOND_STEP = is_required
    client.force_login(administrator)

    answer = client.get(address(page, council))

    if is_required:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/2fa/")
    else:
        assert answer.status_code == 200


def test_without_a_second_step_nobody_is_let_in(client, council, administrator, applicant, settings):
    settings.REQUIRE_SECOND_STEP = True
    client.force_login(administrator)

    client.post(address("colleague-approve", council, applicant.pk))

    applicant.refresh_from_db()
    assert not applicant.is_approved


def test_a_stranger_is_not_led_to_a_second_step_for_a_page_that_is_not_theirs(client, council, settings):
    settings.REQUIRE_SECOND_STEP = True
    client.force_login(UserFactory())

    assert client.get(address("look-after", council)).status_code == 404
