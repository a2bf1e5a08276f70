"""Making reports in tests."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from care import actions
from care.models import Case, Category
from care.subjects import subject_of

STRANGER = AnonymousUser()


def report(thing, viewer, category=Category.RULES, kind="post", **facts) -> Case:
    """Report a thing, and give its case."""
    facts = {"words": "", "reported_at": timezone.now()} | facts
    subject = subject_of(kind)
    return actions.report(subject=subject, pk=thing.pk, viewer=viewer, category=category, **facts).case
