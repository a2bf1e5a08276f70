"""Letters about Organisations. Each asks again, as it leaves, whether it is still true."""

from django.urls import reverse
from django_tasks import task

from communities.letters import link_to, send_letter
from communities.models import Organisation, User
from organisations.models import Administrator, Claim


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
