"""Letters about Organisations. Each asks again, as it leaves, whether it is still true."""

from django.urls import reverse
from django_tasks import task

from communities.letters import link_to, send_letter
from communities.models import Organisation, User
from organisations.models import Administrator


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
    administrator = (
        Administrator.objects.able()
        .select_related("user", "organisation")
        .filter(pk=administrator_id)
        .first()
    )
    if administrator:
        organisation = administrator.organisation
        link = link_to(reverse("organisations:look-after", args=[organisation.slug]))
        send_letter(
            "organisations/email/look_after", administrator.user, organisation=organisation, link=link
        )
