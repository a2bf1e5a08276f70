"""What is known of who works where, and what only staff decide."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from communities import actions as belonging
from communities.models import User
from organisations import actions
from organisations.models import Administrator, Confirmation
from organisations.permissions import (
    CannotAdminister,
    CannotApprove,
    CannotConfirm,
    CannotHandOver,
    works_there_for_sure,
)
from tests.communities.factories import OrganisationFactory, UserFactory
from tests.organisations.factories import HOME, address, make_administrator

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return UserFactory(staff=True)


def approve(council, colleague, by):
    return actions.approve_colleague(organisation=council, colleague=colleague, by=by, approved_at=now())


def hand_over(council, colleague, by):
    return actions.hand_over(organisation=council, colleague=colleague, by=by, handed_over_at=now())


# --- What staff took back -------------------------------------------------------------------


def take_back(applicant, staff):
    belonging.approve_account(user=applicant, by=staff, approved_at=now())
    belonging.return_to_waiting(user=applicant, by=staff)


def keep_out_for_a_while(applicant, staff):
    belonging.suspend_account(user=applicant, by=staff, reason="So.", suspended_at=now())
    belonging.lift_suspension(user=applicant, by=staff)


@pytest.mark.parametrize("dealing", [take_back, keep_out_for_a_while])
def test_whom_staff_dealt_with_is_let_in_by_staff_alone(
    client, council, administrator, applicant, staff, dealing
):
    dealing(applicant, staff)
    client.force_login(administrator)

    shown = client.get(address("look-after", council)).content.decode()
    pressed = client.post(address("colleague-approve", council, applicant.pk), follow=True).content.decode()

    assert applicant.name not in shown
    assert "only the office lets it in" in pressed
    assert not User.objects.approved().filter(pk=applicant.pk).exists()
    belonging.approve_account(user=applicant, by=staff, approved_at=now())
    assert User.objects.approved().filter(pk=applicant.pk).exists()


def test_an_administrators_own_yes_cannot_be_given_a_second_time(council, administrator, applicant, staff):
    approve(council, applicant, administrator)
    belonging.return_to_waiting(user=applicant, by=staff)

    with pytest.raises(CannotApprove, match="only the office"):
        approve(council, applicant, administrator)


def test_staff_are_told_why_nobody_else_lets_somebody_in(client, applicant, staff):
    take_back(applicant, staff)
    client.force_login(staff)

    assert "only the office lets them in" in client.get(reverse("people-waiting")).content.decode()


# --- Who works there for sure ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("traits", "is_sure"),
    [
        ({"email": f"heir@{HOME}"}, True),
        ({"email": f"heir@{HOME}", "verified": False}, False),
        ({"email": "heir@elsewhere.example"}, False),
    ],
    ids=["address of theirs", "unproven", "address elsewhere"],
)
def test_the_role_is_handed_to_somebody_who_works_there_for_sure(council, administrator, traits, is_sure):
    heir = UserFactory(organisation=council, **traits)

    if is_sure:
        assert hand_over(council, heir, administrator).user == heir
    else:
        with pytest.raises(CannotHandOver, match=r"only .* says"):
            hand_over(council, heir, administrator)
        assert Administrator.objects.get().user == administrator


def test_the_refusal_is_shown_and_what_to_do_about_it(client, council, administrator):
    heir = UserFactory(organisation=council)
    client.force_login(administrator)

    refused = client.post(address("colleague-hand-over", council, heir.pk), follow=True).content.decode()
    page = client.get(address("colleague", council, heir.pk)).content.decode()
    client.post(address("colleague-confirm", council, heir.pk))

    assert "say so on their page first" in refused
    assert "They work here" in page
    assert Confirmation.objects.get(user=heir).confirmed_by == administrator
    assert "Hand over to them" in client.get(address("colleague", council, heir.pk)).content.decode()
    assert hand_over(council, heir, administrator)


def test_only_administrators_say_who_works_there_and_only_of_their_own(client, council, administrator):
    colleague, elsewhere = UserFactory(organisation=council), UserFactory(organisation=OrganisationFactory())

    answers = []
    for viewer, person in [
        (colleague, colleague),
        (make_administrator(elsewhere.organisation), colleague),
        (administrator, elsewhere),
    ]:
        client.force_login(viewer)
        answers.append(client.post(address("colleague-confirm", council, person.pk)).status_code)

    assert answers == [404] * 3
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("who", ["somebody elsewhere", "by a colleague"])
def test_the_rule_is_asked_by_the_action_too(council, administrator, who):
    colleague = UserFactory(organisation=council)
    person, by, refusal = {
        "somebody elsewhere": (UserFactory(organisation=OrganisationFactory()), administrator, CannotConfirm),
        "by a colleague": (colleague, UserFactory(organisation=council), CannotAdminister),
    }[who]

    with pytest.raises(refusal):
        actions.confirm_colleague(organisation=council, colleague=person, by=by, confirmed_at=now())
    assert actions.confirm_colleague(
        organisation=council, colleague=colleague, by=administrator, confirmed_at=now()
    )


def test_whoever_is_not_let_in_has_no_page_among_the_colleagues(client, council, administrator):
    pages = {}
    client.force_login(administrator)
    for name, traits in {"in": {}, "waits": {"unapproved": True}, "out": {"suspended": True}}.items():
        person = UserFactory(organisation=council, **traits)
        pages[name] = client.get(address("colleague", council, person.pk)).status_code

    assert pages == {"in": 200, "waits": 404, "out": 404}


def test_what_is_known_is_not_confirmed_again(council, administrator):
    colleague = UserFactory(organisation=council, email=f"known@{HOME}")

    with pytest.raises(CannotConfirm, match="known already"):
        actions.confirm_colleague(
            organisation=council, colleague=colleague, by=administrator, confirmed_at=now()
        )


def test_letting_somebody_in_answers_for_where_they_work(council, administrator, applicant, staff):
    other = UserFactory(unapproved=True, organisation=council)
    approve(council, applicant, administrator)
    belonging.approve_account(user=other, by=staff, approved_at=now())

    assert set(Confirmation.objects.values_list("user", "confirmed_by")) == {
        (applicant.pk, administrator.pk),
        (other.pk, staff.pk),
    }


def test_what_somebody_answered_for_ends_with_the_work(council, administrator):
    colleague = UserFactory(organisation=council)
    actions.confirm_colleague(organisation=council, colleague=colleague, by=administrator, confirmed_at=now())

    actions.say_left(organisation=council, colleague=colleague, by=administrator)
    User.objects.filter(pk=colleague.pk).update(organisation=council)

    assert not works_there_for_sure(colleague, council)


def test_staff_answer_for_the_organisation_they_give_to_an_account(client, council, staff):
    colleague = UserFactory()
    client.force_login(staff)
    answers = {"email": colleague.email, "name": colleague.name, "job_title": "", "organisation": council.pk}

    client.post(reverse("wagtailusers_users:edit", args=[colleague.pk]), answers)

    assert Confirmation.objects.get(user=colleague).confirmed_by == staff


def test_whom_staff_name_is_known_also_after_handing_over(client, council, staff):
    named = UserFactory(organisation=council)
    client.force_login(staff)

    client.post(reverse("organisations_administrator:add"), {"user": named.email})
    hand_over(council, UserFactory(organisation=council, email=f"heir@{HOME}"), named)

    assert works_there_for_sure(named, council)
