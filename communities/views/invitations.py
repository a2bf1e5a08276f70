"""Inviting people into a Community, and coming by the link of such a letter."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from communities import actions, permissions
from communities.actions.invitations import ADDRESSES_A_DAY, Fate, addresses_left, sort_addresses
from communities.arrival_forms import InvitationForm, WelcomeMessageForm
from communities.models import Community, Invitation
from communities.paging import page_of
from communities.views.doors import take_part_required, with_community
from communities.views.look_after import lead_required

#: The parts of the Leads' list, and what each is called.
SHOWN = {"waiting": "Not come yet", "in": "Came in", "ended": "Ended"}
#: Addresses, or lines, that the preview writes out under each heading; the others it counts.
PREVIEW_ROWS = 100


# --- For Leads ----------------------------------------------------------------------------


@require_safe
@lead_required
def invitation_list(request, community):
    """List whom the Community invited and what came of it; `?show=` chooses a part, `?q=` searches."""
    show, words = request.GET.get("show", "waiting"), request.GET.get("q", "").strip()
    if show not in SHOWN or "\0" in words:
        raise Http404
    rows = Invitation.objects.filter(community=community).shown_as(show).select_related("invited_by")
    if words:
        rows = rows.filter(email__icontains=words)
    context = {
        "community": community,
        "page_obj": page_of(request, rows, 50),
        "show": show,
        "shown": SHOWN,
        "words": words,
        "progress": Invitation.objects.filter(community=community).progress(),
    }
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
        typed = {"addresses": "\n".join(form.found.addresses), "message": form.cleaned_data["message"]}
        return _show_form(request, community, InvitationForm(initial=typed))
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
    pks = [int(pk) for pk in request.POST.getlist("pk") if pk.isascii() and pk.isdigit() and len(pk) < 19]
    chosen = {"inviter": request.user, "community": community, "pks": pks[:100]}
    try:
        if not pks:
            messages.error(request, "Tick at least one invitation first.")
        elif request.POST.get("act") == "revoke":
            count = actions.revoke_invitations(**chosen, revoked_at=now())
            messages.success(request, f"Taken back: {_count(count)}.")
        else:
            count = actions.send_invitations_again(**chosen, sent_at=now())
            messages.success(request, f"On the way once more: {_count(count)}.")
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
    context = {
        "community": community,
        "form": form,
        "bad": form.found.bad[:PREVIEW_ROWS] if form.is_bound and hasattr(form, "found") else [],
        "left": addresses_left(request.user, now()),
        "a_day": ADDRESSES_A_DAY,
        "is_closed": not permissions.can_invite(request.user, community),
    }
    return render(request, "communities/invitation_new.html", context, status=status)


def _preview(request, community: Community, form: InvitationForm) -> HttpResponse:
    fates = sort_addresses(inviter=request.user, community=community, emails=form.found.addresses, at=now())
    groups: dict[Fate, list[str]] = {fate: [] for fate in Fate}
    for email, fate in fates.items():
        groups[fate].append(email)
    context = {
        "community": community,
        "found": form.found,
        "typed": "\n".join(form.found.addresses),
        "message": form.cleaned_data["message"],
        "sending": groups.pop(Fate.SEND),
        "left_out": [(fate, emails) for fate, emails in groups.items() if emails],
        "rows": PREVIEW_ROWS,
    }
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
        messages.success(request, f"On the way: {_count(len(made))}.")
    else:
        messages.info(request, "Nobody new is in this list: everybody is invited or belongs here already.")
    return redirect("communities:invitation-list", slug=community.slug)


def _count(count: int) -> str:
    return f"{count:,} invitation{'' if count == 1 else 's'}"
