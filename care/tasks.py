"""Mail about reports. Each letter asks again, as it leaves, whether it is still true, and repeats no words."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django_tasks import task

from care import permissions
from care.models import Case, HelpContact, Report
from communities.models import Community, Membership, User


@task()
def tell_who_decides(case_id: int) -> None:
    """Hand on to one letter for each who may decide a case: its Leads, and staff once it is with them."""
    case = _open_case(case_id)
    if case is None:
        return
    deciders = User.objects.none()
    if case.office_since:
        deciders = User.objects.approved().filter(is_superuser=True)
    elif case.community:
        leads = Membership.objects.leads().filter(community=case.community)
        deciders = User.objects.approved().filter(memberships__in=leads)
    for person in deciders:
        write_to_decider.enqueue(case.pk, person.pk)


@task()
def write_to_decider(case_id: int, user_id: int) -> None:
    """Tell one of them, while it waits and is theirs to decide."""
    case = _open_case(case_id)
    person = User.objects.filter(pk=user_id).first()
    if case is None or person is None or not permissions.can_decide(person, case):
        return
    if case.office_since and person.is_superuser:
        _send("office", person.email, to=person, case=case, link=_link(reverse("reports-waiting")))
        return
    if case.community is None:
        return
    link = reverse("communities:look-after", args=[case.community.slug])
    if case.community.is_confidential:
        link = reverse("communities:community-number", args=[case.community.pk])
    _send("urgent", person.email, case.community, to=person, case=case, link=_link(link))


@task()
def write_answer(report_id: int) -> None:
    """Tell one person who reported something what was decided, while it stands."""
    report = Report.objects.select_related("case__community", "reporter").filter(pk=report_id).first()
    if report is None or report.case.state != Case.State.DECIDED:
        return
    reporter = report.reporter
    if reporter and reporter.is_active:
        link = _link(reverse("care:reports-yours"))
        _send("answer", reporter.email, report.case.community, to=reporter, case=report.case, link=link)
    elif report.email:
        home = report.case.community
        if home and home.privacy == Community.Privacy.PRIVATE:
            home = None  # it was moved there: a stranger hears of no room that strangers may not know of
        _send("answer", report.email, home, to=None, case=report.case, link="")


@task()
def write_about_checking(user_id: int) -> None:
    """Remind one of staff of the numbers for help that nobody made sure of for half a year."""
    staff = User.objects.approved().filter(pk=user_id, is_superuser=True).first()
    due = list(HelpContact.objects.check_due(localdate()))
    if staff and due:
        link = _link(reverse("wagtailsnippets_care_helpcontact:list"))
        _send("check_help", staff.email, to=staff, contacts=due, link=link)


def _open_case(pk: int) -> Case | None:
    return Case.objects.open().select_related("community").filter(pk=pk).first()


def _send(name: str, address: str, community: Community | None = None, **context) -> None:
    # A Confidential Community sends links and no words: not even its name, not even in the subject.
    room = "care"
    if community and community.is_confidential:
        room, name = "communities", "confidential"
    context |= {"community": community, "site_name": settings.WAGTAIL_SITE_NAME}
    subject = render_to_string(f"{room}/email/{name}_subject.txt", context)
    send_mail(
        " ".join(subject.split()),
        render_to_string(f"{room}/email/{name}_message.txt", context).strip() + "\n",
        settings.DEFAULT_FROM_EMAIL,
        [address],
    )


def _link(path: str) -> str:
    return settings.SITE_URL + path
