"""Screens in the CMS for the network's office: memberships that end, Organisations on their own, claims."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from wagtail.admin import messages

from communities.paging import page_of
from communities.permissions import check_can_manage_network
from organisations import actions
from organisations.forms import AnswerForm
from organisations.models import Claim, NetworkMembership
from organisations.querysets import ENDING_DAYS, without_administrator

#: The lists of the page, and what each is called.
SHOWN = {
    "ending": f"Ends within {ENDING_DAYS} days",
    "ended": "Ended",
    "alone": "Nobody looks after it",
}


def network_attention(request):
    """List the memberships that end soon or have ended, or the Organisations without an administrator."""
    check_can_manage_network(request.user)
    show, today = request.GET.get("show", "ending"), localdate()
    if show not in SHOWN:
        raise Http404
    memberships = NetworkMembership.objects.select_related("organisation", "tier")
    rows = {
        "ending": lambda: memberships.ending(today),
        "ended": lambda: memberships.ended(today),
        "alone": without_administrator,
    }[show]()
    context = {
        "page_obj": page_of(request, rows, 50),
        "page_title": "Organisations to look at",
        "show": show,
        "shown": SHOWN,
    }
    return render(request, "organisations/cms/network_attention.html", context)


def claims_waiting(request):
    """List who says that they work for another Organisation now, oldest first, of every Organisation."""
    check_can_manage_network(request.user)
    return _claims_waiting(request)


def claim_decide(request, pk):
    """Take the office's yes or no, and a word with it. Whoever opens the address alone is led back."""
    check_can_manage_network(request.user)
    if request.method != "POST":
        return redirect("claims-waiting")
    claim = get_object_or_404(Claim.objects.select_related("user"), pk=pk)
    form = AnswerForm(request.POST, prefix=f"claim-{pk}")
    if not form.is_valid():
        return _claims_waiting(request, failed=(pk, form))
    words = form.cleaned_data["answer"]
    try:
        if form.cleaned_data["act"] == "accept":
            actions.accept_claim(claim=claim, by=request.user, answer=words, accepted_at=now())
        else:
            actions.decline_claim(claim=claim, by=request.user, answer=words, declined_at=now())
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Answered. We have written to {claim.user}.")
    return redirect("claims-waiting")


def _claims_waiting(request, *, failed: tuple[int, AnswerForm] | None = None):
    page = page_of(request, Claim.objects.for_answering(), 20)
    for claim in page.object_list:
        is_failed = failed is not None and failed[0] == claim.pk
        claim.form = failed[1] if failed and is_failed else AnswerForm(prefix=f"claim-{claim.pk}")
    context = {"page_obj": page, "page_title": "Job changes"}
    return render(request, "organisations/cms/claims_waiting.html", context, status=422 if failed else 200)
