"""Telling all members of an announcement: who is told, how, how often, and that nobody is told twice."""

from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from communities import actions as belonging_actions
from communities.models import Decision, Membership
from communities.permissions import CannotSpeak
from discussions import actions, letters
from discussions.announcing import Reach, reach_of
from discussions.models import Announcement, Thread
from discussions.permissions import CannotAnnounce, CannotModerate
from tests.communities.factories import CommunityFactory, MembershipFactory, UserFactory
from tests.discussions.factories import lead_of, make_member, make_thread
from tests.discussions.pages import address, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    return CommunityFactory(name="Room of wrens")


@pytest.fixture
def lead(community):
    return lead_of(community)


@pytest.fixture
def member(community):
    return make_member(community, joined_at=now() - timedelta(days=9))


@pytest.fixture
def thread(community, lead):
    return make_thread(
        community, lead, kind="announcement", title="MARKTITLE on Thursday", body="<p>MARKWORDS</p>"
    )


def tell(thread, lead, at=None) -> Announcement:
    return actions.announce_to_all(thread=thread, lead=lead, announced_at=at or now())


def send(announcement) -> list[str]:
    """Send all of its letters, the moment for second thoughts over; give whom they reached, each letter once."""
    Announcement.objects.filter(pk=announcement.pk).update(letters_from=now() - timedelta(seconds=1))
    mail.outbox.clear()
    for _ in range(5):  # each task would hand on to the next
        letters.send_announcement.func(announcement.pk)
    return sorted(letter.to[0] for letter in mail.outbox)


# --- Who is told -------------------------------------------------------------------------------------


def test_members_are_told_on_their_desk_and_by_letter(thread, lead, member):
    announcement = tell(thread, lead)

    assert send(announcement) == [member.email]
    letter = mail.outbox[0].subject + mail.outbox[0].body
    assert "MARKTITLE on Thursday" in letter
    assert f"/threads/{thread.pk}/" in letter
    assert "MARKWORDS" not in letter
    assert "Announced to everybody" in signed_in(member).get("/").text
    announcement.refresh_from_db()
    assert (announcement.sent_count, announcement.letter_count, announcement.is_going_on) == (1, 1, False)


def test_nobody_is_told_who_left_is_suspended_asked_to_pause_or_only_asks_to_come_in(thread, lead, community):
    for state in ({"ended": True}, {"asked": True}, {"blocked": True}, {"muted": True}):
        MembershipFactory(community=community, **state)
    MembershipFactory(community=community, user=UserFactory(suspended=True))
    MembershipFactory(community=community, user=UserFactory(unapproved=True))

    assert reach_of(community, lead) == Reach(0, 0)
    announcement = tell(thread, lead)
    assert send(announcement) == []
    for membership in Membership.objects.exclude(user=lead).filter(user__is_active=True):
        assert not Announcement.objects.unread_by(membership.user).exists()


@pytest.mark.parametrize(
    ("level", "letter_count"), [("everything", 1), ("replies", 1), ("digest", 0), ("nothing", 0)]
)
def test_who_follows_the_community_quietly_gets_no_letter(
    thread, lead, member, community, level, letter_count
):
    actions.follow_community(community=community, reader=member, level=level)

    assert reach_of(community, lead) == Reach(1, letter_count)
    assert len(send(tell(thread, lead))) == letter_count
    assert Announcement.objects.unread_by(member).exists()


def test_muting_a_lead_keeps_no_announcement_away(thread, lead, member):
    belonging_actions.quieten(person=member, other=lead, is_block=True, since=now())

    announcement = tell(thread, lead)

    assert send(announcement) == [member.email]
    assert list(Announcement.objects.unread_by(member)) == [announcement]


def test_who_has_read_it_is_not_told_any_more_on_the_desk(thread, lead, member):
    tell(thread, lead)

    actions.mark_read(thread=thread, reader=member, number=1, read_at=now())

    assert "Announced to everybody" not in signed_in(member).get("/").text


def test_who_comes_in_later_is_not_told(thread, lead, community):
    announcement = tell(thread, lead)
    late = make_member(community, joined_at=now() + timedelta(seconds=5))

    assert send(announcement) == []
    assert not Announcement.objects.unread_by(late).exists()


def test_the_desk_of_anybody_else_says_nothing(thread, lead, community):
    tell(thread, lead)

    for stranger in (UserFactory(), UserFactory(staff=True), lead_of(CommunityFactory()), lead):
        assert "Announced to everybody" not in signed_in(stranger).get("/").text


@pytest.mark.parametrize(
    ("traits", "seen", "unseen"),
    [
        ({"is_chatham_house": True}, ["Room of wrens"], ["MARKTITLE", "MARKWORDS", "MARKLEAD"]),
        ({"privacy": "confidential", "is_chatham_house": True, "joining": "invitation"}, [],
         ["Room of wrens", "room-of", "MARKTITLE", "MARKWORDS", "MARKLEAD"]),
    ],
    ids=["chatham", "confidential"],
)  # fmt: skip
def test_a_letter_from_a_closed_room_carries_no_words(thread, lead, member, community, traits, seen, unseen):
    type(community).objects.filter(pk=community.pk).update(**traits)
    type(lead).objects.filter(pk=lead.pk).update(name="MARKLEAD")
    thread.refresh_from_db()

    send(tell(Thread.objects.get(pk=thread.pk), lead))

    letter = mail.outbox[0].subject + mail.outbox[0].body
    assert all(mark in letter for mark in seen)
    assert not [mark for mark in unseen if mark in letter]


# --- Once, and while it stands ---------------------------------------------------------------------------


def test_nobody_gets_two_letters_however_often_the_task_runs(thread, lead, community, monkeypatch):
    people = [make_member(community, joined_at=now() - timedelta(days=1)) for _ in range(7)]
    monkeypatch.setattr(letters, "LETTERS_A_TASK", 2)

    reached = send(tell(thread, lead))

    assert reached == sorted(person.email for person in people)


def test_a_task_hands_on_to_the_next(thread, lead, community, monkeypatch):
    for _ in range(3):
        make_member(community, joined_at=now() - timedelta(days=1))
    monkeypatch.setattr(letters, "LETTERS_A_TASK", 2)
    announcement = tell(thread, lead)
    Announcement.objects.update(letters_from=now() - timedelta(seconds=1))
    mail.outbox.clear()

    letters.send_announcement.func(announcement.pk)

    assert len(mail.outbox) == 2
    announcement.refresh_from_db()
    assert announcement.is_going_on


def test_a_letter_that_cannot_be_sent_keeps_no_other_waiting(thread, lead, community, monkeypatch):
    people = [make_member(community, joined_at=now() - timedelta(days=1)) for _ in range(3)]
    sent = []

    def send_letter(name, to, **context):
        if to == people[1]:
            raise SMTPException
        sent.append(to)

    monkeypatch.setattr(letters, "send_letter", send_letter)
    announcement = tell(thread, lead)

    send(announcement)

    announcement.refresh_from_db()
    assert sent == [people[0], people[2]]
    assert (announcement.sent_count, announcement.failed_count) == (3, 1)


@pytest.mark.parametrize("what", ["left", "asked to pause", "suspended"])
def test_who_may_not_be_told_any_more_when_it_leaves_gets_none(thread, lead, member, what):
    announcement = tell(thread, lead)
    if what == "suspended":
        type(member).objects.filter(pk=member.pk).update(is_active=False)
    else:
        change = {"left": {"state": "ended"}, "asked to pause": {"muted_until": now() + timedelta(days=1)}}
        member.memberships.update(**change[what])

    assert send(announcement) == []


#: What a Thread, its Community or its Lead may have become since.
CHANGES = {
    "another kind": lambda thread: Thread.objects.filter(pk=thread.pk).update(kind="discussion"),
    "lead asked to pause": lambda thread: thread.author.memberships.update(
        muted_until=now() + timedelta(days=1)
    ),
    "community archived": lambda thread: type(thread.community).objects.update(stage="archived"),
    "merged": lambda thread: Thread.objects.filter(pk=thread.pk).update(
        merged_into=make_thread(thread.community, thread.author)
    ),
}


@pytest.mark.parametrize("what", ["hidden", "no lead any more", "moved", "lead gone", *CHANGES])
def test_no_letter_leaves_of_what_does_not_stand_any_more(thread, lead, member, community, what):
    announcement = tell(thread, lead)
    if what == "hidden":
        thread.posts.update(hidden_at=now())
    elif what in CHANGES:
        CHANGES[what](thread)
    elif what == "moved":
        Thread.objects.filter(pk=thread.pk).update(community=CommunityFactory())
    elif what == "lead gone":
        lead.delete()
    else:
        lead.memberships.update(role="member")

    assert send(announcement) == []
    announcement.refresh_from_db()
    assert not announcement.is_going_on


@pytest.mark.parametrize("what", ["hidden", "moved", "merged", "another kind"])
def test_the_desk_leaves_out_what_does_not_stand_any_more(thread, lead, member, community, what):
    tell(thread, lead)
    assert Announcement.objects.unread_by(member).exists()
    if what == "hidden":
        thread.posts.update(hidden_at=now())
    elif what == "moved":
        Thread.objects.filter(pk=thread.pk).update(community=CommunityFactory())
    else:
        CHANGES[what](thread)

    assert not Announcement.objects.unread_by(member).exists()


# --- Who may tell, and how often ----------------------------------------------------------------------------


def test_leads_of_the_community_alone_tell_everybody(thread, member):
    for stranger in (member, lead_of(CommunityFactory()), UserFactory(staff=True)):
        with pytest.raises(CannotModerate):
            tell(thread, stranger)
        for page in ("announce/", "announce/progress/"):
            assert signed_in(stranger).get(address(thread, page)).status_code in {403, 404}
        assert signed_in(stranger).post(address(thread, "announce/")).status_code in {403, 404}
    assert not Announcement.objects.exists()


def test_only_an_announcement_is_told(community, lead):
    question = make_thread(community, lead)

    with pytest.raises(CannotAnnounce, match="Only an announcement"):
        tell(question, lead)
    assert signed_in(lead).get(address(question, "announce/")).status_code == 404


def test_what_is_out_of_sight_is_not_told(thread, lead):
    thread.posts.update(hidden_at=now())

    with pytest.raises(CannotAnnounce, match="out of sight"):
        tell(thread, lead)


def test_nothing_is_told_while_the_community_is_paused(thread, lead, community):
    type(community).objects.update(stage="paused")

    with pytest.raises(CannotSpeak):
        tell(Thread.objects.get(pk=thread.pk), lead)


def test_the_same_is_told_once_and_anything_once_a_day(thread, lead, community):
    tell(thread, lead, at=now() - timedelta(hours=25))
    another, third = (make_thread(community, lead, kind="announcement") for _ in range(2))

    with pytest.raises(CannotAnnounce, match="already"):
        tell(thread, lead)
    tell(another, lead)
    with pytest.raises(CannotAnnounce, match="within the last day"):
        tell(third, lead_of(community))
    elsewhere = CommunityFactory()
    other_lead = lead_of(elsewhere)
    assert tell(make_thread(elsewhere, other_lead, kind="announcement"), other_lead)


def test_it_is_called_off_before_the_letters_leave_and_not_after(thread, lead, member):
    announcement = tell(thread, lead)
    decision = Decision.objects.get(kind="told-to-all")

    with pytest.raises(PermissionDenied, match="on their way"):
        belonging_actions.undo_decision(
            decision=decision, lead=lead, undone_at=announcement.letters_from + timedelta(seconds=1)
        )
    belonging_actions.undo_decision(decision=decision, lead=lead, undone_at=now())

    assert send(announcement) == []
    assert not Announcement.objects.unread_by(member).exists()
    assert tell(thread, lead)


@pytest.mark.parametrize(("ago", "works"), [(60, True), (120, False)])
def test_taking_it_back_is_offered_while_it_works(thread, lead, member, ago, works):
    tell(thread, lead, at=now() - timedelta(seconds=ago))
    client, room = signed_in(lead), [thread.community.slug]
    queue, log = reverse("communities:look-after", args=room), reverse("communities:decision-log", args=room)

    offers = [
        words in client.get(page).text
        for page, words in (
            (queue, "Undo<"),
            (log, "Take back<"),
            (address(thread, "announce/"), "Take it back<"),
        )
    ]

    assert offers == [works, works, works]


@pytest.mark.parametrize("what", ["as it was", "another kind"])
def test_the_button_of_its_page_takes_it_back(thread, lead, member, what):
    tell(thread, lead)
    CHANGES.get(what, lambda thread: None)(thread)
    client = signed_in(lead)
    page = client.get(address(thread, "announce/")).text
    undo = page.split("/undo/")[0].rsplit('action="', 1)[1] + "/undo/"

    client.post(undo)

    assert not Announcement.objects.standing().exists()
    assert "Take it back" not in client.get(address(thread, "announce/")).text


def test_who_is_not_to_take_it_back_is_offered_no_button(thread, lead, community):
    tell(thread, lead_of(community))  # what another decided about whoever began it is theirs

    assert "Take it back" not in signed_in(lead).get(address(thread, "announce/")).text


def test_no_letter_leaves_in_the_moment_for_second_thoughts(thread, lead, member):
    announcement = tell(thread, lead)
    mail.outbox.clear()

    letters.send_announcement.func(announcement.pk)

    assert not mail.outbox
    announcement.refresh_from_db()
    assert announcement.is_going_on


# --- The log ---------------------------------------------------------------------------------------------------


def log_pages(community, lead) -> list[str]:
    membership = lead.memberships.get(community=community)
    return [
        reverse("communities:look-after", args=[community.slug]),
        reverse("communities:decision-log", args=[community.slug]),
        reverse("communities:member-look-after", args=[community.slug, membership.pk]),
    ]


def test_the_log_says_of_what_everybody_was_told(thread, lead, community):
    tell(thread, lead)

    for page in log_pages(community, lead):
        assert "told all members about “MARKTITLE on Thursday”" in signed_in(lead).get(page).text


def test_the_log_says_what_was_called_off(thread, lead, community):
    tell(thread, lead)
    decision = Decision.objects.get(kind="told-to-all")
    belonging_actions.undo_decision(decision=decision, lead=lead, undone_at=now())

    log = signed_in(lead).get(reverse("communities:decision-log", args=[community.slug])).text

    assert "called off telling all members about “MARKTITLE on Thursday”" in log


def test_the_log_names_nothing_that_has_gone_elsewhere(thread, lead, community):
    tell(thread, lead)
    Thread.objects.filter(pk=thread.pk).update(community=CommunityFactory(), title="MARKNEW title")

    for page in log_pages(community, lead):
        text = signed_in(lead).get(page).text
        assert "told all members about a conversation" in text
        assert "MARKNEW" not in text


def test_the_list_of_the_office_names_no_conversation(thread, lead):
    tell(thread, lead)

    text = signed_in(UserFactory(staff=True)).get(reverse("network-decisions")).text

    assert "Somebody told all members about a conversation" in text
    assert "MARKTITLE" not in text


def test_a_longer_log_asks_no_more_for_titles(community, lead, django_assert_num_queries):
    page = reverse("communities:decision-log", args=[community.slug])
    client = signed_in(lead)
    for days in (9, 8):
        tell(make_thread(community, lead, kind="announcement"), lead, at=now() - timedelta(days=days))
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    for days in (6, 5, 4):
        tell(make_thread(community, lead, kind="announcement"), lead, at=now() - timedelta(days=days))

    with django_assert_num_queries(len(asked)):
        client.get(page)


# --- The page --------------------------------------------------------------------------------------------------


def test_the_page_says_how_many_it_reaches_before_the_press_and_how_far_it_is_after(
    thread, lead, member, community
):
    quiet = make_member(community)
    actions.follow_community(community=community, reader=quiet, level="digest")
    client = signed_in(lead)
    page = address(thread, "announce/")

    before = client.get(page).text
    client.post(page)
    after = client.get(page).text

    assert "Tell 2 people about “MARKTITLE on Thursday”?" in before
    assert "1 member." in before
    assert "Everybody is told about “MARKTITLE on Thursday”" in after
    assert "0 of 1 sent." in after
    assert client.get(f"{page}progress/").json() == {"sent": 0, "total": 1}
    send(Announcement.objects.get())
    assert client.get(f"{page}progress/").json() == {"sent": 1, "total": 1}
    assert "1 letter left." in client.get(page).text


@pytest.mark.parametrize("what", ["stands", "another kind", "lead asked to pause", "community archived"])
def test_the_page_of_what_was_told_stays_whatever_became_of_it(thread, lead, member, what):
    tell(thread, lead)
    CHANGES.get(what, lambda thread: None)(thread)
    client = signed_in(lead)

    page = client.get(address(thread, "announce/")).text

    assert ("when the first letter leaves" in page) == (what == "stands")
    assert "Take it back" in page
    assert ("not an announcement any more" in page) == (what == "another kind")
    assert ("on their desks until" in page) == (what != "another kind")
    assert client.get(address(thread, "announce/progress/")).json() == {"sent": 0, "total": 1}


def test_managing_leads_to_what_was_told_of_another_kind_and_to_telling_an_announcement(thread, lead):
    link = reverse("discussions:thread-announce", args=[thread.community.slug, thread.pk])
    page = address(thread, "manage/")
    client = signed_in(lead)
    before = client.get(page).text
    CHANGES["another kind"](thread)
    without = client.get(page).text
    Thread.objects.filter(pk=thread.pk).update(kind="announcement")
    tell(thread, lead)
    CHANGES["another kind"](thread)

    after = client.get(page).text

    assert "Tell all members" in before
    assert link not in without
    assert "Tell all members" not in after
    assert link in after


def test_leads_of_where_it_went_do_not_read_how_many_were_told(thread, lead, member):
    tell(thread, lead)
    elsewhere = CommunityFactory()
    Thread.objects.filter(pk=thread.pk).update(community=elsewhere)
    thread = Thread.objects.get(pk=thread.pk)
    client = signed_in(lead_of(elsewhere))

    assert "of 1 sent" not in client.get(address(thread, "announce/")).text
    assert client.get(address(thread, "announce/progress/")).status_code == 404


def test_a_refused_press_says_why(thread, lead, community):
    tell(make_thread(community, lead, kind="announcement"), lead)

    answer = signed_in(lead).post(address(thread, "announce/"))

    assert answer.status_code == 403
    assert "within the last day" in answer.text


def test_a_lead_is_led_there_from_the_announcement_and_the_community(thread, lead, member, community):
    link = reverse("discussions:thread-announce", args=[community.slug, thread.pk])

    assert link in signed_in(lead).get(thread.get_absolute_url()).text
    assert link not in signed_in(member).get(thread.get_absolute_url()).text
    queue = signed_in(lead).get(reverse("communities:look-after", args=[community.slug])).text
    assert "?kind=announcement" in queue
    start = (
        signed_in(lead)
        .get(f"{reverse('discussions:thread-start', args=[community.slug])}?kind=announcement")
        .text
    )
    assert 'value="announcement"' in start.split(" checked")[0].rsplit("<input", 1)[-1]
    tell(thread, lead)
    assert link not in signed_in(lead).get(thread.get_absolute_url()).text


def test_telling_costs_the_same_however_many_belong(thread, lead, community, django_assert_max_num_queries):
    for _ in range(30):
        make_member(community)

    with django_assert_max_num_queries(25):
        tell(thread, lead)
