"""Muting and blocking, from somebody's profile, and one's own list of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from communities import actions
from communities.models import Quiet, User
from communities.paging import page_of

SAID = {
    "mute": "You have muted {}. They are not told.",
    "block": "You have blocked {}. They are not told.",
    "none": "You hear {} again.",
}


@login_required
def quiet_list(request):
    """List whom the viewer has muted or blocked, newest first."""
    rows = Quiet.objects.by(request.user).select_related("other").order_by("-pk")
    return render(request, "communities/quiet_list.html", {"page_obj": page_of(request, rows)})


@require_POST
@login_required
def person_quiet(request, pk):
    """Mute, block, or hear again; the button says which. Who is in the list may always leave it."""
    act = request.POST.get("act", "")
    if act not in SAID:
        return HttpResponseBadRequest()
    listed = Quiet.objects.by(request.user).values("other")
    people = User.objects.visible_to(request.user) | User.objects.filter(pk__in=listed)
    person = get_object_or_404(people.distinct(), pk=pk)
    try:
        if act == "none":
            actions.hear_again(person=request.user, other_id=person.pk)
        else:
            actions.quieten(person=request.user, other=person, is_block=act == "block", since=now())
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, SAID[act].format(person.name))
    return redirect("communities:quiet-list")
