"""Where Leads say what stands on the home of their Community."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST
from wagtail.models import Page

from communities.models import Community
from communities.pages import visible_pages
from communities.templatetags.communities import belonging_of
from communities.views.look_after import decide, lead_required
from discussions.doors import as_number, check_second_step, sign_in_to_press
from discussions.posting import Refused, attempt
from files import actions
from files.doors import find_file
from files.forms import PinLinkForm
from files.models import Pin
from files.permissions import CannotPin
from files.pinned import pinned_on


@lead_required
def pin_list(request: HttpRequest, community: Community) -> HttpResponse:
    """Show what is pinned, in order, and take a new link."""
    form = PinLinkForm(request.POST or None)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            attempt(
                lambda: actions.pin_link(
                    community=community, lead=request.user, pinned_at=now(), **form.cleaned_data
                )
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            messages.success(request, "It stands on the home of the community.")
            return redirect("files:pin-list", slug=community.slug)
    context = {
        "community": community,
        "belonging": belonging_of(request, community),
        "pins": pinned_on(request, community),
        "form": form,
    }
    return render(request, "files/pin_list.html", context, status=status)


@require_POST
@lead_required
def pin_move(request: HttpRequest, community: Community, pk: int) -> HttpResponse:
    """Move a pin one place up or down."""
    pin = _pin_in(community, pk)
    actions.move_pin(pin=pin, lead=request.user, is_up=request.POST.get("way") != "down")
    return redirect("files:pin-list", slug=community.slug)


@require_POST
@lead_required
def pin_remove(request: HttpRequest, community: Community, pk: int) -> HttpResponse:
    """Take something off the home."""
    actions.unpin(pin=_pin_in(community, pk), lead=request.user)
    messages.success(request, "It is not pinned any more.")
    return redirect("files:pin-list", slug=community.slug)


@require_POST
@lead_required
def page_pin(request: HttpRequest, community: Community) -> HttpResponse:
    """Pin a guidance page, from the page itself."""
    pk = as_number(request.POST.get("page", ""))
    page = get_object_or_404(visible_pages(request.user, Page.objects.filter(depth__gt=2)), pk=pk)
    return decide(
        request,
        community,
        f"“{page.title}” stands on the home of {community}.",
        lambda: actions.pin_page(community=community, lead=request.user, page=page, pinned_at=now()),
        back_to=community.get_absolute_url(),
    )


@sign_in_to_press
@require_POST
def file_pin(request: HttpRequest, slug: str, file: UUID) -> HttpResponse:
    """Pin a file, or take it off the home."""
    found = find_file(request, slug, file)
    check_second_step(request, found.community, found.get_absolute_url())
    if request.POST.get("pinned") == "no":
        for pin in Pin.objects.filter(kept_file=found).select_related("community"):
            actions.unpin(pin=pin, lead=request.user)
        return redirect(found)
    try:
        actions.pin_file(file=found, lead=request.user, pinned_at=now())
    except CannotPin as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It stands on the home of the community.")
    return redirect(found)


def _pin_in(community: Community, pk: int) -> Pin:
    """Find a pin inside its Community: a Lead rules one. Raises Http404."""
    return get_object_or_404(Pin.objects.select_related("community"), community=community, pk=pk)
