"""Changing one's Organisation: asking, being answered, going, and what stays behind."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import now

from communities import actions as belonging
from communities.models import User
from communities.permissions import CannotTakePart
from organisations import actions, tasks
from organisations.models import Administrator, Claim, Confirmation
from organisations.permissions import CannotAnswerClaim, CannotClaim, CannotLetGo, NoSeat
from tests.communities.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.discussions.factories import make_reply, make_thread
from tests.organisations.factories import (
    HOME,
    ClaimFactory,
    NetworkMembershipFactory,
    address,
    make_administrator,
)

pytestmark = pytest.mark.django_db

OWN = "/people/me/organisation/"


@pytest.fixture
def former():
    return OrganisationFactory(name="Former Trust")


@pytest.fixture
def mover(former):
    return UserFactory(organisation=former, name="Moira Mover")


def claim(person, organisation, note=""):
    return actions.claim_organisation(person=person, organisation=organisation, note=note, claimed_at=now())


def accept(claim, by, answer=""):
    return actions.accept_claim(claim=claim, by=by, answer=answer, accepted_at=now())


def decline(claim, by, answer=""):
    return actions.decline_claim(claim=claim, by=by, answer=answer, declined_at=now())


# --- Asking ---------------------------------------------------------------------------------


def test_somebody_asks_stays_where_they_are_and_the_administrators_are_told(
    client, council, administrator, mover, former, committed, mailoutbox
):
    make_administrator(council, suspended=True)
    make_administrator(OrganisationFactory())
    client.force_login(mover)

    with committed():
        client.post(OWN, {"organisation": council.pk, "note": "In the cohesion team."})

    mover.refresh_from_db()
    page = client.get(OWN).content.decode()
    assert mover.organisation == former
    assert "You have asked Marker Council" in page
    assert "In the cohesion team." in page
    assert [mail.to for mail in mailoutbox] == [[administrator.email]]
    assert "Moira Mover" in mailoutbox[0].body


@pytest.mark.parametrize("traits", [None, {"suspended": True}, {}], ids=["none", "suspended", "one"])
def test_the_office_is_told_where_nobody_looks_after_the_organisation(
    council, mover, committed, mailoutbox, traits
):
    staff, _ = UserFactory(staff=True), UserFactory(staff=True, suspended=True)
    told = staff if traits is None else make_administrator(council, **traits)

    with committed():
        claim(mover, council)

    [letter] = mailoutbox
    is_for_office = traits != {}
    assert letter.to == [staff.email if is_for_office else told.email]
    assert "Moira Mover" in letter.body
    assert (reverse("claims-waiting") in letter.body) == is_for_office


def test_nobody_of_the_office_is_told_of_their_own_claim(council, committed, mailoutbox):
    mover, other = UserFactory(staff=True), UserFactory(staff=True)

    with committed():
        claim(mover, council)

    assert [letter.to for letter in mailoutbox] == [[other.email]]


@pytest.mark.parametrize(("traits", "letters"), [({}, 1), ({"withdrawn": True}, 0)], ids=str)
@pytest.mark.parametrize("task", ["write_to_office_about_claim", "write_to_staff_about_claim"])
def test_a_letter_to_the_office_leaves_while_the_claim_waits(council, mailoutbox, task, traits, letters):
    staff, asked = UserFactory(staff=True), ClaimFactory(organisation=council, **traits)

    getattr(tasks, task).enqueue(asked.pk, *([staff.pk] if "staff" in task else []))

    assert len(mailoutbox) == letters


@pytest.mark.parametrize(
    ("traits", "letters"), [({"staff": True}, 1), ({}, 0), ({"staff": True, "suspended": True}, 0)], ids=str
)
def test_a_letter_to_the_office_goes_to_nobody_who_left_it(council, mailoutbox, traits, letters):
    staff, asked = UserFactory(**traits), ClaimFactory(organisation=council)

    tasks.write_to_staff_about_claim.enqueue(asked.pk, staff.pk)

    assert len(mailoutbox) == letters


def test_the_offices_front_page_names_who_waits_and_leads_there(client, council, mover):
    asked = ClaimFactory(user=mover, organisation=council)
    client.force_login(UserFactory(staff=True))
    before = client.get(reverse("wagtailadmin_home")).text
    decline(asked, UserFactory(staff=True))
    after = client.get(reverse("wagtailadmin_home")).text

    words = "1 person says that they work for another organisation now"
    assert [each in before for each in (words, "Moira Mover to Marker Council")] == [True, True]
    assert words not in after


def test_one_asks_one_at_a_time(client, council, mover):
    claim(mover, council)
    client.force_login(mover)

    answer = client.post(OWN, {"organisation": OrganisationFactory().pk})

    assert answer.status_code == 422
    assert Claim.objects.get().organisation == council
    with pytest.raises(CannotClaim, match="Take that back first"):
        claim(mover, OrganisationFactory())


def test_one_takes_it_back_and_may_ask_elsewhere(client, council, administrator, mover):
    asked = claim(mover, council)
    client.force_login(mover)

    client.post(f"{OWN}take-back/")
    again = client.post(f"{OWN}take-back/", follow=True).content.decode()

    assert "Nothing of yours waits" in again
    assert claim(mover, OrganisationFactory())
    with pytest.raises(CannotAnswerClaim, match="taken back"):
        accept(asked, administrator)


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (lambda council: UserFactory(organisation=council), CannotClaim),
        (lambda council: UserFactory(unapproved=True), CannotTakePart),
        (lambda council: UserFactory(suspended=True), CannotTakePart),
        (lambda council: make_administrator(OrganisationFactory()), CannotLetGo),
        (lambda council: ClaimFactory(organisation=council, declined=True).user, CannotClaim),
        (lambda council: ClaimFactory(organisation=council, withdrawn=True).user, None),
        (lambda council: UserFactory(), None),
    ],
    ids=[
        "works there",
        "not let in",
        "suspended",
        "last administrator",
        "declined lately",
        "taken back",
        "anybody",
    ],
)
def test_who_may_ask(council, make, refusal):
    person = make(council)

    if refusal:
        with pytest.raises(refusal):
            claim(person, council)
    else:
        assert claim(person, council).is_waiting


def test_a_month_after_a_no_one_may_ask_again(council):
    person = ClaimFactory(organisation=council, declined=True).user

    with time_machine.travel(now() + timedelta(days=31), tick=False):
        assert claim(person, council)


@pytest.mark.parametrize("organisation", ["999999", "", "nonsense", "-1"])
def test_an_organisation_that_there_is_not_is_refused_in_words(client, mover, organisation):
    client.force_login(mover)

    answer = client.post(OWN, {"organisation": organisation, "note": "Kept words"})

    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    assert not Claim.objects.exists()


def test_an_organisations_page_leads_to_saying_that_one_works_there(client, council, mover):
    pages = {}
    viewers = {
        "mover": mover,
        "colleague": UserFactory(organisation=council),
        "waiting": UserFactory(unapproved=True),
    }
    for name, viewer in viewers.items():
        client.force_login(viewer)
        pages[name] = client.get(council.get_absolute_url()).content.decode()
    client.force_login(mover)

    chosen = client.get(f"{OWN}?to={council.slug}").content.decode()

    assert f"{OWN}?to={council.slug}" in pages["mover"]
    assert OWN not in pages["colleague"]
    assert OWN not in pages["waiting"]
    assert f'value="{council.pk}" selected' in chosen
    assert client.get(f"{OWN}?to=%00nobody").status_code == 200


# --- Being answered -------------------------------------------------------------------------


def press(client, asked, act, answer=""):
    url = address("claim-answer", asked.organisation, asked.pk)
    return client.post(url, filled(asked, act, answer), follow=True)


def filled(asked, act, answer=""):
    return {f"claim-{asked.pk}-act": act, f"claim-{asked.pk}-answer": answer}


@pytest.mark.parametrize("door", ["administrators", "office"])
@pytest.mark.parametrize("act", ["", "nonsense", "accepted"])
def test_an_answer_that_is_neither_yes_nor_no_changes_nothing(client, council, administrator, door, act):
    asked = ClaimFactory(organisation=council)
    client.force_login(administrator if door == "administrators" else UserFactory(staff=True))
    url = address("claim-answer", council, asked.pk)
    if door == "office":
        url = reverse("claim-decide", args=[asked.pk])

    # The name a button had once, too: a page from before does not decide by it.
    answer = client.post(url, {**filled(asked, act, "Kept words"), "act": "accept"})

    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    assert Claim.objects.get().is_waiting


@pytest.mark.parametrize("door", ["administrators", "office"])
def test_enter_in_the_word_beside_it_decides_nothing(client, council, administrator, door):
    asked = ClaimFactory(organisation=council)
    client.force_login(administrator if door == "administrators" else UserFactory(staff=True))
    page = address("look-after", council) if door == "administrators" else reverse("claims-waiting")
    action = {
        "administrators": address("claim-answer", council, asked.pk),
        "office": reverse("claim-decide", args=[asked.pk]),
    }[door]

    [form] = [each for each in client.get(page).text.split("<form")[1:] if f'action="{action}"' in each]

    form = form.partition("</form>")[0]
    assert re.findall(r"<(?:button|input)[^>]*type=.submit.[^>]*>", form) == [
        '<button type="submit" class="button">'
    ]
    assert [form.count(f'value="{act}"') for act in ("accept", "decline")] == [1, 1]
    assert "checked" not in form


def test_a_yes_brings_them_over_and_tells_them_and_where_they_were(
    client, council, administrator, mover, former, committed, mailoutbox
):
    left_behind = make_administrator(former)
    asked = ClaimFactory(user=mover, organisation=council, note="In the team.")
    client.force_login(administrator)
    page = client.get(address("look-after", council)).content.decode()

    with committed():
        press(client, asked, "accept", "Welcome.")

    mover.refresh_from_db()
    assert [words for words in ("Moira Mover", "Former Trust", "In the team.") if words not in page] == []
    assert mover.email not in page
    assert (mover.organisation, mover.card_version) == (council, 1)
    assert Confirmation.objects.get(user=mover).confirmed_by == administrator
    letters = {mail.to[0]: mail.body for mail in mailoutbox}
    assert letters.keys() == {mover.email, left_behind.email}
    assert "Welcome." in letters[mover.email]
    assert "Marker Council" not in letters[left_behind.email]


def test_a_no_leaves_them_where_they_are_and_says_so_kindly(
    client, council, administrator, mover, former, committed, mailoutbox
):
    asked = ClaimFactory(user=mover, organisation=council)
    client.force_login(administrator)

    with committed():
        press(client, asked, "decline", "We do not know you yet.")
    client.force_login(mover)

    mover.refresh_from_db()
    assert mover.organisation == former
    assert [mail.to for mail in mailoutbox] == [[mover.email]]
    assert "We do not know you yet." in mailoutbox[0].body
    assert "We do not know you yet." in client.get(OWN).content.decode()


def test_an_answer_that_is_too_long_keeps_what_was_typed(client, council, administrator):
    asked = ClaimFactory(organisation=council)
    client.force_login(administrator)

    answer = press(client, asked, "decline", "x" * 301)

    assert answer.status_code == 422
    assert "x" * 301 in answer.text
    assert Claim.objects.get().is_waiting
    summary = answer.text.partition("data-error-summary")[2].partition("</div>")[0]
    assert f'href="#id_claim-{asked.pk}-answer"' in summary
    assert f'id="id_claim-{asked.pk}-answer"' in answer.text


def test_the_page_has_no_error_summary_before_anything_is_sent(client, council, administrator):
    ClaimFactory(organisation=council)
    client.force_login(administrator)

    assert "data-error-summary" not in client.get(address("look-after", council)).text


def test_opening_the_address_of_an_answer_leads_back_and_changes_nothing(client, council, administrator):
    asked = ClaimFactory(organisation=council)
    client.force_login(administrator)
    back = client.get(address("claim-answer", council, asked.pk))
    client.force_login(UserFactory(staff=True))
    office = client.get(reverse("claim-decide", args=[asked.pk]))

    assert back["Location"] == address("look-after", council)
    assert office["Location"] == reverse("claims-waiting")
    assert Claim.objects.get().is_waiting


def test_a_second_press_is_answered_kindly(client, council, administrator):
    asked = ClaimFactory(organisation=council)
    client.force_login(administrator)
    press(client, asked, "decline")

    page = press(client, asked, "accept").content.decode()

    assert "Somebody has answered this already" in page
    assert Claim.objects.get().outcome == "declined"


@pytest.mark.parametrize(
    "who", ["colleague", "administrator elsewhere", "staff by the administrators' door", "themselves"]
)
def test_nobody_else_answers(client, council, administrator, mover, who):
    asked = ClaimFactory(user=mover, organisation=council)
    viewer = {
        "colleague": lambda: UserFactory(organisation=council),
        "administrator elsewhere": lambda: make_administrator(OrganisationFactory()),
        "staff by the administrators' door": lambda: UserFactory(staff=True),
        "themselves": lambda: mover,
    }[who]()
    client.force_login(viewer)

    assert press(client, asked, "accept").status_code == 404
    if not viewer.is_superuser:
        with pytest.raises(CannotAnswerClaim):
            accept(asked, viewer)
        with pytest.raises(CannotAnswerClaim):
            decline(asked, viewer)


def test_a_claim_is_found_in_its_own_organisation_alone(client, administrator, council):
    elsewhere = ClaimFactory()
    client.force_login(administrator)

    url = address("claim-answer", council, elsewhere.pk)

    assert client.post(url, filled(elsewhere, "accept")).status_code == 404
    assert Claim.objects.get().is_waiting


def test_staff_answer_in_the_cms_and_never_their_own(client, council, mover):
    staff = UserFactory(staff=True)
    asked, own = ClaimFactory(user=mover, organisation=council, note="Marker note"), ClaimFactory(user=staff)
    client.force_login(staff)
    page = client.get(reverse("claims-waiting")).content.decode()

    for each in (asked, own):
        client.post(reverse("claim-decide", args=[each.pk]), filled(each, "accept"))

    mover.refresh_from_db()
    assert "Marker note" in page
    assert mover.organisation == council
    assert Claim.objects.get(pk=own.pk).is_waiting


def test_the_offices_page_is_staffs_alone(client, administrator, council):
    asked = ClaimFactory(organisation=council)
    client.force_login(administrator)

    answers = [
        client.get(reverse("claims-waiting")).status_code,
        client.post(reverse("claim-decide", args=[asked.pk]), filled(asked, "accept")).status_code,
    ]

    assert set(answers) <= {302, 403}
    assert Claim.objects.get().is_waiting


def test_an_editor_who_looks_after_an_organisation_answers_at_its_own_door(client, council, administrator):
    asked = ClaimFactory(organisation=council)
    administrator.groups.add(Group.objects.get(name="Editors"))
    client.force_login(administrator)

    refused = client.post(reverse("claim-decide", args=[asked.pk]), filled(asked, "accept"))

    assert refused.status_code in {302, 403}
    assert Claim.objects.get().is_waiting
    press(client, asked, "accept")
    assert Claim.objects.get().outcome == "accepted"


def test_asking_again_and_again_is_refused_for_a_while(client, council, mover):
    client.force_login(mover)
    for _ in range(10):
        client.post(OWN, {"organisation": council.pk})
        client.post(f"{OWN}take-back/")

    answer = client.post(OWN, {"organisation": council.pk, "note": "Kept words"})

    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    assert not Claim.objects.filter(outcome="").exists()


def test_the_offices_menu_leads_there_with_how_many_wait_and_nobody_elses_does(client, council):
    ClaimFactory(organisation=council)
    editor, found = UserFactory(), {}
    editor.groups.add(Group.objects.get(name="Editors"))
    for name, viewer in {"editor": editor, "staff": UserFactory(staff=True)}.items():
        client.force_login(viewer)
        page = client.get(reverse("wagtailadmin_home")).content.decode()
        found[name] = ("Job changes (1)" in page, "Organisations to look at" in page)

    assert found == {"editor": (False, False), "staff": (True, True)}


def test_whoever_was_suspended_meanwhile_does_not_come_up_and_is_not_let_in(
    client, council, administrator, mover
):
    asked = ClaimFactory(user=mover, organisation=council)
    User.objects.filter(pk=mover.pk).update(is_active=False)
    client.force_login(administrator)

    page = client.get(address("look-after", council)).content.decode()

    assert "Moira Mover" not in page
    with pytest.raises(CannotAnswerClaim):
        accept(asked, administrator)


@pytest.mark.parametrize("who", ["administrator", "staff"])
def test_a_yes_needs_a_seat_unless_it_is_the_offices(council, administrator, mover, who):
    NetworkMembershipFactory(organisation=council, seats=1)
    asked = ClaimFactory(user=mover, organisation=council)

    if who == "staff":
        assert accept(asked, UserFactory(staff=True)).outcome == "accepted"
    else:
        with pytest.raises(NoSeat):
            accept(asked, administrator)
        assert decline(asked, administrator).outcome == "declined"


def test_whoever_became_the_last_administrator_meanwhile_hands_over_first(council, administrator, former):
    leaving = make_administrator(former)
    other = make_administrator(former)
    asked = claim(leaving, council)
    actions.say_left(organisation=former, colleague=other, by=leaving)

    with pytest.raises(CannotAnswerClaim, match="hand over first"):
        accept(asked, administrator)


def test_the_role_where_one_was_ends_and_does_not_come_back(council, administrator, former):
    make_administrator(former)
    leaving = make_administrator(former)
    accept(claim(leaving, council), administrator)

    assert not Administrator.objects.filter(user=leaving).exists()
    accept(claim(leaving, former), Administrator.objects.get(organisation=former).user)
    assert not Administrator.objects.filter(user=leaving).exists()


# --- What stays -----------------------------------------------------------------------------


def test_old_posts_keep_the_organisation_they_were_written_from_and_new_ones_name_the_new(
    client, council, administrator, mover, former
):
    membership = MembershipFactory(user=mover)
    thread = make_thread(membership.community)
    before = make_reply(thread, mover)

    accept(claim(mover, council), administrator)
    mover.refresh_from_db()
    after = make_reply(thread, mover)

    before.refresh_from_db()
    assert (before.organisation, after.organisation) == (former, council)
    membership.refresh_from_db()
    assert membership.is_active


@pytest.mark.parametrize(("traits", "letters"), [({}, 1), ({"withdrawn": True}, 0), ({"accepted": True}, 0)])
def test_a_letter_leaves_while_its_reason_stands(council, administrator, mailoutbox, traits, letters):
    asked = ClaimFactory(organisation=council, **traits)

    tasks.write_to_administrator_about_claim.enqueue(asked.pk, administrator.administrator.pk)

    assert len(mailoutbox) == letters


# --- Leaving --------------------------------------------------------------------------------


def test_one_leaves_at_once_and_the_administrator_is_told(
    client, council, administrator, committed, mailoutbox
):
    leaver = UserFactory(organisation=council)
    client.force_login(leaver)

    with committed():
        client.post(f"{OWN}leave/")

    leaver.refresh_from_db()
    assert leaver.organisation is None
    assert [mail.to for mail in mailoutbox] == [[administrator.email]]


def test_leaving_is_asked_about_first_and_looking_changes_nothing(client, council, administrator):
    leaver = UserFactory(organisation=council)
    client.force_login(leaver)

    page, question = client.get(OWN).text, client.get(f"{OWN}leave/").text

    leaver.refresh_from_db()
    assert leaver.organisation == council
    assert f'action="{OWN}leave/"' not in page
    assert f'href="{OWN}leave/"' in page
    assert "Yes, I have left" in question


def test_the_last_administrator_reads_why_not_in_place_of_the_button(client, council, administrator):
    client.force_login(administrator)
    alone = [client.get(url).text for url in (OWN, f"{OWN}leave/")]
    make_administrator(council)
    together = [client.get(url).text for url in (OWN, f"{OWN}leave/")]

    assert ["Hand over to a colleague first" in page for page in alone + together] == [True] * 2 + [False] * 2
    assert ["I have left" in page for page in alone + together] == [False] * 2 + [True] * 2


def test_whoever_works_nowhere_is_not_asked_whether_they_have_left(client):
    client.force_login(UserFactory(organisation=None))

    assert client.get(f"{OWN}leave/")["Location"] == OWN


def test_the_last_administrator_does_not_leave(client, council, administrator):
    client.force_login(administrator)

    page = client.post(f"{OWN}leave/", follow=True).content.decode()

    administrator.refresh_from_db()
    assert administrator.organisation == council
    assert "Hand over to a colleague first" in page


def test_leaving_what_one_does_not_work_for_is_refused():
    with pytest.raises(CannotClaim, match="no organisation"):
        actions.leave_organisation(person=UserFactory(), left_at=now())


# --- The pages ------------------------------------------------------------------------------


def test_an_address_of_the_organisations_is_said_beside_a_claim(client, council, administrator):
    ClaimFactory(organisation=council, user__email=f"known@{HOME}")
    ClaimFactory(organisation=council)
    client.force_login(administrator)

    page = client.get(address("look-after", council)).content.decode()

    assert page.count("Address of yours") == 1
    assert f"known@{HOME}" not in page


def test_the_lists_ask_as_many_queries_for_many_as_for_few(
    client, council, administrator, django_assert_num_queries
):
    client.force_login(administrator)
    ClaimFactory(organisation=council)
    client.get(address("look-after", council))
    with django_assert_num_queries(QUERIES):
        client.get(address("look-after", council))
    ClaimFactory.create_batch(6, organisation=council)

    with django_assert_num_queries(QUERIES):
        client.get(address("look-after", council))


QUERIES = 11


def test_what_was_answered_long_ago_is_forgotten_and_what_waits_is_not(council):
    ClaimFactory(declined=True)
    waiting = ClaimFactory()

    with time_machine.travel(now() + timedelta(days=60), tick=False):
        call_command("prune_claims", verbosity=0)
        assert Claim.objects.count() == 2
    with time_machine.travel(now() + timedelta(days=120), tick=False):
        call_command("prune_claims", verbosity=0)
        assert Claim.objects.get() == waiting


def test_whoever_waits_to_be_let_in_still_says_where_they_work_on_their_profile(client, council, applicant):
    other = OrganisationFactory()

    belonging.update_profile(user=applicant, values={"organisation": other})

    applicant.refresh_from_db()
    assert applicant.organisation == other
