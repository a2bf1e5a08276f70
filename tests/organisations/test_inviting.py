"""Administrators invite colleagues: what becomes of an address, the letters, and who comes by them."""

import re
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from communities import actions as belonging
from communities.actions import inviting as inviting_room
from communities.actions.inviting import Fate
from communities.models import User
from communities.permissions import CannotDecide
from organisations import actions, tasks
from organisations.actions.invitations import sort_addresses
from organisations.models import Administrator, ColleagueInvitation
from organisations.permissions import CannotAdminister, CannotCome, CannotLetGo, NoSeat, NotOpened
from tests.communities.factories import InvitationFactory, OrganisationFactory, UserFactory
from tests.communities.test_accounts import ANSWERS, SIGNUP, code_in
from tests.organisations.factories import (
    HOME,
    ClaimFactory,
    ColleagueInvitationFactory,
    NetworkMembershipFactory,
    address,
    make_administrator,
)

pytestmark = pytest.mark.django_db


def invite(administrator, *emails, message=""):
    return actions.invite_colleagues(
        inviter=administrator,
        organisation=administrator.organisation,
        emails=list(emails),
        message=message,
        invited_at=now(),
    )


def fates(administrator, *emails):
    return sort_addresses(
        inviter=administrator, organisation=administrator.organisation, emails=emails, at=now()
    )


def come(person, invitation):
    return actions.come(person=person, invitation=invitation, came_at=now())


def again(administrator, *invitations):
    pks = [each.pk for each in invitations]
    return actions.send_again(
        inviter=administrator, organisation=administrator.organisation, pks=pks, sent_at=now()
    )


def revoke(administrator, *invitations):
    pks = [each.pk for each in invitations]
    return actions.revoke(
        inviter=administrator, organisation=administrator.organisation, pks=pks, revoked_at=now()
    )


def of(council, administrator, **traits):
    return ColleagueInvitationFactory(organisation=council, invited_by=administrator, **traits)


def link_in(letter) -> str:
    return re.search(r"/invitations/organisation/\S+", letter.body)[0]


# --- What becomes of an address -----------------------------------------------------------


@pytest.mark.parametrize(
    ("traits", "fate"),
    [
        ({}, Fate.INVITED),
        ({"expired": True}, Fate.SEND),
        ({"revoked": True, "sent_at": now() - timedelta(hours=1)}, Fate.RECENT),
        ({"declined": True}, Fate.DECLINED),
        ({"accepted": True}, Fate.SEND),
    ],
)
def test_an_address_that_was_invited_before_is_dealt_with_kindly(council, administrator, traits, fate):
    invitation = of(council, administrator, **traits)
    ColleagueInvitationFactory(email="elsewhere@example.org")

    assert fates(administrator, invitation.email, "elsewhere@example.org") == {
        invitation.email: fate,
        "elsewhere@example.org": Fate.SEND,
    }


def test_only_colleagues_are_told_apart(council, administrator):
    colleague = UserFactory(organisation=council, email="Col.League@example.org")
    others = [
        UserFactory(),
        UserFactory(suspended=True, organisation=council),
        UserFactory(unapproved=True, organisation=council),
        UserFactory(organisation=OrganisationFactory()),
    ]

    found = fates(
        administrator, colleague.email.lower(), *[each.email for each in others], "nobody@example.org"
    )

    assert list(found.values()) == [Fate.MEMBER, *[Fate.SEND] * 5]


def test_a_day_has_so_many_addresses_for_one_person_to_everything_together(
    council, administrator, monkeypatch
):
    monkeypatch.setattr(inviting_room, "ADDRESSES_A_DAY", 3)
    InvitationFactory(invited_by=administrator, created_at=now())
    invite(administrator, "a@example.org")

    assert len(invite(administrator, "b@example.org", "c@example.org")) == 1
    assert fates(administrator, "c@example.org") == {"c@example.org": Fate.TOO_MANY}


def test_a_thousand_are_invited_in_few_queries(
    council, administrator, django_assert_max_num_queries, settings
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}

    with django_assert_max_num_queries(30):
        made = invite(administrator, *[f"person{number}@example.com" for number in range(1000)])

    assert len(made) == 1000


# --- Who invites --------------------------------------------------------------------------


def test_only_administrators_invite_and_only_for_their_own(council, administrator):
    for other in (UserFactory(organisation=council), make_administrator(OrganisationFactory())):
        with pytest.raises(CannotAdminister):
            actions.invite_colleagues(
                inviter=other,
                organisation=council,
                emails=["a@example.org"],
                message="",
                invited_at=now(),
            )
    assert invite(administrator, "a@example.org")


@pytest.mark.parametrize("traits", [{"tier__opens_inviting": False}, {"ended": True}, {}], ids=str)
def test_the_membership_has_to_open_it(client, council, administrator, traits):
    NetworkMembershipFactory(organisation=council, **traits)
    client.force_login(administrator)
    page = client.get(address("invitation-new", council)).content.decode()

    if traits:
        with pytest.raises(NotOpened):
            invite(administrator, "a@example.org")
        assert "does not include inviting colleagues" in page
        assert (
            client.post(address("invitation-new", council), {"addresses": "a@example.org"}).status_code == 403
        )
    else:
        assert invite(administrator, "a@example.org")
        assert "Check the list" in page


# --- Letters ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("email", "words"), [(f"a@{HOME}", "let in with"), ("a@elsewhere.example", "looks at it first")]
)
def test_a_letter_says_who_invites_and_what_will_happen_and_keeps_only_a_hash(
    council, administrator, mailoutbox, email, words
):
    [invitation] = invite(administrator, email, message="Come and see.")

    [letter] = mailoutbox
    assert letter.to == [email]
    wanted = (administrator.name, "Marker Council", "Come and see.", words)
    assert [each for each in wanted if each not in letter.body] == []
    invitation.refresh_from_db()
    assert link_in(letter).strip("/").rpartition("/")[2] not in str(invitation.__dict__)


def test_one_address_that_is_refused_keeps_no_other_letter(council, administrator, mailoutbox, monkeypatch):
    send = EmailBackend.send_messages

    def refuse_one(backend, letters):
        if letters[0].to == ["gone@example.org"]:
            raise SMTPRecipientsRefused({})
        return send(backend, letters)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_one)

    invite(administrator, "gone@example.org", "here@example.org")

    assert [letter.to for letter in mailoutbox] == [["here@example.org"]]
    assert ColleagueInvitation.objects.get(has_letter_failed=True).email == "gone@example.org"


@pytest.mark.parametrize(
    ("traits", "letters"), [({}, 1), ({"revoked": True}, 0), ({"expired": True}, 0), ({"accepted": True}, 0)]
)
def test_a_letter_leaves_once_and_while_its_reason_stands(mailoutbox, traits, letters):
    invitation = ColleagueInvitationFactory(waiting=True, **traits)

    for _ in range(2):
        tasks.send_colleague_invitations.enqueue([invitation.pk])

    assert len(mailoutbox) == letters


def test_no_letter_leaves_once_its_sender_looks_after_it_no_more(council, administrator, mailoutbox):
    invitation = of(council, administrator, waiting=True)
    Administrator.objects.all().delete()

    tasks.send_colleague_invitations.enqueue([invitation.pk])

    assert mailoutbox == []


@pytest.mark.parametrize("is_block", [True, False], ids=["blocked", "muted"])
def test_a_block_keeps_an_invitation_away_and_it_looks_sent(council, administrator, mailoutbox, is_block):
    person = UserFactory()
    invitation = of(council, administrator, user=person, waiting=True)
    belonging.quieten(person=person, other=administrator, is_block=is_block, since=now())

    tasks.send_colleague_invitations.enqueue([invitation.pk])

    invitation.refresh_from_db()
    assert [letter.to for letter in mailoutbox] == ([] if is_block else [[person.email]])
    assert (invitation.is_letter_waiting, invitation.letter_count) == (False, 1)
    assert invitation.sent_at


@pytest.mark.parametrize("who", ["invited", "somebody else who blocked them", "somebody else"])
def test_the_link_of_somebody_blocked_says_so_to_the_invited_alone(client, council, administrator, who):
    person, other = UserFactory(), UserFactory()
    of(council, administrator, user=person, token="marker")
    for blocking in [person] if who == "somebody else" else [person, other]:
        belonging.quieten(person=blocking, other=administrator, is_block=True, since=now())
    client.force_login(person if who == "invited" else other)

    page = client.get("/invitations/organisation/marker/").text

    assert ("You have blocked whoever sent this" in page) == (who == "invited")
    assert ("signed in with another address" in page) == (who != "invited")
    assert "Join Marker Council" not in page


def test_sending_again_makes_a_new_link_and_lets_people_answer_longer(
    client, council, administrator, mailoutbox
):
    invitation = of(council, administrator, expired=True, token="old")

    assert again(administrator, invitation) == 1

    invitation.refresh_from_db()
    assert invitation.is_open
    assert client.get(link_in(mailoutbox[0])).status_code == 200
    assert client.get("/invitations/organisation/old/").status_code == 404


@pytest.mark.parametrize(
    "traits",
    [{"letter_count": 3}, {"sent_at": now()}, {"accepted": True}],
    ids=["three letters", "just now", "settled"],
)
def test_an_address_is_not_written_to_too_often(council, administrator, mailoutbox, traits):
    with pytest.raises(CannotDecide):
        again(administrator, of(council, administrator, **traits))
    assert mailoutbox == []


@pytest.mark.parametrize("act", [again, revoke])
def test_invitations_of_another_organisation_are_out_of_reach(council, administrator, act):
    elsewhere, colleague = ColleagueInvitationFactory(), UserFactory(organisation=council)

    assert act(administrator, elsewhere) == 0
    with pytest.raises(CannotAdminister):
        act(colleague, of(council, administrator))
    assert ColleagueInvitation.objects.standing().count() == 2


@pytest.mark.parametrize("act", [again, revoke])
def test_what_is_ticked_asks_as_many_queries_for_many_as_for_few(
    council, administrator, settings, django_assert_num_queries, act
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    one, *many = [of(council, administrator) for _ in range(9)]
    with CaptureQueriesContext(connection) as few:
        act(administrator, one)

    with django_assert_num_queries(len(few)):
        assert act(administrator, *many) == 8


@pytest.mark.parametrize("act", [again, revoke])
def test_a_membership_that_opens_no_inviting_still_lets_take_back(council, administrator, act):
    NetworkMembershipFactory(organisation=council, tier__opens_inviting=False)
    invitation = of(council, administrator)

    if act is again:
        with pytest.raises(NotOpened):
            act(administrator, invitation)
    else:
        assert act(administrator, invitation) == 1


@pytest.mark.parametrize(("traits", "is_passed"), [({}, True), ({"accepted": True}, False)], ids=str)
def test_what_is_answered_already_is_not_taken_back(council, administrator, traits, is_passed):
    invitation = of(council, administrator, **traits)

    if is_passed:
        assert revoke(administrator, invitation) == 1
    else:
        with pytest.raises(CannotDecide):
            revoke(administrator, invitation)


def test_what_ended_long_ago_is_forgotten_with_its_address():
    ColleagueInvitationFactory(accepted=True)

    with time_machine.travel(now() + timedelta(days=120), tick=False):
        call_command("prune_invitations", verbosity=0)

    assert not ColleagueInvitation.objects.exists()


# --- The administrators' pages --------------------------------------------------------------


def test_what_would_happen_is_shown_and_then_sent_with_one_press(client, council, administrator, mailoutbox):
    NetworkMembershipFactory(organisation=council, seats=2)
    file = SimpleUploadedFile("list.csv", f"Name;E-mail\nZoë;zoe@{HOME}\n=1+1;x\n".encode("cp1252"))
    client.force_login(administrator)

    seen = client.post(
        address("invitation-new", council),
        {"addresses": "away@elsewhere.example", "file": file, "message": "Come."},
    ).content.decode()
    before = len(mailoutbox)
    posted = {"addresses": f"away@elsewhere.example\nzoe@{HOME}", "message": "Come.", "act": "send"}
    first = client.post(address("invitation-new", council), posted, follow=True).content.decode()
    second = client.post(address("invitation-new", council), posted, follow=True).content.decode()

    assert "2 letters will leave" in seen
    assert "Not an address of yours" in seen
    assert "More letters than seats" in seen
    assert "a formula" in seen
    assert before == 0
    assert "On the way: 2 invitations." in first
    assert "Nobody new is in this list" in second
    assert len(mailoutbox) == 2


def test_a_list_that_cannot_be_used_is_refused_and_kept_and_can_be_changed(client, council, administrator):
    client.force_login(administrator)

    bad = client.post(address("invitation-new", council), {"addresses": "nobody here"})
    changed = client.post(
        address("invitation-new", council), {"addresses": "ann@example.org", "act": "change"}
    )

    assert bad.status_code == 422
    assert "nobody here" in bad.content.decode()
    assert "Check the list" in changed.content.decode()
    assert not ColleagueInvitation.objects.exists()


def test_the_list_says_who_has_not_come_and_takes_back_and_sends_again(
    client, council, administrator, mailoutbox
):
    waiting, other = of(council, administrator), of(council, administrator)
    of(council, administrator, email="came@example.org", accepted=True)
    ColleagueInvitationFactory(email="marker-elsewhere@example.org")
    client.force_login(administrator)

    shown = client.get(address("invitation-list", council)).content.decode()
    client.post(address("invitation-act", council), {"pk": other.pk, "act": "revoke"})
    client.post(address("invitation-act", council), {"pk": waiting.pk, "act": "again"})
    nothing = client.post(address("invitation-act", council), {"act": "again"}, follow=True).content.decode()

    assert waiting.email in shown
    assert "came@example.org" not in shown
    assert "marker-elsewhere" not in shown
    assert ColleagueInvitation.objects.get(pk=other.pk).revoked_at
    assert [mail.to for mail in mailoutbox] == [[waiting.email]]
    assert "Tick at least one" in nothing
    assert client.get(address("invitation-progress", council)).json() == {"sent": 1, "total": 1}


@pytest.mark.parametrize("name", ["invitation-list", "invitation-new", "invitation-progress"])
@pytest.mark.parametrize("who", ["colleague", "elsewhere", "staff"])
def test_the_pages_are_the_administrators_alone(client, council, administrator, name, who):
    viewer = {
        "colleague": lambda: UserFactory(organisation=council),
        "elsewhere": lambda: make_administrator(OrganisationFactory()),
        "staff": lambda: UserFactory(staff=True),
    }[who]()
    client.force_login(viewer)

    assert client.get(address(name, council)).status_code == 404
    client.force_login(administrator)
    assert client.get(address(name, council)).status_code == 200


def test_the_list_asks_as_many_queries_for_many_as_for_few(
    client, council, administrator, django_assert_num_queries
):
    client.force_login(administrator)
    of(council, administrator)
    client.get(address("invitation-list", council))
    with django_assert_num_queries(QUERIES):
        client.get(address("invitation-list", council))
    for _ in range(8):
        of(council, administrator)

    with django_assert_num_queries(QUERIES):
        client.get(address("invitation-list", council))


QUERIES = 8


# --- Coming -------------------------------------------------------------------------------


def sign_up(client, mailoutbox, email, organisation=""):
    mailoutbox.clear()
    client.post(SIGNUP, {**ANSWERS, "email": email, "organisation": organisation})
    [code] = [code_in(mail) for mail in mailoutbox if "code" in mail.subject.lower() or "code" in mail.body]
    client.post("/account/confirm-email/", {"code": code}, follow=True)
    return User.objects.get(email=email)


@pytest.mark.parametrize(
    ("traits", "email", "is_let_in"),
    [
        ({}, f"asha@{HOME}", True),
        ({}, "asha@elsewhere.example", False),
        ({"revoked": True}, f"asha@{HOME}", False),
        ({"expired": True}, f"asha@{HOME}", False),
        ({"invited_by": None}, f"asha@{HOME}", False),
    ],
    ids=["address of theirs", "address elsewhere", "taken back", "run out", "sender gone"],
)
def test_a_colleague_who_signs_up_with_the_invited_address_is_in_at_once(
    client, council, administrator, mailoutbox, traits, email, is_let_in
):
    ColleagueInvitationFactory(
        **{"organisation": council, "invited_by": administrator, "email": email, **traits}
    )

    person = sign_up(client, mailoutbox, email)

    assert (person.is_approved, person.organisation) == (is_let_in, council if is_let_in else None)
    if is_let_in:
        assert person.approved_by == administrator
        assert ColleagueInvitation.objects.get().accepted_at


def test_the_invitation_of_somebody_who_lost_the_role_lets_nobody_in(
    client, council, administrator, mailoutbox
):
    of(council, administrator, email=f"asha@{HOME}")
    heir = UserFactory(organisation=council, email=f"heir@{HOME}")
    actions.hand_over(organisation=council, colleague=heir, by=administrator, handed_over_at=now())

    person = sign_up(client, mailoutbox, f"asha@{HOME}")

    assert not person.is_approved


def test_without_a_seat_a_colleague_names_the_organisation_and_waits(
    client, council, administrator, mailoutbox
):
    NetworkMembershipFactory(organisation=council, seats=1)
    of(council, administrator, email=f"asha@{HOME}")

    person = sign_up(client, mailoutbox, f"asha@{HOME}")
    client.force_login(administrator)

    assert (person.is_approved, person.organisation) == (False, council)
    assert person.name in client.get(address("look-after", council)).content.decode()


def test_somebody_who_named_the_organisation_comes_and_the_office_still_looks_at_a_foreign_address(
    client, council, administrator, mailoutbox
):
    of(council, administrator, email="asha@elsewhere.example")

    person = sign_up(client, mailoutbox, "asha@elsewhere.example", organisation=council.pk)

    assert (person.is_approved, person.organisation) == (False, council)
    assert ColleagueInvitation.objects.get().accepted_at


def test_nobody_is_put_among_the_people_of_whoever_invited_a_foreign_address(
    client, council, administrator, mailoutbox
):
    invitation = of(council, administrator, email="asha@elsewhere.example")

    person = sign_up(client, mailoutbox, invitation.email)
    page = client.get(reverse("communities:waiting")).content.decode()

    assert person.organisation is None
    assert "Marker Council" in page
    answer = client.post(
        reverse("colleague-invitation:answer", args=[invitation.pk]), {"act": "come"}, follow=True
    )
    person.refresh_from_db()
    assert (person.organisation, person.is_approved) == (council, False)
    assert "It waits to be let in" in answer.content.decode()


def test_of_two_invitations_nobody_chooses_but_the_invited(client, council, administrator, mailoutbox):
    of(council, administrator, email=f"asha@{HOME}")
    ColleagueInvitationFactory(email=f"asha@{HOME}")

    person = sign_up(client, mailoutbox, f"asha@{HOME}", organisation=OrganisationFactory().pk)

    assert not person.is_approved
    assert person.organisation != council
    assert ColleagueInvitation.objects.standing().count() == 2


def test_whom_staff_dealt_with_is_not_let_in_by_an_invitation(council, administrator):
    person = UserFactory(unapproved=True, email=f"asha@{HOME}", is_for_staff=True)

    came = come(person, of(council, administrator, user=person))

    assert (came.organisation, came.is_approved) == (council, False)


@pytest.mark.parametrize(
    ("traits", "refusal"),
    [
        ({}, None),
        ({"suspended": True}, CannotCome),
        ({"unapproved": True, "declined_at": now()}, CannotCome),
        ({"verified": False}, CannotCome),
    ],
    ids=["takes part", "suspended", "declined", "address not proven"],
)
def test_whose_invitation_brings_them_in(council, administrator, traits, refusal):
    person = UserFactory(organisation=OrganisationFactory(), **traits)
    invitation = of(council, administrator, user=person)

    if refusal:
        with pytest.raises(refusal):
            come(person, invitation)
    else:
        assert come(person, invitation).organisation == council


@pytest.mark.parametrize(
    "traits",
    [{"expired": True}, {"revoked": True}, {"accepted": True}, {"declined": True}, {"invited_by": None}],
    ids=str,
)
def test_what_does_not_stand_brings_nobody_in(council, administrator, traits):
    person = UserFactory()
    invitation = ColleagueInvitationFactory(
        **{"organisation": council, "invited_by": administrator, "user": person, **traits}
    )

    with pytest.raises(CannotCome):
        come(person, invitation)


def test_somebody_elses_invitation_is_not_found(client, council, administrator):
    invitation = of(council, administrator)
    client.force_login(UserFactory())

    answers = [
        client.get(reverse("colleague-invitation:own", args=[invitation.pk])).status_code,
        client.post(
            reverse("colleague-invitation:answer", args=[invitation.pk]), {"act": "come"}
        ).status_code,
    ]

    assert answers == [404, 404]


def test_coming_over_needs_a_seat_and_is_refused_in_words(client, council, administrator):
    NetworkMembershipFactory(organisation=council, seats=1)
    person = UserFactory()
    invitation = of(council, administrator, user=person)
    client.force_login(person)

    page = client.post(
        reverse("colleague-invitation:answer", args=[invitation.pk]), {"act": "come"}, follow=True
    ).content.decode()

    assert "The one seat of Marker Council is taken" in page
    assert ColleagueInvitation.objects.get().is_open
    with pytest.raises(NoSeat):
        come(person, invitation)


def test_the_last_administrator_elsewhere_hands_over_first(council, administrator):
    person = make_administrator(OrganisationFactory())

    with pytest.raises(CannotLetGo):
        come(person, of(council, administrator, user=person))


def test_coming_over_tells_where_one_was_and_takes_back_what_one_asked(
    council, administrator, committed, mailoutbox
):
    left_behind = make_administrator(OrganisationFactory())
    person = UserFactory(organisation=left_behind.organisation)
    asked = ClaimFactory(user=person, organisation=council)

    with committed():
        come(person, of(council, administrator, user=person))

    asked.refresh_from_db()
    assert asked.outcome == "withdrawn"
    assert [mail.to for mail in mailoutbox] == [[left_behind.email]]


def test_whoever_works_there_already_is_told_so(council, administrator):
    person = UserFactory(organisation=council)

    with pytest.raises(CannotCome, match="already"):
        come(person, of(council, administrator, user=person))


def test_saying_no_is_kept_and_the_account_stays(client, council, administrator):
    person = UserFactory()
    invitation = of(council, administrator, user=person)
    client.force_login(person)

    unsaid = client.post(reverse("colleague-invitation:answer", args=[invitation.pk]), {"act": "nonsense"})
    client.post(reverse("colleague-invitation:answer", args=[invitation.pk]), {"act": "decline"})

    assert unsaid.status_code == 400
    person.refresh_from_db()
    assert person.organisation is None
    assert ColleagueInvitation.objects.get().declined_at
    with pytest.raises(CannotCome):
        come(person, invitation)


@pytest.mark.parametrize("traits", [{"expired": True}, {"revoked": True}, {"accepted": True}], ids=str)
def test_nobody_says_no_to_what_does_not_stand_or_is_not_theirs(council, administrator, traits):
    person = UserFactory()
    gone, other = of(council, administrator, user=person, **traits), of(council, administrator)

    for invitation in (gone, other):
        with pytest.raises(CannotCome):
            actions.decline_to_come(person=person, invitation=invitation, declined_at=now())
    assert not ColleagueInvitation.objects.filter(declined_at__isnull=False).exists()


@pytest.mark.parametrize("traits", [{"accepted": True}, {"declined": True}, {"revoked": True}], ids=str)
def test_what_is_settled_is_not_taken_back(council, administrator, traits):
    settled, waiting = of(council, administrator, **traits), of(council, administrator)

    with pytest.raises(CannotDecide, match="settled"):
        revoke(administrator, settled)
    assert revoke(administrator, waiting) == 1


def test_another_proven_address_of_ones_own_will_do(council, administrator):
    person = UserFactory()
    EmailAddress.objects.create(user=person, email="second@example.org", verified=True)

    assert come(person, of(council, administrator, email="second@example.org")).organisation == council


# --- The page of the link -----------------------------------------------------------------


def test_looking_at_the_link_changes_nothing_and_says_how_to_come(client, council, administrator):
    person = UserFactory(email=f"asha@{HOME}")
    of(council, administrator, token="t", email=person.email, message="Come and see.")
    before = list(ColleagueInvitation.objects.values())
    pages = {}
    for name, viewer in {"nobody": None, "stranger": UserFactory(), "invited": person}.items():
        if viewer:
            client.force_login(viewer)
        pages[name] = client.get("/invitations/organisation/t/").content.decode()

    assert "Make an account" in pages["nobody"]
    assert "let in with Marker Council at once" in pages["nobody"]
    assert "signed in with another address" in pages["stranger"]
    assert person.email not in pages["stranger"]
    assert "Join Marker Council" in pages["invited"]
    assert list(ColleagueInvitation.objects.values()) == before


@pytest.mark.parametrize(
    ("traits", "words"),
    [
        ({"accepted": True}, "has been used"),
        ({"declined": True}, "answered with a no"),
        ({"revoked": True}, "does not stand any more"),
        ({"expired": True}, "has run out"),
        ({"invited_by": None}, "does not stand any more"),
    ],
)
def test_a_link_that_opens_nothing_says_why_and_names_nothing(client, traits, words):
    invitation = ColleagueInvitationFactory(token="t", organisation__name="Named Ouzel", **traits)

    answer = client.get("/invitations/organisation/t/")

    page = answer.content.decode()
    assert answer.status_code == 410
    assert words in page
    assert "Ouzel" not in page
    assert invitation.email not in page


def test_a_link_that_never_was_is_not_found_and_says_what_to_do(client):
    answer = client.get("/invitations/organisation/nothing-like-it/")

    assert answer.status_code == 404
    assert "only the newest link works" in answer.content.decode()
