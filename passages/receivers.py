"""What follows when a page is published, or is no longer."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from passages import actions, permissions


@receiver(page_published, dispatch_uid="passages.published")
def page_changed(sender: type, instance: Page, **kwargs: Any) -> None:
    """Find the passages of the page in its new words."""
    if permissions.is_talked_about(instance):
        actions.place_passages_again(page=instance)


@receiver(page_unpublished, dispatch_uid="passages.unpublished")
def page_withdrawn(sender: type, instance: Page, **kwargs: Any) -> None:
    """Show its passages as those of an earlier version."""
    actions.take_from_page(page=instance)
