"""What follows when somebody records what they tried, and when a page is published."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.timezone import now
from wagtail.models import Page
from wagtail.signals import page_published

from communities.public import bump
from freshness import actions, changes, rules
from freshness.linking.reporting import check_page
from freshness.models import ReviewRule
from practice.models import PracticeRecord
from practice.signals import record_changed, record_published
from resources.models import GuidancePage, LivingPage


@receiver([record_published, record_changed], dispatch_uid="freshness.record_made")
def record_made(sender: type, record: PracticeRecord, **kwargs: Any) -> None:
    """See whether the page it is about should be looked at again, or need not be any more."""
    if record.page is not None:
        actions.consider_records(page=record.page, at=now())


@receiver(page_published, dispatch_uid="freshness.published")
def page_changed(sender: type, instance: Page, **kwargs: Any) -> None:
    """Look at its links, tell what changed, plan its next review, and end what called for this one."""
    if not instance.alias_of_id:  # an alias has its source's links
        check_page(instance, at=now())
    if isinstance(instance, LivingPage):
        changes.tell_change(page=instance, at=now())
    if isinstance(instance, GuidancePage):
        rules.plan_review(page=instance)
        actions.follow_page(page=instance, at=now())


@receiver([post_save, post_delete], sender=ReviewRule, dispatch_uid="freshness.rule_changed")
def rule_changed(sender: type, **kwargs: Any) -> None:
    """Tell the page cache that pages give another reason for their next review."""
    bump("guidance")
