"""Inviting by address: what becomes of each, the letters, and coming in by their link."""

import re
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import now

from communities import actions, migrations, tasks
from communities.actions import inviting as invitations_room
from communities.actions.invitations import sort_addresses
from communities.actions.inviting import Fate
from communities.models import AccessChange, Community, Invitation, Membership
from communities.permissions import CannotDecide, CannotJoin, CannotLead, CannotTakePart
from tests.communities.factories import CommunityFactory, InvitationFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

Role, State = Membership.Role, Membership.State


@pytest.fixture
def lead():
    return MembershipFactory(lead=True)


def invite(lead, *emails, **kwargs):
    return actions.invite(
        inviter=lead.user, community=lead.community, emails=list(emails), invited_at=now(), **kwargs
    )


def fates(lead, *emails):
    return sort_addresses(inviter=lead.user, community=lead.community, emails=emails, at=now())


def accept(user, community, **kwargs):
    return actions.accept_invitation(
        user=user, community=community, has_accepted=True, accepted_at=now(), **kwargs
    )


def link_in(letter) -> str:
    return re.search(r"/invitations/\S+", letter.body)[0]


# --- What becomes of an address -----------------------------------------------------------


@pytest.mark.parametrize(
    ("traits", "fate"),
    [
        ({}, Fate.INVITED),
        ({"expired": True}, Fate.SEND),
        ({"revoked": True}, Fate.SEND),
        ({"revoked": True, "sent_at": now() - timedelta(hours=1)}, Fate.RECENT),
        ({"declined": True}, Fate.DECLINED),
        ({"declined_at": now() - timedelta(days=31)}, Fate.SEND),
        ({"accepted": True}, Fate.SEND),
    ],
)
def test_an_address_that_was_invited_before_is_dealt_with_kindly(lead, traits, fate):
    invitation = InvitationFactory(community=lead.community, invited_by=lead.user, **traits)
    InvitationFactory(email="elsewhere@example.org")

    assert fates(lead, invitation.email, "elsewhere@example.org") == {
        invitation.email: fate,
        "elsewhere@example.org": Fate.SEND,
    }


def test_only_members_of_this_community_are_told_apart(lead):
    member = MembershipFactory(community=lead.community, user__email="Member.Here@example.org")
    blocked = MembershipFactory(community=lead.community, blocked=True)
    others = [
        UserFactory(),
        UserFactory(unapproved=True),
        UserFactory(suspended=True),
        MembershipFactory().user,
        MembershipFactory(community=lead.community, ended=True).user,
        MembershipFactory(community=lead.community, asked=True).user,
    ]

    found = fates(
        lead, member.user.email.lower(), blocked.user.email, *[each.email for each in others], "x@y.org"
    )

    assert list(found.values()) == [Fate.MEMBER, Fate.BLOCKED, *[Fate.SEND] * 7]


def test_a_day_has_so_many_addresses_for_one_person_and_not_for_another(lead, monkeypatch):
    monkeypatch.setattr(invitations_room, "ADDRESSES_A_DAY", 3)
    other = MembershipFactory(lead=True, community=lead.community)
    InvitationFactory(community=lead.community, invited_by=lead.user)  # of the day before yesterday
    invite(lead, "a@example.org", "b@example.org")

    assert len(invite(lead, "c@example.org", "d@example.org")) == 1
    assert fates(lead, "d@example.org") == {"d@example.org": Fate.TOO_MANY}
    assert fates(other, "d@example.org") == {"d@example.org": Fate.SEND}


def test_a_thousand_are_invited_in_few_queries(lead, django_assert_max_num_queries, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    with django_assert_max_num_queries(30):
        made = invite(lead, *[f"person{number}@example.com" for number in range(1000)])

    assert len(made) == 1000


@pytest.mark.parametrize("role", ["member", "outsider", "lead elsewhere"])
def test_only_leads_and_staff_invite(lead, role):
    other = {
        "member": lambda: MembershipFactory(community=lead.community).user,
        "outsider": UserFactory,
        "lead elsewhere": lambda: MembershipFactory(lead=True).user,
    }[role]()

    with pytest.raises(CannotLead):
        actions.invite(inviter=other, community=lead.community, emails=["a@example.org"], invited_at=now())
    assert invite(lead, "a@example.org")


# --- Letters ------------------------------------------------------------------------------


def test_a_letter_says_who_invites_to_what_and_keeps_only_a_hash(lead, mailoutbox):
    [invitation] = invite(lead, "guest@example.org", message="Come and see.")

    [letter] = mailoutbox
    assert letter.to == ["guest@example.org"]
    for words in (lead.user.name, lead.community.name, lead.community.purpose, "Come and see."):
        assert words in letter.body
    invitation.refresh_from_db()
    assert link_in(letter).strip("/").rpartition("/")[2] not in str(invitation.__dict__)
    assert (invitation.is_letter_waiting, invitation.letter_count) == (False, 1)


def test_a_confidential_community_sends_a_link_and_no_words(mailoutbox):
    lead = MembershipFactory(
        lead=True, user__name="Sender Ouzel", community__confidential=True, community__name="Secret Wren",
        community__purpose="Secret purpose", community__slug="hush-hush",
    )  # fmt: skip

    invite(lead, "guest@example.org", message="Secret word")

    words = mailoutbox[0].subject + mailoutbox[0].body
    assert not [each for each in ("Ouzel", "Secret", "hush") if each in words]
    assert link_in(mailoutbox[0])


def test_under_the_chatham_house_rule_the_letter_does_not_name_a_lead(mailoutbox):
    lead = MembershipFactory(lead=True, user__name="Sender Ouzel", community__is_chatham_house=True)

    invite(lead, "guest@example.org")

    assert "Ouzel" not in mailoutbox[0].subject + mailoutbox[0].body
    assert lead.community.name in mailoutbox[0].subject


def test_one_address_that_is_refused_keeps_no_other_letter(lead, mailoutbox, monkeypatch):
    send = EmailBackend.send_messages

    def refuse_one(backend, letters):
        if letters[0].to == ["gone@example.org"]:
            raise SMTPRecipientsRefused({})
        return send(backend, letters)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_one)

    invite(lead, "gone@example.org", "here@example.org")

    assert [letter.to for letter in mailoutbox] == [["here@example.org"]]
    assert Invitation.objects.get(has_letter_failed=True).email == "gone@example.org"


def test_sending_twice_sends_once(mailoutbox):
    invitation = InvitationFactory(waiting=True)

    tasks.send_invitations.enqueue([invitation.pk])
    tasks.send_invitations.enqueue([invitation.pk])

    assert len(mailoutbox) == 1


@pytest.mark.parametrize("traits", [{"revoked": True}, {"expired": True}, {"accepted": True}])
def test_no_letter_leaves_when_its_reason_is_gone(mailoutbox, traits):
    invitation = InvitationFactory(waiting=True, **traits)

    tasks.send_invitations.enqueue([invitation.pk])

    assert mailoutbox == []


def test_no_letter_leaves_when_its_sender_may_invite_no_more(lead, mailoutbox):
    invitation = InvitationFactory(waiting=True, community=lead.community, invited_by=lead.user)
    Membership.objects.filter(pk=lead.pk).update(role="member")

    tasks.send_invitations.enqueue([invitation.pk])

    assert mailoutbox == []


# --- Sending again, taking back -----------------------------------------------------------


def again(lead, *invitations):
    return actions.send_invitations_again(
        inviter=lead.user, community=lead.community, pks=[each.pk for each in invitations], sent_at=now()
    )


def revoke(lead, *invitations):
    return actions.revoke_invitations(
        inviter=lead.user, community=lead.community, pks=[each.pk for each in invitations], revoked_at=now()
    )


def test_sending_again_makes_a_new_link_and_lets_people_answer_longer(client, lead, mailoutbox):
    invitation = InvitationFactory(community=lead.community, invited_by=lead.user, expired=True, token="old")

    assert again(lead, invitation) == 1

    invitation.refresh_from_db()
    assert invitation.is_open
    assert client.get(link_in(mailoutbox[0])).status_code == 200
    assert client.get("/invitations/old/").status_code == 404


@pytest.mark.parametrize(
    ("traits", "words"),
    [
        ({"letter_count": 3}, "three letters"),
        ({"sent_at": now() - timedelta(hours=1)}, "within the last day"),
        ({"accepted": True}, "settled"),
        ({"revoked": True}, "settled"),
    ],
)
def test_an_address_is_not_written_to_too_often(lead, mailoutbox, traits, words):
    invitation = InvitationFactory(community=lead.community, invited_by=lead.user, **traits)

    with pytest.raises(CannotDecide, match=words):
        again(lead, invitation)
    assert mailoutbox == []


def test_invitations_of_another_community_are_out_of_reach(lead, mailoutbox):
    elsewhere = InvitationFactory(waiting=True)

    assert (again(lead, elsewhere), revoke(lead, elsewhere)) == (0, 0)
    assert Invitation.objects.standing().get() == elsewhere
    assert mailoutbox == []


@pytest.mark.parametrize("act", [again, revoke])
def test_a_member_neither_sends_again_nor_takes_back(lead, act):
    member = MembershipFactory(community=lead.community)
    invitation = InvitationFactory(community=lead.community, invited_by=lead.user)

    with pytest.raises(CannotLead):
        act(member, invitation)
    assert act(lead, invitation) == 1


def test_what_is_taken_back_hides_a_confidential_community_again_at_once():
    lead, guest = MembershipFactory(lead=True, community__confidential=True), UserFactory()
    invitation = InvitationFactory(community=lead.community, invited_by=lead.user, user=guest)
    visible = Community.objects.visible_to(guest)
    assert visible.exists()

    revoke(lead, invitation)

    assert not visible.all().exists()
    assert AccessChange.objects.filter(user=guest, community=lead.community).exists()
    with pytest.raises(CannotDecide, match="settled"):
        revoke(lead, invitation)


@pytest.mark.parametrize(
    "traits", [{}, {"accepted": True}, {"declined": True}, {"revoked": True}, {"expired": True}]
)
def test_an_invitation_is_forgotten_long_after_it_ended_and_not_before(traits):
    InvitationFactory(**traits)

    with time_machine.travel(now() + timedelta(days=60), tick=False):
        call_command("prune_invitations", verbosity=0)
        assert Invitation.objects.exists()
    with time_machine.travel(now() + timedelta(days=120), tick=False):
        call_command("prune_invitations", verbosity=0)
        assert not Invitation.objects.exists()


# --- Coming in ----------------------------------------------------------------------------


def test_an_invitation_gives_the_role_it_was_made_with_and_is_used_up():
    guest, staff = UserFactory(), UserFactory(staff=True)
    invitation = InvitationFactory(user=guest, invited_by=staff, role=Role.LEAD, community__private=True)

    membership = accept(guest, invitation.community)

    invitation.refresh_from_db()
    assert membership.is_lead
    assert invitation.accepted_at
    actions.end_membership(
        lead=MembershipFactory(lead=True, community=invitation.community).user,
        membership=membership, note="So.", ended_at=now(),
    )  # fmt: skip
    with pytest.raises(CannotJoin):
        accept(guest, invitation.community)


def test_an_invitation_dies_with_its_senders_role(lead):
    guest = UserFactory()
    InvitationFactory(community=lead.community, invited_by=lead.user, user=guest)
    MembershipFactory(lead=True, community=lead.community)
    actions.leave(user=lead.user, community=lead.community, left_at=now())

    with pytest.raises(CannotJoin, match="does not stand"):
        accept(guest, lead.community)


def test_an_invitation_does_not_skip_approval():
    guest = UserFactory(unapproved=True)
    invitation = InvitationFactory(user=guest)

    with pytest.raises(CannotTakePart):
        accept(guest, invitation.community)


def test_an_invitation_to_an_address_that_is_not_proven_is_not_theirs():
    guest = UserFactory(verified=False)
    invitation = InvitationFactory(user=guest, community__confidential=True)

    assert not Community.objects.visible_to(guest).exists()
    with pytest.raises(CannotJoin):
        accept(guest, invitation.community)


def test_saying_no_hides_a_confidential_community_again():
    guest = UserFactory()
    invitation = InvitationFactory(user=guest, community__confidential=True)
    visible = Community.objects.visible_to(guest)
    assert visible.exists()

    actions.decline_invitation(user=guest, community=invitation.community, declined_at=now())

    assert not visible.all().exists()
    assert AccessChange.objects.filter(user=guest, community=invitation.community).exists()


def test_who_is_taken_out_cannot_come_back_by_an_invitation_that_waited(lead):
    member = MembershipFactory(community=lead.community)
    group = CommunityFactory(parent=lead.community)
    for room in (lead.community, group):
        InvitationFactory(community=room, user=member.user, invited_by=lead.user)

    actions.end_membership(lead=lead.user, membership=member, note="So.", ended_at=now())

    assert not Invitation.objects.standing().exists()


def test_who_is_blocked_cannot_come_in_by_invitation(lead):
    blocked = MembershipFactory(community=lead.community, blocked=True)
    InvitationFactory(community=lead.community, user=blocked.user, invited_by=lead.user)

    with pytest.raises(CannotJoin, match="do not come in again"):
        accept(blocked.user, lead.community)


def test_the_letter_about_approval_leads_to_the_invitations_that_wait(mailoutbox):
    guest = UserFactory(unapproved=True)
    named = InvitationFactory(user=guest, community__name="Wren Watch")
    secret = InvitationFactory(user=guest, community__confidential=True, community__name="Secret Ouzel")

    actions.approve_account(user=guest, by=UserFactory(staff=True), approved_at=now())

    [letter] = mailoutbox
    assert "You are invited to Wren Watch" in letter.body
    assert "Ouzel" not in letter.body
    for each in (named, secret):
        assert reverse("communities:community-number", args=[each.community_id]) in letter.body


# --- The page of the link -----------------------------------------------------------------


def test_somebody_signed_out_reads_who_invites_them_and_how_to_come_in(client):
    invitation = InvitationFactory(token="t", message="Come and see.", community__house_rules="Be kind.")

    page = client.get("/invitations/t/").content.decode()

    community = invitation.community
    for words in (community.name, invitation.invited_by.name, "Come and see.", "Be kind.", "Make an account"):
        assert words in page


def test_a_confidential_community_is_not_named_before_one_is_known(client):
    InvitationFactory(
        token="t", community__confidential=True, community__name="Secret Ouzel", community__purpose="Secret aim",
        community__slug="secret-slug", community__house_rules="Secret rule", message="Secret word",
        invited_by=UserFactory(staff=True, name="Secret sender"),
    )  # fmt: skip
    unapproved = UserFactory(unapproved=True)
    Invitation.objects.update(email=unapproved.email)

    for viewer in (None, UserFactory(), unapproved):
        if viewer:
            client.force_login(viewer)
        page = client.get("/invitations/t/").content.decode()
        assert "confidential community" in page
        assert "ecret" not in page


def test_the_invited_person_is_led_to_the_rules_and_comes_in(client):
    guest = UserFactory()
    invitation = InvitationFactory(user=guest, token="t", community__confidential=True)
    client.force_login(guest)

    shown = client.get("/invitations/t/", follow=True)
    came = client.post(shown.redirect_chain[-1][0], {"accept_chatham_house": "on"}, follow=True)

    assert "Your invitation to" in shown.content.decode()
    assert "You now belong to" in came.content.decode()
    assert client.get("/invitations/t/").headers["Location"] == invitation.community.get_absolute_url()


def test_somebody_with_another_address_is_told_kindly_and_not_whose_it_is(client):
    invitation = InvitationFactory(token="t")
    client.force_login(UserFactory())

    page = client.get("/invitations/t/").content.decode()

    assert "signed in with another address" in page
    assert invitation.email not in page


def test_somebody_who_waits_for_approval_is_told_that_the_invitation_stands(client):
    guest = UserFactory(unapproved=True)
    invitation = InvitationFactory(user=guest, token="t")
    client.force_login(guest)

    assert "Your invitation stands meanwhile" in client.get("/invitations/t/").content.decode()
    waiting = client.get(reverse("communities:waiting")).content.decode()
    assert f"To {invitation.community.name}" in waiting


@pytest.mark.parametrize(
    ("traits", "words"),
    [
        ({"accepted": True}, "has been used"),
        ({"declined": True}, "answered with a no"),
        ({"revoked": True}, "does not stand any more"),
        ({"expired": True}, "has run out"),
        ({"invited_by": None}, "does not stand any more"),
        ({"community__stage": "paused"}, "Nobody comes in"),
    ],
)
def test_a_link_that_opens_nothing_says_why_and_names_nothing(client, traits, words):
    invitation = InvitationFactory(token="t", community__name="Named Ouzel", **traits)
    client.force_login(UserFactory())

    answer = client.get("/invitations/t/")

    page = answer.content.decode()
    assert answer.status_code == 410
    assert words in page
    assert "Ouzel" not in page
    assert invitation.email not in page


def test_a_link_that_never_was_is_not_found_and_says_what_to_do(client):
    answer = client.get("/invitations/nothing-like-it/")

    assert answer.status_code == 404
    assert "only the newest link works" in answer.content.decode()


def test_looking_at_a_link_changes_nothing(client):
    guest = UserFactory()
    InvitationFactory(user=guest, token="t")
    before = list(Invitation.objects.values())

    client.get("/invitations/t/")
    client.force_login(guest)
    client.get("/invitations/t/", follow=True)

    assert list(Invitation.objects.values()) == before
    assert not Membership.objects.filter(user=guest).exists()


def test_the_way_to_a_new_account_fills_in_the_address_and_does_not_take_it_as_proven(client, mailoutbox):
    invitation = InvitationFactory(token="t")
    page = client.get("/invitations/t/").content.decode()
    address = re.search(r'href="(/account/signup/[^"]+)"', page)[1].replace("&amp;", "&")

    assert invitation.email in client.get(address).content.decode()
    client.post(
        address,
        {
            "name": "New Person",
            "email": invitation.email,
            "password1": "a long enough password",
            "is_adult": "on",
        },
    )

    assert not Invitation.objects.of_person(invitation.invited_by).exists()
    assert mailoutbox[0].to == [invitation.email]  # the code that proves it


# --- What was there before ----------------------------------------------------------------


def test_a_membership_that_was_invited_becomes_an_invitation(lead):
    guest, former = UserFactory(email="Guest@Example.org"), UserFactory()
    EmailAddress.objects.filter(user=guest).update(email="guest@example.org")
    old = {"community": lead.community, "decided_by": lead.user, "state": "invited", "role": Role.LEAD}
    MembershipFactory(user=guest, joined_at=None, **old)
    MembershipFactory(user=former, **old)
    [path] = Path(migrations.__file__).parent.glob("*_invite_and_welcome.py")

    import_module(f"communities.migrations.{path.stem}").turn_places_into_invitations(apps, None)

    assert not Membership.objects.filter(user=guest).exists()
    assert Membership.objects.get(user=former).state == State.ENDED
    assert accept(guest, lead.community).is_lead


def test_a_confidential_community_is_hidden_again_when_its_sender_may_invite_no_more(client):
    lead = MembershipFactory(lead=True, community=CommunityFactory(confidential=True))
    other = MembershipFactory(lead=True, community=lead.community)
    guest = UserFactory()
    InvitationFactory(community=lead.community, invited_by=lead.user, user=guest)
    assert Community.objects.visible_to(guest).filter(pk=lead.community.pk).exists()

    client.force_login(guest)
    actions.block_member(lead=other.user, membership=lead, reason="Enough.", blocked_at=now())

    assert not Community.objects.visible_to(guest).filter(pk=lead.community.pk).exists()
    assert lead.community.name not in client.get("/").text


def test_staff_do_not_come_in_to_read_by_inviting_themselves(lead):
    staff, without_lead = UserFactory(staff=True), CommunityFactory(confidential=True)
    for community in (lead.community, without_lead):
        InvitationFactory(community=community, invited_by=staff, user=staff, role=Role.LEAD)

    with pytest.raises(CannotJoin, match="invited yourself"):
        accept(staff, lead.community)
    assert accept(staff, without_lead).is_lead
