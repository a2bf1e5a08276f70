"""Inviting people into a Community, and coming by the link of such a letter."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from communities import actions, permissions
from communities.actions.invitations import sort_addresses
from communities.arrival_forms import InvitationForm, WelcomeMessageForm
from communities.models import Community, Invitation
from communities.views.doors import take_part_required, with_community
from communities.views.inviting import (
    form_context,
    form_to_change,
    in_words,
    list_context,
    preview_context,
    ticked,
)
from communities.views.look_after import lead_required

# --- For Leads ----------------------------------------------------------------------------


@require_safe
@lead_required
def invitation_list(request, community):
    """List whom the Community invited and what came of it; `?show=` chooses a part, `?q=` searches."""
    here = Invitation.objects.filter(community=community)
    context = {"community": community, **list_context(request, here)}
    return render(request, "communities/invitation_list.html", context)


@require_safe
@lead_required
def invitation_progress(request, community):
    """Say in numbers how far the letters are, for the line on the list that keeps itself up to date."""
    progress = Invitation.objects.filter(community=community).progress()
    return JsonResponse({"sent": progress.sent, "total": progress.total})


@lead_required
def invitation_new(request, community):
    """Take a list of addresses, say what would become of each, and send once that was seen."""
    if request.method != "POST":
        return _show_form(request, community, InvitationForm())
    form = InvitationForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_form(request, community, form, status=422)
    if request.POST.get("act") == "change":
        return _show_form(request, community, form_to_change(form))
    try:
        permissions.check_can_invite(request.user, community)
        if request.POST.get("act") == "send":
            return _send(request, community, form)
    except PermissionDenied as refusal:
        form.add_error(None, str(refusal))
        return _show_form(request, community, form, status=403)
    return _preview(request, community, form)


@require_POST
@lead_required
def invitation_act(request, community):
    """Send again, or take back, what was ticked."""
    pks = ticked(request)
    chosen = {"inviter": request.user, "community": community, "pks": pks}
    try:
        if not pks:
            messages.error(request, "Tick at least one invitation first.")
        elif request.POST.get("act") == "revoke":
            count = actions.revoke_invitations(**chosen, revoked_at=now())
            messages.success(request, f"Taken back: {in_words(count)}.")
        else:
            count = actions.send_invitations_again(**chosen, sent_at=now())
            messages.success(request, f"On the way once more: {in_words(count)}.")
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    return redirect("communities:invitation-list", slug=community.slug)


@lead_required
def community_welcome(request, community):
    """Change what people read who have just come in."""
    form = WelcomeMessageForm(request.POST or None, initial={"welcome": community.welcome})
    if request.method == "POST" and form.is_valid():
        actions.change_welcome(lead=request.user, community=community, words=form.cleaned_data["welcome"])
        messages.success(request, "The welcome message is saved.")
        return redirect("communities:look-after", slug=community.slug)
    context = {"community": community, "form": form}
    return render(request, "communities/community_welcome.html", context, status=422 if form.errors else 200)


# --- For the invited ----------------------------------------------------------------------


@require_safe
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Lead from the link in a letter to coming in, or say kindly why not. Looking changes nothing."""
    found = Invitation.objects.with_token(token).select_related("community", "invited_by").first()
    viewer = request.user
    if found and permissions.is_member(viewer, found.community):
        return redirect(found.community)
    trouble = _trouble(found)
    if found is None or trouble:
        status = 404 if found is None else 410
        return render(request, "communities/invitation_gone.html", {"trouble": trouble}, status=status)
    is_theirs = Invitation.objects.of_person(viewer).filter(pk=found.pk).exists()
    if is_theirs and permissions.can_take_part(viewer):
        return redirect("communities:membership-join", slug=found.community.slug)
    context = {
        "invitation": found,
        # A Confidential Community is named to nobody before their address is proven and staff let them in.
        "community": None if found.community.is_confidential else found.community,
        "is_theirs": is_theirs,
    }
    return render(request, "communities/invitation_detail.html", context)


@require_POST
@take_part_required
@with_community
def welcome_hide(request, community):
    """Put a Community's welcome message away."""
    actions.hide_welcome(user=request.user, community=community)
    return redirect(community)


def _trouble(found: Invitation | None) -> str:
    if found is None:
        return "unknown"
    if found.accepted_at:
        return "used"
    if found.declined_at:
        return "declined"
    if found.revoked_at:
        return "revoked"
    if found.has_run_out:
        return "expired"
    if not found.community.is_active:
        return "closed"
    return "" if permissions.does_sender_still_invite(found) else "revoked"


def _show_form(request, community: Community, form: InvitationForm, status: int = 200) -> HttpResponse:
    is_closed = not permissions.can_invite(request.user, community)
    context = {"community": community, "is_closed": is_closed, **form_context(request, form)}
    return render(request, "communities/invitation_new.html", context, status=status)


def _preview(request, community: Community, form: InvitationForm) -> HttpResponse:
    fates = sort_addresses(inviter=request.user, community=community, emails=form.found.addresses, at=now())
    context = {"community": community, **preview_context(form, fates)}
    return render(request, "communities/invitation_preview.html", context)


def _send(request, community: Community, form: InvitationForm) -> HttpResponse:
    made = actions.invite(
        inviter=request.user,
        community=community,
        emails=form.found.addresses,
        message=form.cleaned_data["message"],
        invited_at=now(),
    )
    if made:
        messages.success(request, f"On the way: {in_words(len(made))}.")
    else:
        messages.info(request, "Nobody new is in this list: everybody is invited or belongs here already.")
    return redirect("communities:invitation-list", slug=community.slug)
