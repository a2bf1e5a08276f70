"""Records of practice for tests, made as a person makes them."""

from uuid import uuid4

from django.utils import timezone
from wagtail.models import Page

from communities.models import User
from practice import actions
from practice.models import PracticeRecord
from tests.communities.factories import OrganisationFactory, UserFactory
from tests.resources.factories import GuideFactory

FACTS = {
    "year": 2025,
    "place_kind": "town",
    "scale": "20-99",
    "changed": "We met on Tuesdays and not at weekends.",
    "outcome": "worked",
    "happened": "Forty parents came, and stayed for soup.",
    "evidence": "feedback",
    "evidence_note": "",
    "cost": "under-1k",
    "again": "yes",
    "is_named": True,
    "may_be_contacted": False,
}


def colleague(**facts) -> User:
    """Make somebody who works for an Organisation of their own, or for the one named."""
    return UserFactory(**({"organisation": OrganisationFactory()} | facts))


def make_record(
    page: Page | None = None, author: User | None = None, *, draft: bool = False, at=None, **facts
) -> PracticeRecord:
    """Record what somebody tried."""
    return actions.start_record(
        page=page or GuideFactory(),
        author=author or colleague(),
        token=uuid4(),
        at=at or timezone.now(),
        publish=not draft,
        **FACTS | facts,
    )
