"""What is refused about reports: to whom, and by which door, however they come to it."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import now
from django_tasks import default_task_backend

from care import actions, permissions, tasks
from care.models import Case, Category, HelpContact
from communities import permissions as belonging
from discussions import actions as talk
from tests.care.reports import STRANGER, report
from tests.communities.factories import CommunityFactory, MembershipFactory, UserFactory
from tests.discussions.factories import lead_of, make_member, make_post_with_file, make_reply, make_thread
from tests.discussions.pages import signed_in

pytestmark = pytest.mark.django_db

ACTS = {
    "remove": lambda case, by: actions.remove(case=case, decider=by, reason="No.", decided_at=now()),
    "keep": lambda case, by: actions.keep(case=case, decider=by, answer="Fine.", decided_at=now()),
    "warn": lambda case, by: actions.warn(case=case, lead=by, reason="No.", decided_at=now()),
    "pause": lambda case, by: actions.pause(case=case, lead=by, reason="No.", decided_at=now()),
    "escalate": lambda case, by: actions.escalate(case=case, lead=by, note="No.", escalated_at=now()),
    "restrict": lambda case, by: actions.restrict(case=case, staff=by, reason="No.", decided_at=now()),
}
#: People who do not take part, whatever else they are.
KEPT_OUT = ["suspended", "unapproved"]


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def editor():
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def case(post, reader) -> Case:
    return report(post, reader)


@pytest.fixture
def passed_on(case, lead) -> Case:
    ACTS["escalate"](case, lead.user)
    return Case.objects.get(pk=case.pk)


# --- Deciding -----------------------------------------------------------------------------


@pytest.mark.parametrize("act", ["remove", "keep", "warn", "pause", "escalate"])
def test_a_lead_who_reported_something_does_nothing_about_it(community, post, lead, act):
    lead_of(community)
    case = report(post, lead.user)

    with pytest.raises(permissions.CannotDecideCase, match="Somebody else decides this"):
        ACTS[act](case, lead.user)


@pytest.mark.parametrize("act", ["remove", "keep", "restrict", "escalate"])
def test_the_office_does_nothing_about_what_it_has_decided(passed_on, staff, act):
    ACTS["keep"](passed_on, staff)

    with pytest.raises(permissions.CannotDecideCase, match="decided this already"):
        ACTS[act](passed_on, staff)


def test_the_office_does_not_pass_on_what_it_has(passed_on, staff):
    with pytest.raises(permissions.CannotDecideCase, match="has it already"):
        ACTS["escalate"](passed_on, staff)


def test_staff_whom_nobody_has_approved_decide_nothing(passed_on):
    with pytest.raises(belonging.CannotTakePart):
        ACTS["keep"](passed_on, UserFactory(staff=True, unapproved=True))


@pytest.mark.parametrize("trait", KEPT_OUT)
def test_a_report_goes_to_the_office_where_the_only_lead_does_not_take_part(trait):
    community = CommunityFactory(open=True)
    MembershipFactory(community=community, lead=True, user=UserFactory(**{trait: True}))

    case = report(make_reply(make_thread(community)), make_member(community))

    assert case.state == Case.State.ESCALATED


# --- Reporting ----------------------------------------------------------------------------


def test_a_file_on_a_hidden_post_is_not_there_to_report(community, lead, reader):
    post = make_post_with_file(make_thread(community))
    address = f"/report/file/{post.attachments.get().pk}/"
    assert signed_in(reader).get(address).status_code == 200

    talk.hide_post(post=post, lead=lead.user, reason="A name.", hidden_at=now())

    assert signed_in(reader).get(address).status_code == 404


def test_one_person_reports_only_so_often_and_the_words_stay(community, post, reader, monkeypatch):
    monkeypatch.setattr("care.views.reporting.PEOPLE_LIMIT", "1/hour")
    client, other = signed_in(reader), make_reply(make_thread(community))
    client.post(f"/report/post/{post.pk}/", {"category": "rules"})

    answer = client.post(f"/report/post/{other.pk}/", {"category": "rules", "words": "MARKKEPT"})

    assert answer.status_code == 403
    assert "MARKKEPT" in answer.text
    assert Case.objects.count() == 1


# --- The office's screens -----------------------------------------------------------------


@pytest.mark.parametrize("name", ["reports-waiting", "child-steps"])
def test_an_editor_opens_no_screen_of_the_office(editor, name):
    assert signed_in(editor).get(reverse(name)).headers.get("Location") == "/cms/"


@pytest.mark.parametrize("name", ["report-read", "report-decide"])
@pytest.mark.parametrize("sent", [{}, {"act": "hide"}, {"act": "burn"}])
def test_an_editor_does_not_learn_which_reports_there_are(editor, passed_on, name, sent):
    client = signed_in(editor)

    there, absent = (client.post(reverse(name, args=[pk]), sent) for pk in (passed_on.pk, 999_999))

    assert there.headers.get("Location") == absent.headers.get("Location") == "/cms/"


def test_an_editor_is_not_shown_the_way_to_reports(editor, staff, passed_on):
    way = reverse("reports-waiting")

    assert way in signed_in(staff).get("/cms/").text
    assert way not in signed_in(editor).get("/cms/").text


def test_the_office_is_not_asked_why_it_reads_what_is_sealed(post, staff):
    case = report(post, STRANGER, Category.CHILD)

    assert signed_in(staff).get(reverse("report-read", args=[case.pk])).headers.get("Location") == "/cms/"


# --- Letters ------------------------------------------------------------------------------


def queued(name: str) -> set[int]:
    """Give to whom letters of one kind are waiting to be written."""
    return {result.args[-1] for result in default_task_backend.results if result.task.name == name}


def test_a_letter_is_begun_for_the_leads_who_take_part_and_nobody_else(community, case, lead):
    for trait in KEPT_OUT:
        MembershipFactory(community=community, lead=True, user=UserFactory(**{trait: True}))

    tasks.tell_who_decides.call(case.pk)

    assert queued("write_to_decider") == {lead.user.pk}


def test_a_letter_to_the_office_is_begun_for_staff_who_take_part_and_nobody_else(passed_on, staff):
    for trait in KEPT_OUT:
        UserFactory(staff=True, **{trait: True})

    tasks.tell_who_decides.call(passed_on.pk)

    assert queued("write_to_decider") == {staff.pk}


@pytest.mark.parametrize("who", ["member", "lead elsewhere", *KEPT_OUT])
def test_no_letter_about_a_report_leaves_to_whoever_does_not_decide_it(community, case, lead, who):
    if who in KEPT_OUT:
        person = make_member(community, role="lead", user=UserFactory(**{who: True}))
    else:
        person = make_member(community) if who == "member" else lead_of(CommunityFactory())

    tasks.write_to_decider.call(case.pk, person.pk)
    assert not mail.outbox

    tasks.write_to_decider.call(case.pk, lead.user.pk)
    assert [letter.to for letter in mail.outbox] == [[lead.user.email]]


@pytest.mark.parametrize("trait", KEPT_OUT)
def test_no_letter_about_numbers_for_help_leaves_to_staff_who_do_not_take_part(staff, trait):
    HelpContact.objects.create(name="A line", number="0800 000 000", who_for="Anybody", source="A leaflet")
    kept_out = UserFactory(staff=True, **{trait: True})

    call_command("remind_to_check_help", verbosity=0)
    tasks.write_about_checking.call(kept_out.pk)

    assert queued("write_about_checking") == {staff.pk}
    assert not mail.outbox
