"""The Leads' pages for invitations: the list, the preview before sending, and what was ticked."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import now

from communities import actions
from communities.actions import inviting as invitations_room
from communities.models import Community, Invitation
from tests.communities.factories import InvitationFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(client):
    membership = MembershipFactory(lead=True)
    client.force_login(membership.user)
    return membership


def url(lead, name="new"):
    return reverse(f"communities:invitation-{name}", args=[lead.community.slug])


def test_what_would_happen_is_shown_and_nothing_is_sent(client, lead, mailoutbox):
    member = MembershipFactory(community=lead.community)

    page = client.post(
        url(lead),
        {"addresses": f"Ann <ann@example.org>\n{member.user.email}\nno address", "message": "Come."},
    ).content.decode()

    assert "1 letter will leave" in page
    assert "belongs here already" in page
    assert "Line 3: There is no e-mail address in this line." in page
    assert not Invitation.objects.exists()
    assert mailoutbox == []


def test_what_was_seen_is_sent_with_one_press_and_a_second_press_sends_nothing(client, lead, mailoutbox):
    seen = {"addresses": "ann@example.org\nbob@example.org", "message": "Come.", "act": "send"}

    first = client.post(url(lead), seen, follow=True).content.decode()
    second = client.post(url(lead), seen, follow=True).content.decode()

    assert "On the way: 2 invitations." in first
    assert "Nobody new is in this list" in second
    assert sorted(letter.to for letter in mailoutbox) == [["ann@example.org"], ["bob@example.org"]]


def test_accounts_outside_this_community_look_like_no_account(client, lead):
    answers = []
    for person in (UserFactory(), UserFactory(suspended=True), UserFactory(unapproved=True), None):
        email = person.email if person else "person-nobody@example.org"
        page = client.post(url(lead), {"addresses": email}).content.decode()
        answers.append("1 letter will leave" in page)

    assert answers == [True] * 4


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_as_a_pasted_list_is(client, lead, encoding):
    file = SimpleUploadedFile("list.csv", "Name;E-mail\nZoë;zoe@example.org\n".encode(encoding))

    page = client.post(url(lead), {"file": file}).content.decode()

    assert "zoe@example.org" in page
    assert "could not use" not in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Paste at least one e-mail address"),
        ({"addresses": "nobody here"}, "no whole e-mail address"),
        ({"addresses": "a@example.org", "message": "x" * 301}, "301 characters"),
        ({"addresses": "a@example.org\0"}, "Null characters"),
        ({"file": SimpleUploadedFile("list.xlsx", b"PK\x03\x04")}, "Save it as CSV"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_and_kept(client, lead, typed, words):
    answer = client.post(url(lead), typed)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert typed.get("addresses", "").strip("\0") in answer.content.decode()
    assert not Invitation.objects.exists()


def test_the_list_can_be_changed_after_it_was_seen(client, lead):
    page = client.post(
        url(lead), {"addresses": "ann@example.org", "message": "Come <b>now</b>.", "act": "change"}
    ).content.decode()

    assert "ann@example.org" in page
    assert "Come &lt;b&gt;now&lt;/b&gt;." in page
    assert "Check the list" in page


def test_what_is_beyond_the_day_is_said_before_sending(client, lead, monkeypatch):
    monkeypatch.setattr(invitations_room, "ADDRESSES_A_DAY", 1)

    page = client.post(url(lead), {"addresses": "a@example.org b@example.org"}).content.decode()

    assert "1 letter will leave" in page
    assert "beyond what you can send in a day" in page


def test_nobody_is_invited_while_the_community_is_paused(client, lead):
    Community.objects.update(stage="paused")

    shown = client.get(url(lead)).content.decode()
    pressed = [
        client.post(url(lead), {"addresses": "a@example.org", "act": act}).status_code
        for act in ("check", "send")
    ]

    assert "Nobody is invited at the moment" in shown
    assert pressed == [403, 403]
    assert not Invitation.objects.exists()


# --- The list -----------------------------------------------------------------------------


def test_the_list_says_what_came_of_each(client, lead):
    for traits, email in [
        ({}, "open@example.org"),
        ({"waiting": True}, "leaving@example.org"),
        ({"has_letter_failed": True}, "failed@example.org"),
        ({"accepted": True}, "in@example.org"),
        ({"declined": True}, "no@example.org"),
        ({"revoked": True}, "back@example.org"),
        ({"expired": True}, "late@example.org"),
    ]:
        InvitationFactory(community=lead.community, invited_by=lead.user, email=email, **traits)
    InvitationFactory(email="elsewhere@example.org")

    pages = {
        show: client.get(url(lead, "list"), {"show": show}).content.decode()
        for show in ("waiting", "in", "ended")
    }

    assert [each for each in ("open", "leaving", "failed") if f"{each}@" not in pages["waiting"]] == []
    assert "waiting to leave" in pages["waiting"]
    assert "could not be sent" in pages["waiting"]
    assert "in@" in pages["in"]
    assert [each for each in ("Said no", "Taken back", "Ran out on") if each not in pages["ended"]] == []
    assert not [show for show, page in pages.items() if "elsewhere@" in page]


def test_an_address_is_found_in_the_list(client, lead):
    for email in ("ann@example.org", "bob@example.org"):
        InvitationFactory(community=lead.community, invited_by=lead.user, email=email)

    page = client.get(url(lead, "list"), {"q": "ANN"}).content.decode()

    assert "ann@example.org" in page
    assert "bob@example.org" not in page


@pytest.mark.parametrize("query", [{"show": "nonsense"}, {"q": "a\0b"}, {"page": "99"}])
def test_what_no_list_shows_is_not_found(client, lead, query):
    assert client.get(url(lead, "list"), query).status_code == 404


@pytest.mark.parametrize("rows", [2, 60])
def test_the_list_asks_the_same_of_the_database_however_long(
    client, lead, rows, django_assert_max_num_queries
):
    InvitationFactory.create_batch(rows, community=lead.community, invited_by=lead.user)

    with django_assert_max_num_queries(17):
        client.get(url(lead, "list"))


def test_how_far_the_letters_are_is_told(client, lead):
    asked_at = now()
    for traits in ({"waiting": True}, {}, {}):
        InvitationFactory(community=lead.community, invited_by=lead.user, letter_asked_at=asked_at, **traits)
    InvitationFactory(community=lead.community, invited_by=lead.user)  # of an earlier press

    assert "2 of 3 sent." in client.get(url(lead, "list")).content.decode()
    assert client.get(url(lead, "progress")).json() == {"sent": 2, "total": 3}


def test_what_is_ticked_is_sent_again_or_taken_back(client, lead, mailoutbox):
    one, two = InvitationFactory.create_batch(2, community=lead.community, invited_by=lead.user)

    client.post(url(lead, "act"), {"pk": [one.pk], "act": "again"})
    client.post(url(lead, "act"), {"pk": [two.pk, "x", "9" * 40], "act": "revoke"})

    one.refresh_from_db()
    two.refresh_from_db()
    assert [letter.to for letter in mailoutbox] == [[one.email]]
    assert (one.revoked_at, bool(two.revoked_at)) == (None, True)


def test_a_press_without_a_tick_and_one_that_cannot_be_say_why(client, lead):
    settled = InvitationFactory(community=lead.community, invited_by=lead.user, accepted=True)

    nothing = client.post(url(lead, "act"), {"act": "again"}, follow=True).content.decode()
    refused = client.post(url(lead, "act"), {"pk": settled.pk, "act": "revoke"}, follow=True).content.decode()

    assert "Tick at least one invitation first." in nothing
    assert "settled already" in refused


# --- The welcome message ------------------------------------------------------------------


def test_the_welcome_message_greets_whoever_comes_in_until_it_is_put_away(client, lead, mailoutbox):
    address = reverse("communities:community-welcome", args=[lead.community.slug])
    client.post(address, {"welcome": "Begin <b>here</b>."})
    asked = MembershipFactory(community=lead.community, asked=True)
    actions.approve_request(lead=lead.user, membership=asked, approved_at=now())
    home, hide = (
        lead.community.get_absolute_url(),
        reverse("communities:welcome-hide", args=[lead.community.slug]),
    )
    greeting = "Begin &lt;b&gt;here&lt;/b&gt;."

    assert greeting not in client.get(home).content.decode()
    client.force_login(asked.user)
    assert greeting in client.get(home).content.decode()
    client.post(hide)
    assert greeting not in client.get(home).content.decode()
    assert "Begin <b>here</b>." in mailoutbox[0].body


def test_a_welcome_message_that_is_too_long_is_refused_and_kept(client, lead):
    address = reverse("communities:community-welcome", args=[lead.community.slug])

    answer = client.post(address, {"welcome": "x" * 1001})

    assert answer.status_code == 422
    assert "x" * 1001 in answer.content.decode()


def test_a_member_does_not_change_the_welcome_message(client, lead):
    client.force_login(MembershipFactory(community=lead.community).user)

    answer = client.post(
        reverse("communities:community-welcome", args=[lead.community.slug]), {"welcome": "Mine"}
    )

    assert answer.status_code == 403
    assert Community.objects.get().welcome == ""
