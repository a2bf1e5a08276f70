"""Where administrators invite colleagues, and see who has not come."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from communities.arrival_forms import InvitationForm
from communities.models import Organisation
from communities.views.inviting import (
    form_context,
    form_to_change,
    in_words,
    list_context,
    preview_context,
    ticked,
)
from organisations import actions
from organisations.actions.invitations import sort_addresses
from organisations.models import ColleagueInvitation
from organisations.permissions import check_can_invite, seats_of
from organisations.querysets import home_addresses
from organisations.views.doors import administrator_required


@require_safe
@administrator_required
def invitation_list(request, organisation):
    """List whom the Organisation invited and what came of it; `?show=` chooses a part, `?q=` searches."""
    here = ColleagueInvitation.objects.filter(organisation=organisation)
    context = {"organisation": organisation, **list_context(request, here)}
    return render(request, "organisations/invitation_list.html", context)


@require_safe
@administrator_required
def invitation_progress(request, organisation):
    """Say in numbers how far the letters are, for the line on the list that keeps itself up to date."""
    progress = ColleagueInvitation.objects.filter(organisation=organisation).progress()
    return JsonResponse({"sent": progress.sent, "total": progress.total})


@administrator_required
def invitation_new(request, organisation):
    """Take a list of addresses, say what would become of each, and send once that was seen."""
    if request.method != "POST":
        return _show_form(request, organisation, InvitationForm())
    form = InvitationForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_form(request, organisation, form, status=422)
    if request.POST.get("act") == "change":
        return _show_form(request, organisation, form_to_change(form))
    try:
        check_can_invite(request.user, organisation)
        if request.POST.get("act") == "send":
            return _send(request, organisation, form)
    except PermissionDenied as refusal:
        form.add_error(None, str(refusal))
        return _show_form(request, organisation, form, status=403)
    return _preview(request, organisation, form)


@require_POST
@administrator_required
def invitation_act(request, organisation):
    """Send again, or take back, what was ticked."""
    pks = ticked(request)
    chosen = {"inviter": request.user, "organisation": organisation, "pks": pks}
    try:
        if not pks:
            messages.error(request, "Tick at least one invitation first.")
        elif request.POST.get("act") == "revoke":
            messages.success(request, f"Taken back: {in_words(actions.revoke(**chosen, revoked_at=now()))}.")
        else:
            count = actions.send_again(**chosen, sent_at=now())
            messages.success(request, f"On the way once more: {in_words(count)}.")
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    return redirect("organisations:invitation-list", organisation.slug)


def _show_form(
    request: HttpRequest, organisation: Organisation, form: InvitationForm, status: int = 200
) -> HttpResponse:
    refusal = ""
    try:
        check_can_invite(request.user, organisation)
    except PermissionDenied as error:
        refusal = str(error)
    context = {"organisation": organisation, "refusal": refusal, **form_context(request, form)}
    return render(request, "organisations/invitation_new.html", context, status=status)


def _preview(request: HttpRequest, organisation: Organisation, form: InvitationForm) -> HttpResponse:
    emails = form.found.addresses
    fates = sort_addresses(inviter=request.user, organisation=organisation, emails=emails, at=now())
    context = {"organisation": organisation, **preview_context(form, fates)}
    home = home_addresses(organisation, context["sending"])
    context |= {
        "away": [email for email in context["sending"] if email not in home],
        "seats": seats_of(organisation),
    }
    return render(request, "organisations/invitation_preview.html", context)


def _send(request: HttpRequest, organisation: Organisation, form: InvitationForm) -> HttpResponse:
    made = actions.invite_colleagues(
        inviter=request.user,
        organisation=organisation,
        emails=form.found.addresses,
        message=form.cleaned_data["message"],
        invited_at=now(),
    )
    if made:
        messages.success(request, f"On the way: {in_words(len(made))}.")
    else:
        messages.info(request, "Nobody new is in this list: everybody is invited or belongs here already.")
    return redirect("organisations:invitation-list", organisation.slug)
