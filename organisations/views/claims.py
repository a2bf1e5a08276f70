"""Where administrators answer those who say that they work with them now."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now

from organisations import actions
from organisations.forms import AnswerForm
from organisations.models import Claim
from organisations.views.doors import act_and_return, administrator_required
from organisations.views.looking_after import show_look_after


@administrator_required
def claim_answer(request, organisation, pk):
    """Take a yes or a no, and a word with it. Whoever opens the address of an answer that went wrong is led back."""
    if request.method != "POST":
        return redirect("organisations:look-after", organisation.slug)
    claim = get_object_or_404(Claim.objects.select_related("user"), pk=pk, organisation=organisation)
    form = AnswerForm(request.POST, prefix=f"claim-{pk}")
    if not form.is_valid():
        return show_look_after(request, organisation, declining=(pk, form))
    words = form.cleaned_data["answer"]
    if form.cleaned_data["act"] == "accept":
        said = f"{claim.user} is among your people now. We have written to them."
        return act_and_return(
            request,
            organisation,
            said,
            lambda: actions.accept_claim(claim=claim, by=request.user, answer=words, accepted_at=now()),
        )
    return act_and_return(
        request,
        organisation,
        f"We have written your answer to {claim.user}.",
        lambda: actions.decline_claim(claim=claim, by=request.user, answer=words, declined_at=now()),
    )
