"""Muting and blocking between two people: what it changes for the one, and that the other cannot tell."""

from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from communities import actions, tasks
from communities.models import Decision, Invitation, Quiet, Topic, User
from communities.permissions import QUIET_AT_MOST, CannotQuieten, invitation_of
from discussions import actions as talk
from discussions.models import Mention, Thread
from tests.communities.factories import CommunityFactory, InvitationFactory, OrganisationFactory, UserFactory
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread
from tests.discussions.pages import address, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    return CommunityFactory()


@pytest.fixture
def person(community):
    return make_member(
        community,
        user=UserFactory(
            name="Wren Abara",
            job_title="MARKJOB",
            about="MARKABOUT",
            former_place="MARKPLACE",
            work_role="practice",
            can_help_with="MARKHELP",
            organisation=OrganisationFactory(name="MARKBODY"),
        ),
    )


@pytest.fixture
def other(community):
    return make_member(community, user=UserFactory(name="Jay Quill"))


def quieten(person, other, *, is_block=False):
    actions.quieten(person=person, other=other, is_block=is_block, since=now())
    return afresh(person)


def afresh(person) -> User:
    """Read somebody again: whom they muted is asked once for each object, as each request has its own."""
    return User.objects.get(pk=person.pk)


def naming(person) -> str:
    return f'<p>Hello <span class="mention" data-user="{person.pk}">@{person.name}</span></p>'


BOTH = pytest.mark.parametrize("is_block", [False, True], ids=["muted", "blocked"])


# --- The press and the list ------------------------------------------------------------------------


@pytest.mark.parametrize(("act", "is_block"), [("mute", False), ("block", True)])
def test_somebody_is_muted_or_blocked_by_a_press_and_let_back_from_the_list(person, other, act, is_block):
    client = signed_in(person)
    press = reverse("communities:person-quiet", args=[other.pk])

    client.post(press, {"act": act})
    quiet = Quiet.objects.get()
    listed = client.get("/people/me/quiet/").text
    client.post(press, {"act": "none"})

    assert (quiet.person, quiet.other, quiet.is_block) == (person, other, is_block)
    assert other.name in listed
    assert not Quiet.objects.exists()


def test_a_second_choice_takes_the_place_of_the_first(person, other):
    quieten(person, other)
    quieten(person, other, is_block=True)

    assert [quiet.is_block for quiet in Quiet.objects.all()] == [True]


def test_nobody_mutes_themselves_or_more_than_a_page_can_hold(person, other):
    with pytest.raises(CannotQuieten, match="you"):
        quieten(person, person)
    Quiet.objects.bulk_create(Quiet(person=person, other=UserFactory()) for _ in range(QUIET_AT_MOST))

    with pytest.raises(CannotQuieten, match="muted or blocked"):
        quieten(person, other)


def test_the_list_is_its_owners_alone(person, other):
    quieten(person, other)

    for viewer in (other, UserFactory(staff=True), lead_of(CommunityFactory())):
        assert "You hear everybody" in signed_in(viewer).get("/people/me/quiet/").text


def test_who_may_not_be_seen_answers_as_who_never_was(person):
    client = signed_in(person)
    hidden = UserFactory(unapproved=True)

    answers = [client.post(f"/people/{pk}/quiet/", {"act": "block"}) for pk in (hidden.pk, 999_999)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert not Quiet.objects.exists()


def test_somebody_suspended_since_can_be_let_back(person, other):
    quieten(person, other)
    User.objects.filter(pk=other.pk).update(is_active=False)

    answer = signed_in(person).post(reverse("communities:person-quiet", args=[other.pk]), {"act": "none"})

    assert answer.status_code == 302
    assert not Quiet.objects.exists()


def test_a_press_that_says_nothing_known_changes_nothing(person, other):
    answer = signed_in(person).post(reverse("communities:person-quiet", args=[other.pk]), {"act": "shout"})

    assert answer.status_code == 400
    assert not Quiet.objects.exists()


def test_it_is_offered_on_a_profile_and_beside_a_post_of_somebody_else(person, other, community):
    thread = make_thread(community, other)
    client = signed_in(person)
    pages = [other.get_absolute_url(), address(thread, "posts/1/")]

    assert all("Mute or block" in client.get(page).text for page in pages)
    assert not any("Mute or block" in signed_in(other).get(page).text for page in pages)
    quieten(person, other, is_block=True)
    assert all("Unblock" in client.get(page).text for page in pages)


# --- What is not told --------------------------------------------------------------------------------


@BOTH
def test_who_names_somebody_that_does_not_hear_them_tells_them_nothing(person, other, community, is_block):
    heard = make_member(community)
    for author in (other, heard):
        make_thread(community, author, body=naming(person))
    assert Mention.objects.visible_to(person).count() == 2

    person = quieten(person, other, is_block=is_block)

    assert [mention.post.author for mention in Mention.objects.visible_to(person)] == [heard]
    assert signed_in(person).get("/").text.count("You were mentioned") == 1


def test_a_mention_by_somebody_who_has_left_stays(person, other, community):
    make_thread(community, other, body=naming(person))
    User.objects.filter(pk=other.pk).delete()

    person = quieten(person, UserFactory())

    assert Mention.objects.visible_to(person).count() == 1


@BOTH
@pytest.mark.parametrize("level", ["everything", "replies", "digest"])
def test_what_they_say_is_no_news_and_what_others_say_is(person, other, community, level, is_block):
    thread = make_thread(community, person)
    talk.follow_thread(thread=thread, reader=person, level=level, chosen_at=now())
    make_reply(thread, other, quoted=thread.posts.get())

    def news(person) -> list[Thread]:
        told = Thread.objects.digest_of if level == "digest" else Thread.objects.news_for
        return list(told(person))

    assert news(person) == [thread]
    person = quieten(person, other, is_block=is_block)
    assert news(person) == []
    make_reply(thread, make_member(community))
    assert news(person) == [thread]


def test_a_leads_announcement_is_news_all_the_same(person, community):
    lead = lead_of(community)
    person = quieten(person, lead, is_block=True)

    announcement = make_thread(community, lead, kind="announcement")
    make_thread(community, lead)

    assert list(Thread.objects.news_for(person)) == [announcement]
    page = signed_in(person).get(announcement.get_absolute_url()).text
    assert '"announces": true' in page


def test_a_leads_decision_reaches_somebody_who_blocked_them(person, community):
    lead = lead_of(community)
    quieten(person, lead, is_block=True)
    mail.outbox.clear()

    decision = actions.warn_member(
        lead=lead, membership=person.memberships.get(), reason="Please.", warned_at=now()
    )
    tasks.write_about_decision.func(decision.pk)

    assert Decision.objects.about(person).get() == decision
    assert person.email in {letter.to[0] for letter in mail.outbox}


def test_a_page_knows_whom_to_fold_and_that_of_a_lead_folds_nobody(person, other, community):
    thread = make_thread(community, other)
    lead = lead_of(community)
    quieten(person, other)
    quieten(lead, other)

    assert f'"quiet": [{other.pk}]' in signed_in(person).get(thread.get_absolute_url()).text
    assert '"quiet": []' in signed_in(lead).get(thread.get_absolute_url()).text
    assert '"quiet": []' in signed_in(other).get(thread.get_absolute_url()).text


def test_reading_costs_the_same_however_many_are_muted(person, other, community):
    thread = make_thread(community, other, replies=3)
    client = signed_in(person)

    def cost(page) -> int:
        client.get(page)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(page)
        return len(asked)

    pages = [thread.get_absolute_url(), "/", "/inbox/", f"{community.get_absolute_url()}threads/"]
    before = [cost(page) for page in pages]
    for _ in range(5):
        quieten(person, make_member(community))
    quieten(person, other)

    assert [cost(page) for page in pages] == before


# --- What a block keeps from the other ---------------------------------------------------------------

DETAILS = (
    "MARKJOB",
    "MARKABOUT",
    "MARKPLACE",
    "MARKHELP",
    "Works directly with people",
    "MARKBODY",
    "MARKTOPIC",
)


def profile(person, viewer) -> str:
    return signed_in(viewer).get(person.get_absolute_url()).text


def test_who_is_blocked_reads_a_name_and_who_is_muted_a_profile(person, other):
    person.expertise.add(Topic.objects.create(name="MARKTOPIC", slug="marktopic"))
    assert all(mark in profile(person, other) for mark in DETAILS)

    quieten(person, other)
    assert all(mark in profile(person, other) for mark in DETAILS)
    quieten(person, other, is_block=True)

    page = profile(person, other)
    assert person.name in page
    # What stands beside each of their posts stays; without it, the page would be the one sign of a block.
    assert {mark for mark in DETAILS if mark in page} == {"MARKJOB", "MARKBODY"}
    assert all(mark in profile(person, make_member(CommunityFactory())) for mark in DETAILS)
    assert all(mark in profile(person, UserFactory(staff=True)) for mark in DETAILS)
    assert all(mark in profile(person, person) for mark in DETAILS)


def test_the_profile_of_who_blocked_one_is_that_of_somebody_who_says_nothing(person, other, community):
    silent = make_member(
        community,
        user=UserFactory(name=person.name, job_title=person.job_title, organisation=person.organisation),
    )
    quieten(person, other, is_block=True)

    pages = [profile(each, other).replace(f"/{each.pk}/", "/0/") for each in (person, silent)]

    def words(page: str) -> list[str]:
        return [line.split("avatar--")[0] for line in page.splitlines() if "csrfmiddlewaretoken" not in line]

    assert words(pages[0]) == words(pages[1])


def test_lists_of_people_leave_out_who_blocked_the_viewer(person, other):
    lists = ["/people/", "/people/?q=aba", person.organisation.get_absolute_url()]
    assert all(person.name in signed_in(other).get(page).text for page in lists)

    quieten(person, other, is_block=True)

    assert not [page for page in lists if person.name in signed_in(other).get(page).text]
    for viewer in (UserFactory(), UserFactory(staff=True)):
        assert all(person.name in signed_in(viewer).get(page).text for page in lists)


def test_an_invitation_by_somebody_blocked_reaches_nobody_and_looks_sent(person):
    room = CommunityFactory(private=True)
    lead = lead_of(room)
    invitation = InvitationFactory(community=room, user=person, invited_by=lead, waiting=True)
    quieten(person, lead, is_block=True)
    mail.outbox.clear()

    tasks.send_invitations.func([invitation.pk])

    invitation.refresh_from_db()
    assert not mail.outbox
    assert (invitation.letter_count, invitation.is_letter_waiting, invitation.sent_at is None) == (
        1,
        False,
        False,
    )
    assert invitation_of(person, room) is None
    assert not Invitation.objects.of_person(person).exists()


def test_an_invitation_by_somebody_muted_or_by_another_lead_arrives(person):
    room = CommunityFactory(private=True)
    lead, other_lead = lead_of(room), lead_of(room)
    invitation = InvitationFactory(community=room, user=person, invited_by=lead, waiting=True)
    quieten(person, lead)
    quieten(person, other_lead, is_block=True)
    mail.outbox.clear()

    tasks.send_invitations.func([invitation.pk])

    assert [letter.to for letter in mail.outbox] == [[person.email]]
    assert invitation_of(person, room) == invitation


def test_who_is_blocked_writes_and_names_as_before(person, other, community):
    quieten(person, other, is_block=True)
    thread = make_thread(community, person)
    client = signed_in(other)

    offered = client.get(address(thread, "people/?q=Wren")).text
    told = client.get(address(thread, f"people/?told=user:{person.pk}")).text
    answer = client.post(
        address(thread, "reply/"),
        {"body": naming(person), "body_format": "html", "token": str(uuid4())},
    )

    assert person.name in offered
    assert f"{person.name} will be told." in told
    assert answer.status_code == 302
    assert "mention" in thread.posts.get(number=2).body


def test_it_keeps_nothing_from_who_looks_after_the_community(person, other, community):
    lead = lead_of(community)
    quieten(person, lead, is_block=True)
    client = signed_in(lead)

    member = person.memberships.get()
    page = client.get(reverse("communities:member-look-after", args=[community.slug, member.pk]))

    assert page.status_code == 200
    assert person.name in client.get(f"{community.get_absolute_url()}people/").text


def test_both_sides_of_it_go_with_an_account(person, other):
    quieten(person, other)
    quieten(other, person, is_block=True)

    User.objects.filter(pk=other.pk).delete()

    assert not Quiet.objects.exists()
