"""How a request comes to the pages of an Organisation's administrators."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from communities.models import Organisation
from communities.second_step import lacks_second_step, lead_to_second_step
from communities.views.doors import take_part_required
from organisations.permissions import can_administer


def administrator_required(view):
    """Let the Organisation's administrators in; for others the page does not exist.

    They let people into the network, as staff do, so their sign-in must have taken a second step.
    """

    @take_part_required
    @wraps(view)
    def guarded(request, slug, **kwargs):
        organisation = get_object_or_404(Organisation, slug=slug)
        if not can_administer(request.user, organisation):
            raise Http404
        if lacks_second_step(request):
            return lead_to_second_step(request, reverse("organisations:look-after", args=[organisation.slug]))
        return view(request, organisation, **kwargs)

    return guarded


def act_and_return(request, organisation: Organisation, said: str, act):
    """Do what a button asks, say what came of it, and lead back to where its presser may be."""
    try:
        act()
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    if can_administer(request.user, organisation):
        return redirect("organisations:look-after", organisation.slug)
    return redirect(organisation)
