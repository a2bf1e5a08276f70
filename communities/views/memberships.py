"""Coming into a Community, and leaving it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from communities import actions
from communities.forms import AcceptanceForm, AskForm
from communities.limits import check_rate
from communities.models import Community
from communities.templatetags.communities import belonging_of
from communities.views.doors import take_part_required, with_community

JOINED = "You now belong to {name}. Say hello, or read what is there first."
ASKED = "Your request is with the Leads of {name}. We will write to you when they have answered."


@login_required
@with_community
def membership_join(request, community):
    """Show what coming in means, and take the press: join now, ask a Lead, or accept an invitation."""
    belonging = belonging_of(request, community)
    if belonging.is_member:
        return redirect(community)
    form_class = _form_class(community, belonging)
    form = form_class(request.POST or None, community=community) if form_class else None
    status = 200
    if request.method == "POST" and form is not None:
        status = 422
        if form.is_valid():
            try:
                messages.success(
                    request, _come_in(request, community, belonging, form).format(name=community.name)
                )
                # In the guided first visit one comes back to it, to choose another.
                is_visit = request.GET.get("from") == "welcome"
                return redirect("communities:welcome-step", step=2) if is_visit else redirect(community)
            except PermissionDenied as refusal:
                form.add_error(None, str(refusal))
                status = 403
    elif request.method == "POST":
        status = 403
    context = {
        "community": community,
        "belonging": belonging,
        "form": form,
        "is_asking": form_class is AskForm,
    }
    return render(request, "communities/membership_join.html", context, status=status)


@take_part_required
@with_community
def membership_leave(request, community):
    """Ask once whether somebody means to leave, and take the press."""
    belonging = belonging_of(request, community)
    if not belonging.is_member:
        return redirect(community)
    refusal, status = "", 200
    if request.method == "POST":
        try:
            actions.leave(user=request.user, community=community, left_at=now())
        except PermissionDenied as error:
            refusal, status = str(error), 403
        else:
            messages.success(request, f"You have left {community.name}.")
            still_known = Community.objects.visible_to(request.user).filter(pk=community.pk).exists()
            return redirect(community if still_known else "communities:community-list")
    context = {"community": community, "belonging": belonging, "refusal": refusal}
    return render(request, "communities/membership_leave.html", context, status=status)


@require_POST
@take_part_required
@with_community
def invitation_decline(request, community):
    """Take somebody's no to an invitation."""
    actions.decline_invitation(user=request.user, community=community, declined_at=now())
    messages.success(request, "You have said no to the invitation.")
    return redirect("communities:community-list")


def _form_class(community: Community, belonging) -> type[AcceptanceForm] | None:
    if not belonging.can_take_part or not community.is_active:
        return None
    if belonging.is_invited:
        return AcceptanceForm
    if belonging.has_asked:
        return None
    if community.joining == Community.Joining.NOW:
        return AcceptanceForm
    return AskForm if community.joining == Community.Joining.ASK else None


def _come_in(request, community: Community, belonging, form: AcceptanceForm) -> str:
    here = {"user": request.user, "community": community, "has_accepted": form.has_accepted}
    if belonging.is_invited:
        actions.accept_invitation(**here, accepted_at=now())
        return JOINED
    if community.joining == Community.Joining.NOW:
        actions.join(**here, joined_at=now())
        return JOINED
    check_rate("ask-to-join", request.user.pk, "20/hour")
    actions.ask_to_join(**here, note=form.cleaned_data["note"], asked_at=now())
    return ASKED
