"""Whose shared things a page gathers: somebody, or an Organisation. Other rooms' lists begin here."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from communities.models import Organisation, User
from communities.permissions import can_see_what_they_shared

#: Rows that a profile or an Organisation's page shows before it links to the whole list.
SHORT_LIST = 5


def find_sharing_person(request: HttpRequest, pk: int) -> User:
    """Give somebody whose profile this viewer may open and whose shared things may be gathered.

    Raises Http404, the same for who is not there, whom the viewer may not see, and who is in no list.
    """
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if not can_see_what_they_shared(request.user, person):
        raise Http404
    return person


def find_sharing_organisation(request: HttpRequest, slug: str) -> Organisation:
    """Give an Organisation, which everybody with an account may know. Raises Http404."""
    return get_object_or_404(Organisation, slug=slug)
