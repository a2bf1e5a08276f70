"""What follows when a page goes."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.models import Page

from practice import actions


@receiver(pre_delete, sender=Page, dispatch_uid="practice.page_deleted")
def page_going(sender: type, instance: Page, **kwargs: Any) -> None:
    """Keep what a page was called and who could read it, while the database still knows."""
    actions.part_from_page(page=instance)
