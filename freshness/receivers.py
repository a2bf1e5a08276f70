"""What follows when somebody records what they tried, and when a page is published."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django.utils.timezone import now
from wagtail.models import Page
from wagtail.signals import page_published

from freshness import actions
from practice.models import PracticeRecord
from practice.signals import record_published
from resources.models import GuidancePage


@receiver(record_published, dispatch_uid="freshness.record_published")
def record_made(sender: type, record: PracticeRecord, **kwargs: Any) -> None:
    """See whether the page it is about should be looked at again."""
    if record.page is not None:
        actions.consider_records(page=record.page, at=record.published_at or now())


@receiver(page_published, dispatch_uid="freshness.published")
def page_changed(sender: type, instance: Page, **kwargs: Any) -> None:
    """End what called for its review, if it was one."""
    if isinstance(instance, GuidancePage):
        actions.follow_page(page=instance, at=now())
