"""What follows when somebody's account names another Organisation, or none."""

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.timezone import now

from communities.models import User
from communities.signals import community_proposed, organisation_vouched_for
from organisations import actions
from organisations.models import Administrator, Confirmation, Opening
from organisations.permissions import check_opens


@receiver(community_proposed)
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


@receiver(organisation_vouched_for)
def keep_who_vouches(sender, user: User, by: User, **kwargs) -> None:
    """Remember who let somebody in with their Organisation, or gave it to their account."""
    if user.organisation_id:
        actions.vouch(colleague=user, by=by, at=now())
