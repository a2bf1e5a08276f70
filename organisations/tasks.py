"""Letters about Organisations. Each asks again, as it leaves, whether it is still true."""

from django.core.mail import EmailMessage
from django.urls import reverse
from django_tasks import task

from communities.letters import letter_to, link_to, send_each, send_letter, take_waiting_letter
from communities.models import Organisation, User
from organisations.models import Administrator, Claim, ColleagueInvitation
from organisations.models.invitation import path_of
from organisations.querysets import home_addresses, waiting_at


@task()
def write_that_they_have_left(user_id: int, organisation_id: int) -> None:
    """Tell somebody that their account names their former Organisation no more, and what stays."""
    user = User.objects.approved().filter(pk=user_id).exclude(organisation=organisation_id).first()
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if user and organisation:
        link = link_to(reverse("communities:profile-edit"))
        send_letter("organisations/email/left", user, organisation=organisation, link=link)


@task()
def write_that_they_look_after(administrator_id: int) -> None:
    """Tell somebody that they look after their Organisation now, while they do."""
    administrator = _administrator(administrator_id)
    if administrator:
        organisation = administrator.organisation
        link = link_to(reverse("organisations:look-after", args=[organisation.slug]))
        send_letter(
            "organisations/email/look_after", administrator.user, organisation=organisation, link=link
        )


@task()
def write_to_administrator_about_applicant(user_id: int, administrator_id: int) -> None:
    """Tell an administrator that a colleague waits to be let in, while they do."""
    administrator = _administrator(administrator_id)
    if administrator is None:
        return
    organisation = administrator.organisation
    applicant = waiting_at(organisation).filter(pk=user_id).first()
    if applicant:
        link = link_to(reverse("organisations:look-after", args=[organisation.slug]))
        send_letter(
            "organisations/email/applicant",
            administrator.user,
            organisation=organisation,
            person=applicant,
            link=link,
        )


@task()
def write_to_administrator_about_claim(claim_id: int, administrator_id: int) -> None:
    """Tell an administrator that somebody says they work with them now, while it waits."""
    claim = _claim_waiting(claim_id)
    administrator = _administrator(administrator_id)
    if claim and administrator and administrator.organisation_id == claim.organisation_id:
        link = link_to(reverse("organisations:look-after", args=[claim.organisation.slug]))
        send_letter(
            "organisations/email/claim_made",
            administrator.user,
            organisation=claim.organisation,
            person=claim.user,
            link=link,
        )


@task()
def write_to_office_about_claim(claim_id: int) -> None:
    """Tell the network's office of a claim that nobody else answers, a letter for each of them but who makes it."""
    claim = _claim_waiting(claim_id)
    if claim:
        for staff in User.objects.approved().filter(is_superuser=True).exclude(pk=claim.user_id):
            write_to_staff_about_claim.enqueue(claim.pk, staff.pk)


@task()
def write_to_staff_about_claim(claim_id: int, staff_id: int) -> None:
    """Tell one of them, while it waits."""
    claim = _claim_waiting(claim_id)
    staff = User.objects.approved().filter(pk=staff_id, is_superuser=True).first()
    if claim and staff:
        send_letter(
            "organisations/email/claim_for_office",
            staff,
            organisation=claim.organisation,
            person=claim.user,
            link=link_to(reverse("claims-waiting")),
        )


@task()
def write_about_claim_answered(claim_id: int) -> None:
    """Tell somebody what came of it."""
    answered = Claim.objects.exclude(outcome="").filter(user__in=User.objects.approved())
    claim = answered.select_related("user", "organisation").filter(pk=claim_id).first()
    if claim and claim.outcome in {Claim.Outcome.ACCEPTED, Claim.Outcome.DECLINED}:
        link = link_to(reverse("own-organisation:organisation"))
        send_letter(
            f"organisations/email/claim_{claim.outcome}",
            claim.user,
            organisation=claim.organisation,
            answer=claim.answer,
            link=link,
        )


@task()
def write_that_somebody_moved(user_id: int, administrator_id: int) -> None:
    """Tell an administrator that somebody works there no more, by their own word, while that is so."""
    user = User.objects.filter(pk=user_id).first()
    administrator = _administrator(administrator_id)
    if user and administrator and user.organisation_id != administrator.organisation_id:
        organisation = administrator.organisation
        link = link_to(reverse("organisations:look-after", args=[organisation.slug]))
        send_letter(
            "organisations/email/moved", administrator.user, organisation=organisation, person=user, link=link
        )


def _claim_waiting(claim_id: int) -> Claim | None:
    return Claim.objects.for_answering().filter(pk=claim_id).first()


def _administrator(administrator_id: int) -> Administrator | None:
    able = Administrator.objects.able().select_related("user", "organisation")
    return able.filter(pk=administrator_id).first()


@task()
def send_colleague_invitations(invitation_ids: list[int]) -> None:
    """Send each of these invitations the letter it waits for; one that fails keeps no other waiting."""
    send_each(ColleagueInvitation, invitation_ids, _invitation_letter)


def _invitation_letter(pk: int) -> EmailMessage | None:
    from organisations import permissions  # which speak of what is decided here

    waiting = ColleagueInvitation.objects.select_related("organisation", "invited_by")
    taken = take_waiting_letter(waiting, pk, permissions.does_sender_still_invite)
    if taken is None:
        return None
    invitation, token = taken
    is_home = bool(home_addresses(invitation.organisation, [invitation.email]))
    context = {"invitation": invitation, "link": link_to(path_of(token)), "is_home": is_home}
    return letter_to(invitation.email, "organisations/email/invitation", context)
