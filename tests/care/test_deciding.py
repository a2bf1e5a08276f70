"""Deciding about reports: who may, what each decision does, and who hears of it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import now

from care import actions, permissions, tasks
from care.models import Case, Category, Report
from communities import permissions as belonging
from communities.actions import undo_decision
from communities.models import Community, Decision, Membership
from discussions import actions as talk
from discussions.models import Post
from discussions.permissions import CannotModerate
from tests.care.reports import STRANGER, report
from tests.communities.factories import CommunityFactory, MembershipFactory, UserFactory
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread
from tests.discussions.pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(post, reader) -> Case:
    return report(post, reader, words="MARKREPORT")


def press(lead, case, act, note="It names somebody."):
    """Press one of the buttons beside a report."""
    return signed_in(lead.user).post(
        reverse("care:case-decide", args=[lead.community.slug, case.pk]),
        {"act": act, f"report-{case.pk}-note": note},
    )


def test_hiding_takes_the_post_away_and_answers_the_reporter(case, lead, post):
    press(lead, case, "hide")

    post.refresh_from_db()
    assert (post.is_hidden, post.hidden_by, post.hidden_reason) == (True, lead.user, "It names somebody.")
    case.refresh_from_db()
    assert (case.state, case.outcome, case.decided_by) == (Case.State.DECIDED, "removed", lead.user)
    assert Decision.objects.filter(kind="report-removed", by=lead.user).exists()


def test_hiding_what_the_hub_had_set_aside_makes_it_the_leads_word(community, lead, post, reader):
    Community.objects.filter(pk=community.pk).update(urgent_reports_hide="on")
    case = report(post, reader, Category.DANGER)

    press(lead, case, "hide")

    post.refresh_from_db()
    assert (post.hidden_by, post.is_set_aside) == (lead.user, False)


def test_keeping_brings_back_what_was_set_aside(community, lead, post, reader):
    Community.objects.filter(pk=community.pk).update(urgent_reports_hide="on")
    case = report(post, reader, Category.DANGER)

    press(lead, case, "keep", "It quotes what others said.")

    assert Post.objects.get(pk=post.pk).is_readable
    case.refresh_from_db()
    assert (case.outcome, case.answer) == ("kept", "It quotes what others said.")


def test_keeping_does_not_bring_back_what_a_lead_hid(case, lead, post):
    from discussions import actions as talk

    talk.hide_post(post=post, lead=lead.user, reason="A name.", hidden_at=now())

    press(lead, case, "keep")

    assert Post.objects.get(pk=post.pk).is_hidden


def test_warning_writes_to_the_author_and_leaves_the_post(case, lead, post):
    press(lead, case, "warn")

    assert Post.objects.get(pk=post.pk).is_readable
    assert Decision.objects.get(kind="member-warned").about == post.author
    case.refresh_from_db()
    assert case.outcome == "restricted"


def test_pausing_mutes_the_author(case, lead, post):
    press(lead, case, "pause")

    assert Membership.objects.get(user=post.author).is_muted


def test_an_author_who_has_left_is_not_warned_and_the_report_waits(case, lead, post):
    Membership.objects.filter(user=post.author).delete()

    press(lead, case, "warn")

    case.refresh_from_db()
    assert case.is_open


def test_a_reason_is_needed_and_the_form_stays_open(case, lead):
    answer = press(lead, case, "hide", note="")

    assert answer.status_code == 422
    assert "Say why, in a sentence." in answer.text
    case.refresh_from_db()
    assert case.is_open


def test_an_act_that_is_none_is_refused(case, lead):
    assert press(lead, case, "burn").status_code == 400


def test_passing_on_takes_it_out_of_the_leads_hands(case, lead):
    press(lead, case, "office", "I know the author.")

    case.refresh_from_db()
    assert (case.state, case.office_note) == (Case.State.ESCALATED, "I know the author.")
    with pytest.raises(permissions.CannotDecideCase):
        actions.keep(case=case, decider=lead.user, answer="No.", decided_at=now())
    with pytest.raises(permissions.CannotDecideCase):
        actions.escalate(case=case, lead=lead.user, note="No.", escalated_at=now())


@pytest.mark.parametrize("part", ["author", "reporter"])
def test_who_has_a_part_in_a_case_does_not_decide_it(community, lead, part):
    other = lead_of(community)
    post = make_reply(make_thread(community), other if part == "author" else None)
    case = report(post, other if part == "reporter" else make_member(community))

    with pytest.raises(permissions.CannotDecideCase):
        actions.keep(case=case, decider=other, answer="Fine.", decided_at=now())
    page = signed_in(other).get(f"/communities/{community.slug}/look-after/").text
    assert "report-" not in page
    actions.keep(case=case, decider=lead.user, answer="Fine.", decided_at=now())


@pytest.mark.parametrize("role", ["outsider", "member", "lead elsewhere", "staff"])
def test_nobody_else_decides(community, case, role, lead):
    people = {
        "outsider": UserFactory,
        "member": lambda: make_member(community),
        "lead elsewhere": lambda: lead_of(CommunityFactory()),
        "staff": lambda: UserFactory(staff=True),
    }
    person = people[role]()

    for act in (actions.keep, actions.remove):
        words = {"answer" if act == actions.keep else "reason": "No."}
        with pytest.raises((permissions.CannotDecideCase, belonging.CannotLead)):
            act(case=case, decider=person, decided_at=now(), **words)
    for act in (actions.warn, actions.pause):
        with pytest.raises((permissions.CannotDecideCase, belonging.CannotLead)):
            act(case=case, lead=person, reason="No.", decided_at=now())
    with pytest.raises((permissions.CannotDecideCase, belonging.CannotLead)):
        actions.escalate(case=case, lead=person, note="No.", escalated_at=now())
    case.refresh_from_db()
    assert case.is_open


def test_what_is_decided_is_not_decided_again(case, lead):
    actions.keep(case=case, decider=lead.user, answer="Fine.", decided_at=now())

    with pytest.raises(permissions.CannotDecideCase):
        actions.remove(case=case, decider=lead.user, reason="No.", decided_at=now())


def test_a_thing_that_is_reported_again_after_a_decision_waits_again(case, lead, post, community):
    actions.keep(case=case, decider=lead.user, answer="Fine.", decided_at=now())

    assert report(post, make_member(community)) != case


def test_a_post_that_was_moved_elsewhere_is_not_for_its_former_leads(case, lead, post):
    from discussions.models import Thread

    elsewhere = CommunityFactory(open=True)
    Thread.objects.filter(pk=post.thread_id).update(community=elsewhere)
    Post.objects.filter(thread=post.thread_id).update(community=elsewhere)

    assert "MARKWORDS" not in signed_in(lead.user).get(f"/communities/{lead.community.slug}/look-after/").text
    press(lead, case, "hide")

    assert Post.objects.get(pk=post.pk).is_readable


# --- The queue ----------------------------------------------------------------------------


def test_leads_read_what_was_reported_by_whom_and_how_long_they_have(case, lead, reader):
    page = signed_in(lead.user).get(f"/communities/{lead.community.slug}/look-after/").text

    for words in ("MARKWORDS", "MARKREPORT", reader.name, "within 48 hours"):
        assert words in page


def test_an_overdue_report_says_so(case, lead):
    Case.objects.update(due_at=now() - timedelta(hours=1))

    assert "overdue since" in signed_in(lead.user).get(f"/communities/{lead.community.slug}/look-after/").text


def test_urgent_reports_stand_first(case, lead, community):
    urgent = report(make_reply(make_thread(community)), make_member(community), Category.DANGER)

    page = signed_in(lead.user).get(f"/communities/{community.slug}/look-after/").text

    assert 0 < page.index(f'id="report-{urgent.pk}"') < page.index(f'id="report-{case.pk}"')


@pytest.mark.parametrize("count", [1, 15])
def test_the_queue_costs_the_same_however_many_reports_wait(
    community, lead, client, django_assert_num_queries, count
):
    for _ in range(count):
        report(make_reply(make_thread(community)), make_member(community))
    client.force_login(lead.user)
    client.get("/")  # what every page asks once a minute

    with django_assert_num_queries(14):
        client.get(f"/communities/{community.slug}/look-after/?kind=report")


# --- The office ---------------------------------------------------------------------------


@pytest.fixture
def staff(settings):
    settings.REQUIRE_SECOND_STEP = False
    return UserFactory(staff=True)


@pytest.fixture
def passed_on(case, lead) -> Case:
    actions.escalate(case=case, lead=lead.user, note="I know the author.", escalated_at=now())
    return Case.objects.get(pk=case.pk)


def test_the_office_reads_no_words_without_a_reason(passed_on, staff, reader):
    client = signed_in(staff)
    read = reverse("report-read", args=[passed_on.pk])

    pages = [client.get(reverse("reports-waiting")), client.get(read), client.post(read, {"note": ""})]

    assert [page.status_code for page in pages] == [200, 200, 422]
    assert "I know the author." in pages[0].text
    for page in pages:
        assert "MARKWORDS" not in page.text
        assert "MARKREPORT" not in page.text
        assert reader.name not in page.text
    page = client.post(read, {"note": "To decide it."})
    assert "MARKWORDS" in page.text
    assert "MARKREPORT" in page.text
    assert Decision.objects.get(kind="report-read").reason == "To decide it."


def test_the_office_decides(passed_on, staff, post):
    answer = signed_in(staff).post(
        reverse("report-decide", args=[passed_on.pk]),
        {"act": "hide", f"case-{passed_on.pk}-note": "It names somebody."},
    )

    assert answer["Location"] == reverse("reports-waiting")
    assert Post.objects.get(pk=post.pk).hidden_by == staff


@pytest.mark.parametrize(("act", "outcome"), [("keep", "kept"), ("restrict", "restricted")])
def test_the_office_decides_about_profiles(reader, staff, act, outcome):
    case = report(UserFactory(), reader, kind="person")

    signed_in(staff).post(
        reverse("report-decide", args=[case.pk]), {"act": act, f"case-{case.pk}-note": "We spoke."}
    )

    assert Case.objects.get().outcome == outcome


def test_the_office_says_why_and_chooses_something_that_exists(passed_on, staff):
    client, address = signed_in(staff), reverse("report-decide", args=[passed_on.pk])

    assert client.post(address, {"act": "hide"}).status_code == 422
    assert client.post(address, {"act": "burn"}).status_code == 400


def test_a_profile_cannot_be_hidden(reader, staff):
    case = report(UserFactory(), reader, kind="person")

    with pytest.raises(permissions.CannotDecideCase):
        actions.remove(case=case, decider=staff, reason="No.", decided_at=now())


def test_staff_who_are_reported_do_not_see_it_or_decide(reader, staff):
    case = report(staff, reader, kind="person")
    client = signed_in(staff)

    assert "Nothing waits for you." in client.get(reverse("reports-waiting")).text
    assert client.get(reverse("report-read", args=[case.pk])).status_code == 404
    with pytest.raises(permissions.CannotDecideCase):
        actions.keep(case=case, decider=staff, answer="Fine.", decided_at=now())


def test_only_full_staff_say_that_they_dealt_with_an_author(passed_on, lead):
    with pytest.raises(belonging.CannotDecide):
        actions.restrict(case=passed_on, staff=lead.user, reason="No.", decided_at=now())


def test_the_office_does_not_read_what_is_with_the_leads(case, staff):
    assert signed_in(staff).get(reverse("report-read", args=[case.pk])).status_code == 404
    with pytest.raises((permissions.CannotDecideCase, belonging.CannotLead)):
        actions.read_for_office(case=case, staff=staff, reason="Curious.", read_at=now())


def test_only_full_staff_read_for_the_office(passed_on):
    with pytest.raises(belonging.CannotDecide):
        actions.read_for_office(case=passed_on, staff=UserFactory(), reason="Curious.", read_at=now())


def test_nobody_reads_what_is_sealed_and_its_steps_are_there(community, lead, post, staff):
    case = report(post, STRANGER, Category.CHILD)
    client = signed_in(staff)

    answer = client.post(reverse("report-read", args=[case.pk]), {"note": "Why."}, follow=True)
    assert answer.redirect_chain  # Wagtail's own refusal
    assert "MARKWORDS" not in answer.text
    with pytest.raises(permissions.CannotDecideCase):
        actions.read_for_office(case=case, staff=staff, reason="Why.", read_at=now())
    assert reverse("child-steps") in client.get(reverse("reports-waiting")).text
    assert "National Crime Agency" in client.get(reverse("child-steps")).text


def test_the_office_unlocks_or_leaves_locked(community, lead, post, staff):
    case = report(post, STRANGER, Category.CHILD)

    actions.remove(case=case, decider=staff, reason="Reported.", decided_at=now())
    assert Post.objects.get(pk=post.pk).is_sealed
    assert not Decision.objects.filter(about=post.author, kind="post-hidden").exists()

    other = make_reply(make_thread(community))
    case = report(other, STRANGER, Category.CHILD)
    actions.keep(case=case, decider=staff, answer="It is not.", decided_at=now())
    assert Post.objects.get(pk=other.pk).is_readable


# --- In time ------------------------------------------------------------------------------


def test_what_no_lead_answers_in_time_is_seen_by_the_office_too(case, lead, staff):
    call_command("remind_about_reports", verbosity=0)
    assert not Case.objects.for_office(staff).exists()
    Case.objects.update(due_at=now() - timedelta(minutes=1))

    call_command("remind_about_reports", verbosity=0)
    call_command("remind_about_reports", verbosity=0)

    case.refresh_from_db()
    assert case.office_since
    assert case.state == Case.State.RECEIVED
    assert Case.objects.for_office(staff).get() == case
    actions.keep(case=case, decider=lead.user, answer="Fine.", decided_at=now())


def test_a_case_is_closed_after_a_month_and_what_was_written_goes(case, lead):
    actions.keep(case=case, decider=lead.user, answer="Fine.", decided_at=now() - timedelta(days=29))
    call_command("close_reports", verbosity=0)
    assert Report.objects.get().words == "MARKREPORT"
    Case.objects.update(decided_at=now() - timedelta(days=31))

    call_command("close_reports", verbosity=0)
    call_command("close_reports", verbosity=0)

    case.refresh_from_db()
    assert case.state == Case.State.CLOSED
    assert Report.objects.get().words == ""


# --- Who hears of it ----------------------------------------------------------------------


@pytest.fixture
def letters(settings, django_capture_on_commit_callbacks):
    """Send each letter at once: `letters()` gives those sent so far."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    return lambda: [(letter.to[0], letter.subject, letter.body) for letter in mail.outbox]


def test_leads_hear_at_once_of_what_is_urgent_and_of_nothing_else(letters, post, lead, reader):
    report(post, reader, Category.RULES, words="MARKREPORT")
    assert letters() == []

    report(post, make_member(post.thread.community), Category.DANGER, words="MARKREPORT")

    [(to, subject, body)] = letters()
    assert to == lead.user.email
    assert subject.startswith("Urgent")
    assert "/look-after/" in body
    assert "MARK" not in subject + body


def test_a_confidential_community_is_not_named_in_mail(letters):
    community = CommunityFactory(confidential=True, name="MARKROOM")
    lead_of(community)
    post = make_reply(make_thread(community))

    case = report(post, make_member(community), Category.DANGER)
    lead = Membership.objects.leads().get().user
    actions.keep(case=case, decider=lead, answer="MARKANSWER", decided_at=now())

    assert len(letters()) >= 2
    for _, subject, body in letters():
        assert "MARK" not in subject + body
        assert community.slug not in body


def test_staff_hear_of_what_comes_to_the_office(letters, reader):
    staff = UserFactory(staff=True)

    report(UserFactory(), reader, kind="person")

    assert [to for to, _, _ in letters()] == [staff.email]


def test_reporters_hear_what_was_decided_and_not_of_each_other(letters, case, lead, post):
    report(post, STRANGER, email="zoe@example.org")
    mail.outbox.clear()

    actions.keep(case=case, decider=lead.user, answer="It quotes others.", decided_at=now())

    assert {to for to, _, _ in letters()} == {case.reports.first().reporter.email, "zoe@example.org"}
    for _, _, body in letters():
        assert "It stays" in body
        assert "It quotes others." in body
        assert post.author.name not in body


def test_no_letter_leaves_about_what_is_not_so_any_more(letters, case, lead):
    tasks.write_to_decider.call(case.pk, UserFactory().pk)
    tasks.write_answer.call(case.reports.get().pk)
    actions.keep(case=case, decider=lead.user, answer="Fine.", decided_at=now())
    mail.outbox.clear()

    tasks.tell_who_decides.call(case.pk)
    tasks.write_to_decider.call(case.pk, lead.user.pk)
    call_command("close_reports", verbosity=0)

    assert letters() == []


def test_people_read_what_became_of_their_own_reports(case, lead, reader):
    other = MembershipFactory(community=lead.community).user
    actions.keep(case=case, decider=lead.user, answer="It quotes others.", decided_at=now())

    page = signed_in(reader).get("/report/yours/").text

    assert "It stays." in page
    assert "It quotes others." in page
    assert lead.user.name not in page
    assert "It quotes others." not in signed_in(other).get("/report/yours/").text


@pytest.mark.parametrize("count", [1, 15])
def test_the_list_of_ones_reports_costs_the_same(
    community, lead, reader, client, django_assert_num_queries, count
):
    for _ in range(count):
        report(make_reply(make_thread(community)), reader)
    client.force_login(reader)
    client.get("/")

    with django_assert_num_queries(4):
        client.get("/report/yours/")


def test_the_thanks_of_what_is_urgent_shows_where_to_get_help_now(client):
    from care.models import HelpContact

    HelpContact.objects.create(name="MARKHELP", number="999", who_for="Emergencies", source="Well known")

    assert "MARKHELP" in client.get("/report/thanks/danger/").text
    assert "MARKHELP" not in client.get("/report/thanks/rules/").text
    assert "against the law" in client.get("/report/thanks/child/").text
    assert client.get("/report/thanks/x/").status_code == 404


def test_there_is_no_moment_at_which_a_case_has_no_time(case):
    assert case.due_at > timezone.now()


def test_a_lead_who_wrote_it_cannot_tell_that_it_was_reported(community, lead, reader):
    MembershipFactory(community=community, lead=True)
    case = report(make_reply(make_thread(community), lead.user), reader)
    never = Case(pk=case.pk + 1)

    assert press(lead, case, "keep").status_code == press(lead, never, "keep").status_code == 404


def test_a_stranger_hears_of_no_private_community_that_what_they_reported_was_moved_to(community, lead, post):
    case = report(post, STRANGER, email="stranger@example.org")
    secret = MembershipFactory(
        user=lead.user, lead=True, community=CommunityFactory(private=True, name="MARKSECRET")
    )
    talk.move_thread(thread=post.thread, to=secret.community, lead=lead.user)
    actions.keep(case=case, decider=lead.user, answer="It quotes.", decided_at=now())

    tasks.write_answer.func(case.reports.get().pk)

    (letter,) = mail.outbox
    assert "It quotes." in letter.body
    assert "MARKSECRET" not in letter.subject + letter.body


def test_a_reporter_is_not_told_the_confidential_community_it_was_moved_to(community, lead, post, reader):
    case = report(post, reader)
    secret = MembershipFactory(
        user=lead.user, lead=True, community=CommunityFactory(confidential=True, name="MARKSECRET")
    )
    talk.move_thread(thread=post.thread, to=secret.community, lead=lead.user)
    actions.keep(case=case, decider=lead.user, answer="It quotes.", decided_at=now())

    page = signed_in(reader).get(reverse("care:reports-yours")).text

    assert "It quotes." in page
    assert "MARKSECRET" not in page


@pytest.mark.parametrize("by", ["the hub", "another Lead"])
def test_a_lead_does_not_judge_their_own_post_by_a_way_round_its_report(community, lead, reader, by):
    Community.objects.filter(pk=community.pk).update(urgent_reports_hide="on")
    author, at = lead_of(community), now()
    post = make_reply(make_thread(community), author)
    if by == "the hub":
        report(post, reader, Category.DANGER)
    else:
        talk.hide_post(post=post, lead=lead.user, reason="A name.", hidden_at=at)
    decision = Decision.objects.get(about=author)

    with pytest.raises(belonging.CannotDecide):
        undo_decision(decision=decision, lead=author, undone_at=at)
    with pytest.raises(CannotModerate):
        talk.restore_post(post=post, lead=author)
    with pytest.raises(CannotModerate):  # which would make it theirs to bring back
        talk.hide_post(post=post, lead=author, reason="So.", hidden_at=at)
    page = signed_in(author).get(post_page(post)).text
    assert "Bring this post back" not in page
    assert "somebody else decides" in page

    undo_decision(decision=decision, lead=lead.user, undone_at=at)
    talk.hide_post(post=post, lead=author, reason="My own mind.", hidden_at=at)
    talk.restore_post(post=post, lead=author)
    assert Post.objects.get(pk=post.pk).is_readable


def post_page(post):
    return reverse("discussions:post-detail", args=[post.community.slug, post.thread_id, post.number])
