"""What follows when somebody's account names another Organisation, or none."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from communities.models import Organisation, User
from communities.signals import organisation_left
from organisations.models import Administrator
from organisations.permissions import check_keeps_administrator


@receiver(organisation_left)
def keep_an_administrator(sender, user: User, organisation: Organisation, **kwargs) -> None:
    """Refuse the last administrator who would leave by their own choice. Raises CannotLetGo."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    check_keeps_administrator(organisation, user)


@receiver(post_save, sender=User)
def end_role_elsewhere(sender, instance: User, update_fields=None, **kwargs) -> None:
    """End the role with the work, however the account is changed: coming back does not bring it back."""
    if update_fields is None or "organisation" in update_fields:
        elsewhere = Administrator.objects.filter(user=instance)
        if instance.organisation_id:
            elsewhere = elsewhere.exclude(organisation=instance.organisation_id)
        elsewhere.delete()
