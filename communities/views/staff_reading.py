"""Where staff say why they have to read a Community that is not theirs."""

from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from communities import actions
from communities.forms import StaffReadingForm
from communities.models import Community
from communities.permissions import can_manage_network, staff_reading_of
from communities.recent_sign_in import recent_sign_in_required
from communities.second_step import lacks_second_step, lead_to_second_step


def staff_required(view):
    """Hand full staff the Community of this number; to everybody else the address does not exist."""

    @login_required
    @wraps(view)
    def guarded(request, pk):
        if not can_manage_network(request.user):
            raise Http404
        if lacks_second_step(request):
            return lead_to_second_step(request, request.path)
        return view(request, get_object_or_404(Community, pk=pk))

    return guarded


@staff_required
@recent_sign_in_required
def read_as_staff(request, community):
    """Take the reason, and lead to the Community's conversations."""
    form = StaffReadingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.start_staff_reading(
                community=community, by=request.user, reason=form.cleaned_data["reason"], started_at=now()
            )
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(community)
    context = {
        "community": community,
        "form": form,
        "reading": staff_reading_of(request.user, community),
        "minutes": settings.STAFF_READING_MINUTES,
    }
    status = 422 if form.errors else 200
    return render(request, "communities/read_as_staff.html", context, status=status)


@require_POST
@staff_required
def read_as_staff_end(request, community):
    """End the reading before its time."""
    actions.end_staff_reading(community=community, by=request.user, ended_at=now())
    messages.success(request, f"You no longer read {community.name}.")
    return redirect("communities_community:edit", community.pk)
