"""Administrators look after their own Organisation, and nothing else."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import now

from communities.models import Place, User
from organisations import actions
from organisations.models import Administrator, Domain
from organisations.permissions import (
    CannotAdminister,
    CannotApprove,
    CannotHandOver,
    CannotLetGo,
    can_administer,
)
from tests.communities.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.discussions.factories import make_reply, make_thread
from tests.organisations.factories import HOME, address, make_administrator

pytestmark = pytest.mark.django_db

# --- Who comes as far as this ---------------------------------------------------------------


@pytest.mark.parametrize("page", ["look-after", "organisation-edit"])
def test_the_pages_open_for_administrators(client, council, administrator, page):
    client.force_login(administrator)

    assert client.get(address(page, council)).status_code == 200


@pytest.mark.parametrize("who", ["colleague", "staff", "elsewhere", "moved away"])
def test_for_everybody_else_there_is_no_such_page(client, council, administrator, who):
    viewer = {
        "colleague": lambda: UserFactory(organisation=council),
        "staff": lambda: UserFactory(staff=True),
        "elsewhere": lambda: make_administrator(OrganisationFactory()),
        "moved away": lambda: administrator,
    }[who]()
    if who == "moved away":
        User.objects.filter(pk=viewer.pk).update(organisation=OrganisationFactory())
    client.force_login(viewer)

    assert client.get(address("look-after", council)).status_code == 404


def test_nobody_signed_out_looks_after_anything(council, administrator):
    assert can_administer(administrator, council)
    assert not can_administer(AnonymousUser(), council)


def test_only_administrators_are_shown_the_way(client, council, administrator):
    found = {}
    for name, viewer in {"administrator": administrator, "colleague": UserFactory()}.items():
        client.force_login(viewer)
        page = client.get(council.get_absolute_url()).content.decode()
        found[name] = address("look-after", council) in page

    assert found == {"administrator": True, "colleague": False}


def test_the_page_asks_as_many_queries_for_many_people_as_for_few(
    client, council, administrator, applicant, django_assert_num_queries
):
    client.force_login(administrator)
    client.get(address("look-after", council))
    with django_assert_num_queries(QUERIES):
        client.get(address("look-after", council))
    for number in range(8):
        UserFactory(organisation=council)
        UserFactory(unapproved=True, organisation=council, email=f"more{number}@{HOME}")

    with django_assert_num_queries(QUERIES):
        client.get(address("look-after", council))


QUERIES = 10


# --- Letting colleagues in ------------------------------------------------------------------


def test_one_press_lets_a_colleague_in_writes_to_them_and_says_who_did(
    client, council, administrator, applicant, committed, mailoutbox
):
    client.force_login(administrator)

    with committed():
        client.post(address("colleague-approve", council, applicant.pk))

    applicant.refresh_from_db()
    assert applicant.is_approved
    assert applicant.approved_by == administrator
    assert [mail.to for mail in mailoutbox] == [[applicant.email]]


@pytest.mark.parametrize(
    "traits",
    [
        {"email": "ada@elsewhere.example"},
        {"email": f"ada@not{HOME}"},
        {"email": f"ada@sub.{HOME}"},
        {"email": f"ada@{HOME}", "verified": False},
        {"email": f"ada@{HOME}", "declined_at": now()},
        {"email": f"ada@{HOME}", "is_active": False},
        {"email": f"ada@{HOME}", "organisation": None},
    ],
    ids=["elsewhere", "look-alike", "sub-domain", "unproven", "declined", "suspended", "names nobody"],
)
def test_whoever_does_not_wait_here_is_neither_shown_nor_let_in(client, council, administrator, traits):
    stranger = UserFactory(
        **{"unapproved": True, "organisation": council, "name": "Marker Stranger", **traits}
    )
    client.force_login(administrator)

    answer = client.post(address("colleague-approve", council, stranger.pk))

    assert answer.status_code == 404
    assert "Marker Stranger" not in client.get(address("look-after", council)).content.decode()
    with pytest.raises(CannotApprove):
        actions.approve_colleague(
            organisation=council, colleague=stranger, by=administrator, approved_at=now()
        )


def test_another_address_that_is_proven_does_not_vouch_for_the_one_that_is_not(council, administrator):
    applicant = UserFactory(unapproved=True, organisation=council, email="ada@elsewhere.example")
    User.objects.filter(pk=applicant.pk).update(email=f"ada@{HOME}")

    with pytest.raises(CannotApprove):
        actions.approve_colleague(
            organisation=council, colleague=applicant, by=administrator, approved_at=now()
        )


def test_a_second_press_is_answered_kindly(client, council, administrator, applicant):
    client.force_login(administrator)
    client.post(address("colleague-approve", council, applicant.pk))

    page = client.post(address("colleague-approve", council, applicant.pk), follow=True).content.decode()

    assert "does not wait here any more" in page


# --- Leaving --------------------------------------------------------------------------------


def test_saying_that_somebody_left_takes_the_organisation_and_leaves_the_account(
    client, council, administrator, committed, mailoutbox
):
    leaver = UserFactory(organisation=council)
    client.force_login(administrator)

    with committed():
        client.post(address("colleague-left", council, leaver.pk))

    leaver.refresh_from_db()
    assert leaver.organisation is None
    assert leaver.is_approved
    assert leaver.card_version == 1
    assert [mail.to for mail in mailoutbox] == [[leaver.email]]


def test_what_somebody_wrote_for_the_organisation_still_says_so_after_they_left(council, administrator):
    leaver = UserFactory(organisation=council)
    community = MembershipFactory(user=leaver).community
    reply = make_reply(make_thread(community), leaver)

    actions.say_left(organisation=council, colleague=leaver, by=administrator)

    reply.refresh_from_db()
    assert (reply.author, reply.organisation) == (leaver, council)
    assert leaver.memberships.filter(community=community, state="active").exists()


def test_nobody_is_let_go_who_does_not_work_there(council, administrator):
    elsewhere = UserFactory(organisation=OrganisationFactory())

    with pytest.raises(CannotLetGo, match="does not work for"):
        actions.say_left(organisation=council, colleague=elsewhere, by=administrator)


def test_the_last_administrator_is_not_let_go(client, council, administrator):
    client.force_login(administrator)

    page = client.post(address("colleague-left", council, administrator.pk), follow=True).content.decode()

    administrator.refresh_from_db()
    assert administrator.organisation == council
    assert "Hand over to a colleague first" in page


def test_one_of_two_administrators_may_go_and_the_role_goes_with_the_work(council, administrator):
    other = make_administrator(council)

    actions.say_left(organisation=council, colleague=administrator, by=other)

    assert list(Administrator.objects.values_list("user", flat=True)) == [other.pk]


def test_a_suspended_administrator_does_not_count_as_the_one_who_is_left(council, administrator):
    make_administrator(council, suspended=True)

    with pytest.raises(CannotLetGo):
        actions.say_left(organisation=council, colleague=administrator, by=administrator)


@pytest.mark.parametrize("name", ["colleague-left", "colleague-hand-over"])
def test_people_of_other_organisations_are_not_found_here(client, council, administrator, name):
    elsewhere = UserFactory(organisation=OrganisationFactory())
    client.force_login(administrator)

    assert client.post(address(name, council, elsewhere.pk)).status_code == 404
    assert client.get(address("colleague", council, elsewhere.pk)).status_code == 404


# --- Handing over ---------------------------------------------------------------------------


def test_handing_over_makes_the_colleague_administrator_in_ones_place(
    client, council, administrator, committed, mailoutbox
):
    heir = UserFactory(organisation=council, email=f"heir@{HOME}")
    client.force_login(administrator)

    with committed():
        answer = client.post(address("colleague-hand-over", council, heir.pk))

    assert list(Administrator.objects.values_list("user", "organisation")) == [(heir.pk, council.pk)]
    assert answer.url == council.get_absolute_url()
    assert [mail.to for mail in mailoutbox] == [[heir.email]]


@pytest.mark.parametrize(
    "traits", [{"unapproved": True}, {"suspended": True}, {"organisation": None}], ids=str
)
def test_the_role_goes_to_nobody_who_could_not_use_it(council, administrator, traits):
    heir = UserFactory(**{"organisation": council, "email": f"heir@{HOME}", **traits})

    with pytest.raises(CannotHandOver):
        actions.hand_over(organisation=council, colleague=heir, by=administrator, handed_over_at=now())


def test_the_role_is_not_handed_to_an_administrator(council, administrator):
    with pytest.raises(CannotHandOver):
        actions.hand_over(
            organisation=council,
            colleague=make_administrator(council),
            by=administrator,
            handed_over_at=now(),
        )


def test_actions_ask_who_presses(council, administrator, applicant):
    colleague = UserFactory(organisation=council)
    acts = [
        lambda: actions.approve_colleague(
            organisation=council, colleague=applicant, by=colleague, approved_at=now()
        ),
        lambda: actions.say_left(organisation=council, colleague=colleague, by=colleague),
        lambda: actions.hand_over(
            organisation=council, colleague=colleague, by=colleague, handed_over_at=now()
        ),
        lambda: actions.describe_organisation(
            organisation=council,
            by=colleague,
            description="",
            places=[],
            website="",
            size="",
            former_place="",
        ),
    ]

    for act in acts:
        with pytest.raises(CannotAdminister):
            act()


# --- What the page says ---------------------------------------------------------------------


def test_administrators_say_what_the_organisation_does(client, council, administrator):
    leeds = Place.objects.get(slug="leeds")
    client.force_login(administrator)

    client.post(
        address("organisation-edit", council),
        {
            "description": "Keeps the peace.",
            "places": [leeds.pk],
            "website": "https://council.example/",
            "size": "10-49",
            "name": "X",
        },
    )

    council.refresh_from_db()
    assert (council.description, list(council.places.all()), council.website, council.size, council.name) == (
        "Keeps the peace.",
        [leeds],
        "https://council.example/",
        "10-49",
        "Marker Council",
    )


def test_a_website_that_is_none_keeps_what_was_typed(client, council, administrator):
    client.force_login(administrator)

    answer = client.post(
        address("organisation-edit", council), {"description": "Kept words", "website": "javascript:alert(1)"}
    )

    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()


# --- What staff say -------------------------------------------------------------------------


def test_staff_name_an_administrator_by_address_and_they_are_told(client, council, committed, mailoutbox):
    named = UserFactory(organisation=council)
    client.force_login(UserFactory(staff=True))

    with committed():
        client.post(reverse("organisations_administrator:add"), {"user": named.email})

    assert Administrator.objects.get().user == named
    assert Administrator.objects.get().organisation == council
    assert [mail.to for mail in mailoutbox] == [[named.email]]


@pytest.mark.parametrize("traits", [{"unapproved": True}, {"organisation": None}], ids=str)
def test_staff_name_nobody_who_could_not_do_it(client, council, traits):
    named = UserFactory(**{"organisation": council, **traits})
    client.force_login(UserFactory(staff=True))

    client.post(reverse("organisations_administrator:add"), {"user": named.email})

    assert not Administrator.objects.exists()


@pytest.mark.parametrize("name", ["gmail.com", " @Outlook.com ", "BTInternet.com"])
def test_a_domain_of_everybodys_is_refused(council, name):
    with pytest.raises(ValidationError, match="Anybody can have an address"):
        Domain(organisation=council, name=name).full_clean()


def test_staff_say_which_domain_is_an_organisations(client, council):
    client.force_login(UserFactory(staff=True))

    client.post(reverse("organisations_domain:add"), {"organisation": council.pk, "name": "Second.Example"})

    assert council.domains.filter(name="second.example").exists()
