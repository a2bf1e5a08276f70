"""What follows when a page is published, or is no longer, and when a post that waited is let through."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.timezone import now
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from discussions.models import ChangeKind, ThreadChange
from passages import actions, permissions


@receiver(page_published, dispatch_uid="passages.published")
def page_changed(sender: type, instance: Page, **kwargs: Any) -> None:
    """Answer the questions the page answers, while its passages still know the words before, and place them anew."""
    if instance.live and permissions.is_talked_about(instance):
        at = now()
        forgets = actions.keep_promises(page=instance, at=at)
        actions.place_passages_again(page=instance)
        if forgets:
            actions.forget_old_words(page=instance, at=at)


@receiver(post_save, sender=ThreadChange, dispatch_uid="passages.thread_changed")
def update_let_through(sender: type, instance: ThreadChange, created: bool, **kwargs: Any) -> None:
    """Answer the question with an update that a Lead looked at first."""
    if not created or instance.kind != ChangeKind.POST_ADDED or instance.thread.page_id is None:
        return
    if instance.post is not None:
        actions.take_up_held(post=instance.post)


@receiver(page_unpublished, dispatch_uid="passages.unpublished")
def page_withdrawn(sender: type, instance: Page, **kwargs: Any) -> None:
    """Show its passages as those of an earlier version."""
    actions.take_from_page(page=instance)
