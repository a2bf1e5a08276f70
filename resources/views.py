"""Pages about guidance that stand outside its tree: whose it is, as far as the viewer may read it, and its words."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now

from communities.paging import page_of
from communities.public import mark_public
from communities.sharers import find_sharing_organisation, find_sharing_person
from communities.viewers import viewer_of
from resources import booklets
from resources.models import GuidancePage, GuidePage, Term
from resources.querysets import GuidancePageQuerySet
from resources.replacing import replacements_for


def glossary(request: HttpRequest) -> HttpResponse:
    """List every word that guidance explains; the same for everybody."""
    response = render(request, "resources/glossary.html", {"terms": Term.objects.all()})
    return response if viewer_of(request).is_authenticated else mark_public(response, "guidance")


def booklet(request: HttpRequest, pk: int, slug: str) -> HttpResponseBase:
    """Send a guide that everybody may read as a PDF; where there is none of its words yet, have one made."""
    guide = get_object_or_404(GuidePage.objects.live(), id=pk)  # a key that points cannot bear any number
    if not booklets.is_offered(guide):
        raise Http404
    if kept := booklets.current(guide):
        return FileResponse(
            kept.file.open("rb"), filename=f"{guide.slug}.pdf", content_type="application/pdf"
        )
    booklets.ask_for(guide, at=now())
    return render(request, "resources/booklet_waiting.html", {"guide": guide}, status=202)


@login_required
def person_guidance(request: HttpRequest, pk: int) -> HttpResponse:
    """List the guidance that the communities somebody leads look after, newest first, what is replaced last."""
    person = find_sharing_person(request, pk)
    pages = GuidancePage.objects.visible_to(request.user).looked_after_by(person, request.user)
    context = {"sharer": person, "is_person": True, "page_obj": _page_of(request, pages)}
    return render(request, "resources/guidance_of.html", context)


@login_required
def organisation_guidance(request: HttpRequest, slug: str) -> HttpResponse:
    """List the guidance an Organisation wrote, newest first, what is replaced last."""
    organisation = find_sharing_organisation(request, slug)
    pages = GuidancePage.objects.visible_to(request.user).written_by(organisation)
    context = {"sharer": organisation, "page_obj": _page_of(request, pages)}
    return render(request, "resources/guidance_of.html", context)


def _page_of(request: HttpRequest, pages: GuidancePageQuerySet) -> Page:
    return page_of(request, pages.newest_first(last=replacements_for(request).replaced).with_topics())
