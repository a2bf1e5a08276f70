"""What follows when a post goes out of sight, somebody leaves the hub, or a page is published."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils.timezone import now
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from communities.models import Community, Organisation, User
from contributions import actions
from contributions.models import Contribution
from discussions.models import ChangeKind, ThreadChange
from resources.models import Voice

#: What a Thread's log says when what may be quoted of a post changes.
SIGHT = {
    ChangeKind.POST_DELETED,
    ChangeKind.POST_HIDDEN,
    ChangeKind.POST_RESTORED,
    ChangeKind.POST_EDITED,
    ChangeKind.POST_MOVED_IN,
}


@receiver(post_save, sender=ThreadChange, dispatch_uid="contributions.thread_changed")
def thread_changed(sender: type, instance: ThreadChange, created: bool, **kwargs: Any) -> None:
    """Do with quoted words as was done with the post, in the same transaction."""
    if created and instance.kind in SIGHT and instance.post is not None:
        actions.follow_post(post=instance.post, at=now())
    elif created and instance.kind == ChangeKind.THREAD_MOVED:
        actions.follow_room(among=Q(post__thread=instance.thread_id), at=now())


@receiver(post_save, sender=User, dispatch_uid="contributions.user_saved")
def user_changed(sender: type, instance: User, created: bool, update_fields=None, **kwargs: Any) -> None:
    """Call people as they call themselves."""
    if not created and (update_fields is None or "name" in update_fields):
        actions.refresh_credits(among=Q(author=instance))


@receiver(post_save, sender=Organisation, dispatch_uid="contributions.organisation_saved")
def organisation_changed(sender: type, instance: Organisation, created: bool, **kwargs: Any) -> None:
    """Call Organisations as they are called now."""
    if not created:
        actions.refresh_credits(among=Q(post__organisation=instance))


@receiver(post_save, sender=Community, dispatch_uid="contributions.community_saved")
def community_changed(sender: type, instance: Community, created: bool, **kwargs: Any) -> None:
    """Name nobody of a room that has come under the Chatham House Rule, and quote nothing of one that closed."""
    if not created:
        actions.follow_room(among=Q(post__community=instance), at=now())


@receiver(pre_delete, sender=User, dispatch_uid="contributions.user_deleted")
def user_going(sender: type, instance: User, **kwargs: Any) -> None:
    """Take the name of somebody whose account goes off their words."""
    actions.forget_name(author=instance)


@receiver(post_delete, sender=Contribution, dispatch_uid="contributions.contribution_deleted")
def contribution_gone(sender: type, instance: Contribution, **kwargs: Any) -> None:
    """Take words out of guidance whose conversation is gone for good."""
    if voice := Voice.objects.filter(pk=instance.voice_id).first():
        voice.silence()


@receiver(page_published, dispatch_uid="contributions.published")
def page_changed(sender: type, instance: Page, **kwargs: Any) -> None:
    """Note whose words stand there now."""
    actions.follow_page(page=instance, at=now())


@receiver(page_unpublished, dispatch_uid="contributions.unpublished")
def page_withdrawn(sender: type, instance: Page, **kwargs: Any) -> None:
    """Note that nobody's do any more."""
    actions.leave_page(page=instance)
