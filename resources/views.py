"""Guidance that somebody's communities look after, or that an Organisation wrote, as far as the viewer may read it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communities.paging import page_of
from communities.sharers import find_sharing_organisation, find_sharing_person
from resources.models import GuidancePage


@login_required
def person_guidance(request: HttpRequest, pk: int) -> HttpResponse:
    """List the guidance that the communities somebody leads look after, newest first."""
    person = find_sharing_person(request, pk)
    pages = GuidancePage.objects.visible_to(request.user).looked_after_by(person, request.user)
    context = {"sharer": person, "is_person": True, "page_obj": page_of(request, _rows(pages))}
    return render(request, "resources/guidance_of.html", context)


@login_required
def organisation_guidance(request: HttpRequest, slug: str) -> HttpResponse:
    """List the guidance an Organisation wrote, newest first."""
    organisation = find_sharing_organisation(request, slug)
    pages = GuidancePage.objects.visible_to(request.user).written_by(organisation)
    context = {"sharer": organisation, "page_obj": page_of(request, _rows(pages))}
    return render(request, "resources/guidance_of.html", context)


def _rows(pages):
    return pages.newest_first().with_topics()
