"""What somebody began, or people for their Organisation: each viewer finds what they may read."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communities.paging import page_of
from communities.sharers import find_sharing_organisation, find_sharing_person
from discussions.models import Thread


@login_required
def person_threads(request: HttpRequest, pk: int) -> HttpResponse:
    """List the conversations somebody began, newest first."""
    person = find_sharing_person(request, pk)
    threads = Thread.objects.visible_to(request.user).begun_by(person).latest_begun()
    context = {"sharer": person, "is_person": True, "page_obj": page_of(request, threads)}
    return render(request, "discussions/begun_list.html", context)


@login_required
def organisation_threads(request: HttpRequest, slug: str) -> HttpResponse:
    """List the conversations people began for an Organisation, newest first."""
    organisation = find_sharing_organisation(request, slug)
    threads = Thread.objects.visible_to(request.user).begun_for(organisation).latest_begun()
    context = {"sharer": organisation, "page_obj": page_of(request, threads)}
    return render(request, "discussions/begun_list.html", context)
