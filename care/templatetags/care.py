"""Reports and help, where pages of other rooms show them."""

from __future__ import annotations

from django import template
from django.db.models import QuerySet

from care.models import Case, HelpContact
from care.subjects import subject_of

register = template.Library()


@register.simple_tag
def help_contacts() -> QuerySet[HelpContact]:
    """Give whom to turn to, emergencies first. One query."""
    return HelpContact.objects.all()


@register.filter
def reported_title(case: Case) -> str:
    """Say what a case is about, for those who decide; its thing is fetched."""
    subject = subject_of(case.subject_kind)
    return subject.title(case.thing) if subject and case.thing is not None else "Something that is gone"


@register.filter
def reported_words(case: Case) -> str:
    """Give the words it is about as safe HTML, unless nobody looks at them."""
    subject = subject_of(case.subject_kind)
    return subject.words(case.thing) if subject and case.thing is not None and not case.is_sealed else ""


@register.filter
def reported_address(case: Case) -> str:
    """Give where it is, for those who decide."""
    subject = subject_of(case.subject_kind)
    return subject.address(case.thing) if subject and case.thing is not None else ""
