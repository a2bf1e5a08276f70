"""What somebody added for communities, or people for their Organisation: each viewer finds what they may have."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communities.paging import page_of
from communities.sharers import find_sharing_organisation, find_sharing_person
from files.models import KeptFile


@login_required
def person_files(request: HttpRequest, pk: int) -> HttpResponse:
    """List the files somebody added, newest first."""
    person = find_sharing_person(request, pk)
    files = KeptFile.objects.visible_to(request.user).added_by(person).latest_added()
    context = {"sharer": person, "is_person": True, "page_obj": page_of(request, files)}
    return render(request, "files/added_list.html", context)


@login_required
def organisation_files(request: HttpRequest, slug: str) -> HttpResponse:
    """List the files people added for an Organisation, newest first."""
    organisation = find_sharing_organisation(request, slug)
    files = KeptFile.objects.visible_to(request.user).added_for(organisation).latest_added()
    return render(
        request, "files/added_list.html", {"sharer": organisation, "page_obj": page_of(request, files)}
    )
