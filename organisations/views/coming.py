"""Where the link of an invitation to a colleague leads."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from communities.permissions import is_kept_from
from organisations import actions
from organisations.models import ColleagueInvitation
from organisations.permissions import does_sender_still_invite
from organisations.querysets import home_addresses


@require_safe
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show who invites, and the way to come, or say kindly why there is none. Looking changes nothing."""
    rows = ColleagueInvitation.objects.select_related("organisation", "invited_by")
    found = rows.with_token(token).first()
    trouble = _trouble(found)
    if found is None or trouble:
        status = 404 if found is None else 410
        return render(request, "organisations/invitation_gone.html", {"trouble": trouble}, status=status)
    return _show(request, found)


@require_safe
@login_required
def own_invitation(request, pk):
    """Show an invitation to the person it is for, who comes from their desk."""
    rows = ColleagueInvitation.objects.standing().of_person(request.user).from_able()
    return _show(request, get_object_or_404(rows.select_related("organisation", "invited_by"), pk=pk))


@require_POST
@login_required
def invitation_answer(request, pk):
    """Take a yes or a no of the invited person; the button says which."""
    act = request.POST.get("act", "")
    if act not in {"come", "decline"}:
        return HttpResponseBadRequest()
    theirs = ColleagueInvitation.objects.of_person(request.user).select_related("organisation")
    found = get_object_or_404(theirs, pk=pk)
    try:
        if act == "decline":
            actions.decline_to_come(person=request.user, invitation=found, declined_at=now())
            messages.success(request, "You have said no. Your account stays as it is.")
            return redirect("/")
        person = actions.come(person=request.user, invitation=found, came_at=now())
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
        return redirect("/")
    if not person.is_approved:
        messages.success(
            request, f"Your account names {found.organisation} now. It waits to be let in; we write to you."
        )
        return redirect("communities:waiting")
    messages.success(request, f"You are among the people of {found.organisation} now.")
    return redirect(found.organisation)


def _show(request: HttpRequest, found: ColleagueInvitation) -> HttpResponse:
    is_theirs = ColleagueInvitation.objects.of_person(request.user).filter(pk=found.pk).exists()
    context = {
        "invitation": found,
        "organisation": found.organisation,
        "is_theirs": is_theirs,
        "is_kept": is_kept_from(request.user, found),
        "is_home": bool(home_addresses(found.organisation, [found.email])),
    }
    return render(request, "organisations/invitation_detail.html", context)


def _trouble(found: ColleagueInvitation | None) -> str:
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
    return "" if does_sender_still_invite(found) else "revoked"
