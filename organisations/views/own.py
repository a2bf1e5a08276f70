"""Where somebody says which Organisation they work for."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from communities.limits import check_rate
from communities.models import Organisation, User
from communities.views.doors import take_part_required
from organisations import actions
from organisations.forms import ClaimForm
from organisations.models import Claim
from organisations.permissions import check_may_leave


@take_part_required
def organisation(request):
    """Show where one works and what one has asked, and take a claim."""
    chosen = Organisation.objects.filter(slug=request.GET.get("to", "").replace("\0", "")).first()
    form = ClaimForm(request.POST or None, person=request.user, initial={"organisation": chosen})
    if request.method == "POST" and form.is_valid():
        try:
            check_rate("claim", request.user.pk, "10/day")
            actions.claim_organisation(person=request.user, claimed_at=now(), **form.cleaned_data)
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "You have asked. We write to you when somebody has answered.")
            return redirect("own-organisation:organisation")
    mine = Claim.objects.filter(user=request.user).select_related("organisation").order_by("-pk")
    context = {
        "form": form,
        "claim": mine.filter(outcome=Claim.Outcome.WAITING).first(),
        "last": mine.first(),
        "refusal_to_leave": _refusal_to_leave(request.user),
    }
    return render(request, "organisations/own_organisation.html", context, status=422 if form.errors else 200)


@require_POST
@take_part_required
def claim_withdraw(request):
    """Take back what waits for an answer."""
    return _act(
        request,
        "You have taken it back.",
        lambda: actions.withdraw_claim(person=request.user, withdrawn_at=now()),
    )


@take_part_required
def leave(request):
    """Ask once whether somebody has left, and take the Organisation off their own account."""
    if request.user.organisation is None:
        return redirect("own-organisation:organisation")
    if request.method == "POST":
        return _act(
            request,
            "Your account names no organisation now. What you wrote keeps the one you wrote it for.",
            lambda: actions.leave_organisation(person=request.user, left_at=now()),
        )
    return render(
        request, "organisations/own_leave.html", {"refusal_to_leave": _refusal_to_leave(request.user)}
    )


def _refusal_to_leave(person: User) -> str:
    try:
        check_may_leave(person)
    except PermissionDenied as refusal:
        return str(refusal)
    return ""


def _act(request, said: str, act):
    try:
        act()
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("own-organisation:organisation")
