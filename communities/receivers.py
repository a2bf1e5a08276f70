"""What happens elsewhere and takes somebody's sight away: signing out, new passwords, deletion."""

from allauth.account import signals as account_signals
from allauth.mfa import signals as mfa_signals
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver

from communities import directory
from communities.access import record_access_change
from communities.audit import record_audit
from communities.models import Community, Membership, Organisation, Place, TaggedUser, Topic, User
from communities.permissions import check_network_keeps_staff
from communities.public import bump, bump_pages_that_show
from communities.sessions import NO_ADDRESS


@receiver(user_logged_out)
def end_open_sockets(sender, request, user=None, **kwargs) -> None:
    """End the session before its sockets are asked: Django tells of a sign-out while it still stands."""
    request.session.flush()
    ask_open_sockets_again(sender, user)


@receiver(account_signals.password_changed)
@receiver(account_signals.password_reset)
@receiver(account_signals.password_set)
def ask_open_sockets_again(sender, user=None, **kwargs) -> None:
    """Have every open socket of this person asked again."""
    if user is not None and user.pk:
        record_access_change(user=user)


@receiver(account_signals.password_changed)
@receiver(account_signals.password_reset)
@receiver(account_signals.password_set)
def record_new_password(sender, user, **kwargs) -> None:
    """Write down that somebody chose a new password."""
    record_audit(action="communities.password", by=user, about=user)


@receiver(account_signals.email_changed)
def record_new_address(sender, user, **kwargs) -> None:
    """Write down that somebody signs in by another address now, and neither of the two."""
    record_audit(action="communities.address", by=user, about=user)


@receiver(mfa_signals.authenticator_added)
@receiver(mfa_signals.authenticator_reset)
def record_second_step(sender, user, **kwargs) -> None:
    """Write down that somebody set up a second step, or new recovery codes."""
    record_audit(action="communities.second_step", by=user, about=user)


@receiver(mfa_signals.authenticator_removed)
def record_second_step_gone(sender, user, **kwargs) -> None:
    """Write down that somebody took a second step away."""
    record_audit(action="communities.second_step_gone", by=user, about=user)


@receiver(pre_save, sender=UserSession)
def keep_no_address(sender, instance, **kwargs) -> None:
    """Keep a sign-in without the network address it came from."""
    instance.ip = NO_ADDRESS


@receiver(m2m_changed, sender=User.groups.through)
def ask_again_when_roles_change(sender, instance, action, pk_set, reverse, **kwargs) -> None:
    """Have open sockets asked again in the transaction that gives or takes a role, however it is done."""
    if action not in {"post_add", "post_remove", "pre_clear"}:
        return
    if not reverse:
        people = [instance]
    elif action == "pre_clear":
        people = list(instance.user_set.all())
    else:
        people = list(User.objects.filter(pk__in=pk_set or ()))
    for person in people:
        record_access_change(user=person)
        record_audit(action="communities.roles", by=None, about=person)  # by whoever is at work in the CMS


@receiver(post_save, sender=User)
def list_person_anew(sender, update_fields=None, **kwargs) -> None:
    """Count a change of what the directories know of somebody; a sign-in, which is saved too, is none."""
    if update_fields is None or directory.PERSON_FIELDS & set(update_fields):
        bump(directory.COUNTER)


@receiver(post_save, sender=Organisation)
@receiver(post_delete, sender=Organisation)
@receiver(post_save, sender=Place)
@receiver(post_delete, sender=Place)
@receiver(m2m_changed, sender=Organisation.places.through)
@receiver(m2m_changed, sender=TaggedUser)
def list_anew(sender, **kwargs) -> None:
    """Count a change of what the directories narrow by."""
    bump(directory.COUNTER)


@receiver(post_save, sender=Topic)
@receiver(post_delete, sender=Topic)
def show_topics_anew(sender, **kwargs) -> None:
    """Count a change of what lists show: of people, of Communities, of conversations, of files."""
    bump(directory.COUNTER, "communities")


@receiver(pre_delete, sender=User)
def settle_before_deletion(sender, instance, **kwargs) -> None:
    """Refuse to lose the last of full staff, and have everybody's sockets in this person's rooms asked.

    A note about the person would go with them. Cached pages forget the name. Django deletes within a
    transaction of its own, so all of it holds from its commit. Raises CannotDecide.
    """
    check_network_keeps_staff(instance)
    bump(directory.COUNTER)
    bump_pages_that_show(User.objects.filter(pk=instance.pk))
    rooms = Membership.objects.active().filter(user=instance).values("community")
    for community in Community.objects.filter(pk__in=rooms):
        record_access_change(community=community)
