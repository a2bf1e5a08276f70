"""What follows when somebody proves an address, or their account names another Organisation."""

from allauth.account.signals import email_confirmed
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.timezone import now

from communities.limits import TooOften, check_rate
from communities.models import User
from communities.signals import organisation_named, organisation_vouched_for, proposal_considered
from organisations import actions
from organisations.models import Administrator, Confirmation, Opening
from organisations.permissions import check_opens


@receiver(proposal_considered)
def ask_the_membership(sender, person: User, **kwargs) -> None:
    """Refuse proposals where the membership of the person's Organisation does not open them. Raises NotOpened."""
    if person.organisation:
        check_opens(person.organisation, Opening.PROPOSALS)


@receiver(post_save, sender=User)
def end_role_elsewhere(sender, instance: User, update_fields=None, **kwargs) -> None:
    """End role and confirmation with the work, however the account is changed: coming back brings neither back."""
    if update_fields is None or "organisation" in update_fields:
        for model in (Administrator, Confirmation):
            elsewhere = model.objects.filter(user=instance)
            if instance.organisation_id:
                elsewhere = elsewhere.exclude(organisation=instance.organisation_id)
            elsewhere.delete()


@receiver(email_confirmed)
def meet_a_newcomer(sender, email_address, **kwargs) -> None:
    """Have whoever has just proven an address come by what they were invited to; tell those where they wait else."""
    person = User.objects.select_related("organisation").get(pk=email_address.user_id)
    if person.is_active and person.is_waiting:
        actions.bring_in_newcomer(person=person, proven_at=now())
        person.refresh_from_db()
        actions.tell_who_lets_in(applicant=person)


@receiver(organisation_named)
def tell_the_next(sender, user: User, **kwargs) -> None:
    """Tell those where somebody waits now, but not each time that somebody goes to and fro."""
    if user.organisation is None:
        return
    try:
        check_rate("name-organisation", user.pk, "3/day")
    except TooOften:
        return
    actions.tell_who_lets_in(applicant=user)


@receiver(organisation_vouched_for)
def keep_who_vouches(sender, user: User, by: User, **kwargs) -> None:
    """Remember who let somebody in with their Organisation, or gave it to their account."""
    if user.organisation_id:
        actions.vouch(colleague=user, by=by, at=now())
